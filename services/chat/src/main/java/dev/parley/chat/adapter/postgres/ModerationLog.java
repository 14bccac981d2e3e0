package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.ModerationEntry.Act;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.domain.RoomEvent.Change.Detail;
import dev.parley.chat.domain.RoomEvent.Change.RoomChanged;
import dev.parley.platform.ids.UuidV7;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what those who keep order have done, in the transaction in which they do it. */
final class ModerationLog {
  private ModerationLog() {}

  /** Writes one act. */
  static void record(
      Handle handle,
      UUID roomId,
      UUID actorId,
      Act act,
      @Nullable UUID subjectId,
      String detail,
      Instant time) {
    handle
        .createUpdate(
            """
            insert into chat.moderation_log (room_id, id, actor_id, act, subject_id, detail, create_time)
            values (:room, :id, :actor, :act, :subject, :detail, :time)
            """)
        .bind("room", roomId)
        .bind("id", UuidV7.at(time))
        .bind("actor", actorId)
        .bind("act", act.name())
        .bindByType("subject", subjectId, UUID.class)
        .bind("detail", detail)
        .bind("time", time)
        .execute();
  }

  /** Writes what of a change of the room is an act; what it is about is none. */
  static void record(
      Handle handle, UUID roomId, RoomChanged change, RoomDetails before, Instant time) {
    RoomDetails after = change.details();
    for (Detail detail : change.changed()) {
      switch (detail) {
        case NAME -> record(handle, roomId, change, Act.ROOM_RENAMED, before.name(), time);
        case ARCHIVED -> record(handle, roomId, change, Act.ROOM_ARCHIVED, "", time);
        case RESTORED -> record(handle, roomId, change, Act.ROOM_RESTORED, "", time);
        case PERMISSIONS ->
            record(
                handle,
                roomId,
                change,
                Act.PERMISSIONS_CHANGED,
                Rows.column(after.permissions()).replaceAll("[{}]", "").replace(",", ", "),
                time);
        case SLOW_MODE ->
            record(
                handle,
                roomId,
                change,
                Act.SLOW_MODE_CHANGED,
                Integer.toString(after.slowModeSeconds()),
                time);
        case MADE_PUBLIC -> record(handle, roomId, change, Act.ROOM_MADE_PUBLIC, "", time);
        case MADE_PRIVATE -> record(handle, roomId, change, Act.ROOM_MADE_PRIVATE, "", time);
        case MESSAGE_LIFETIME ->
            record(
                handle,
                roomId,
                change,
                Act.MESSAGE_LIFETIME_CHANGED,
                Integer.toString(after.retention().lifetimeSeconds()),
                time);
        case RETENTION ->
            record(
                handle,
                roomId,
                change,
                Act.RETENTION_CHANGED,
                Integer.toString(after.retention().days()),
                time);
        case DELETED -> record(handle, roomId, change, Act.ROOM_DELETED, "", time);
        case UNDELETED -> record(handle, roomId, change, Act.ROOM_UNDELETED, "", time);
        case TOPIC, DESCRIPTION, AVATAR -> {}
      }
    }
  }

  private static void record(
      Handle handle, UUID roomId, RoomChanged change, Act act, String detail, Instant time) {
    record(handle, roomId, change.person().id(), act, null, detail, time);
  }
}
