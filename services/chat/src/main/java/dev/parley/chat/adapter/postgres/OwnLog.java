package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.domain.UserEvent.Change;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes to people's own logs. */
final class OwnLog {
  private OwnLog() {}

  /** Takes the person's next position, under the lock of their head, and writes their log row. */
  static UserEvent append(Handle handle, UUID userId, Change change, Instant time) {
    long seq =
        handle
            .createQuery(
                """
                with head as (
                  insert into chat.user_heads as h (user_id, head_seq) values (:user, 1)
                  on conflict (user_id) do update set head_seq = h.head_seq + 1
                  returning head_seq
                )
                insert into chat.user_log (user_id, seq, kind, room_id, person_id, thread_id, item_id, create_time)
                select :user, head_seq, :kind, :room, :person, :thread, :item, :time from head
                returning seq
                """)
            .bind("user", userId)
            .bind("kind", kind(change))
            .bindByType("room", roomId(change), UUID.class)
            .bindByType("person", personId(change), UUID.class)
            .bindByType("thread", threadId(change), UUID.class)
            .bindByType("item", itemId(change), UUID.class)
            .bind("time", time)
            .mapTo(long.class)
            .one();
    return new UserEvent(userId, seq, time, change);
  }

  private static String kind(Change change) {
    return switch (change) {
      case Change.RoomJoined ignored -> "ROOM_JOINED";
      case Change.RoomLeft left -> left.deleted() ? "ROOM_DELETED" : "ROOM_LEFT";
      case Change.ReadMoved ignored -> "READ_MOVED";
      case Change.PreferencesChanged ignored -> "PREFERENCES_CHANGED";
      case Change.OwnPresenceChanged ignored -> "OWN_PRESENCE_CHANGED";
      case Change.RoomPreferencesChanged ignored -> "ROOM_PREFERENCES_CHANGED";
      case Change.BlocksChanged ignored -> "BLOCKS_CHANGED";
      case Change.SectionsChanged ignored -> "SECTIONS_CHANGED";
      case Change.DraftChanged ignored -> "DRAFT_CHANGED";
      case Change.ThreadChanged ignored -> "THREAD_CHANGED";
      case Change.SavedItemChanged ignored -> "SAVED_ITEM_CHANGED";
      case Change.ScheduledMessageChanged ignored -> "SCHEDULED_MESSAGE_CHANGED";
    };
  }

  private static @Nullable UUID roomId(Change change) {
    return switch (change) {
      case Change.RoomJoined joined -> joined.room().id();
      case Change.RoomLeft left -> left.roomId();
      case Change.ReadMoved moved -> moved.position().roomId();
      case Change.PreferencesChanged ignored -> null;
      case Change.OwnPresenceChanged ignored -> null;
      case Change.RoomPreferencesChanged changed -> changed.roomId();
      case Change.BlocksChanged ignored -> null;
      case Change.SectionsChanged ignored -> null;
      case Change.DraftChanged changed -> changed.draft().place().roomId();
      case Change.ThreadChanged changed -> changed.position().read().roomId();
      case Change.SavedItemChanged ignored -> null;
      case Change.ScheduledMessageChanged ignored -> null;
    };
  }

  private static @Nullable UUID threadId(Change change) {
    return switch (change) {
      case Change.ThreadChanged changed -> changed.position().threadId();
      case Change.DraftChanged changed -> changed.draft().place().threadId();
      default -> null;
    };
  }

  private static @Nullable UUID itemId(Change change) {
    return switch (change) {
      case Change.SavedItemChanged changed -> changed.itemId();
      case Change.ScheduledMessageChanged changed -> changed.messageId();
      default -> null;
    };
  }

  private static @Nullable UUID personId(Change change) {
    return change instanceof Change.BlocksChanged blocks ? blocks.other().id() : null;
  }
}
