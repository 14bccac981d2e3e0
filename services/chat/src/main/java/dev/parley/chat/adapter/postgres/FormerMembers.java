package dev.parley.chat.adapter.postgres;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What whoever left a room comes back to: a mute that is not over, and when they last spoke in a
 * room that is slow.
 */
final class FormerMembers {
  private FormerMembers() {}

  /** What somebody comes back to. */
  record Former(@Nullable Instant muteEnd, @Nullable Instant said) {
    static final Former NOTHING = new Former(null, null);
  }

  /** Keeps what must outlive a membership that is about to end. */
  static void remember(Handle handle, UUID roomId, UUID userId, Instant time) {
    handle
        .createUpdate(
            """
            insert into chat.former_members (room_id, user_id, mute_end, said_time)
            select m.room_id, m.user_id, m.mute_end, m.said_time
              from chat.members m join chat.rooms r on r.id = m.room_id
             where m.room_id = :room and m.user_id = :user
               and (m.mute_end > :time or m.said_time + make_interval(secs => r.slow_mode_seconds) > :time)
            """)
        .bind("room", roomId)
        .bind("user", userId)
        .bind("time", time)
        .execute();
  }

  /** Takes what was kept for somebody who comes back. */
  static Former take(Handle handle, UUID roomId, UUID userId) {
    Optional<Former> former =
        handle
            .createQuery(
                """
                delete from chat.former_members where room_id = :room and user_id = :user
                returning mute_end, said_time
                """)
            .bind("room", roomId)
            .bind("user", userId)
            .map((row, context) ->
                new Former(Rows.timeOrNull(row, "mute_end"), Rows.timeOrNull(row, "said_time")))
            .findOne();
    return former.orElse(Former.NOTHING);
  }
}
