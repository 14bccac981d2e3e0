package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.domain.RoomEvent.Change.RoomChanged;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what becomes of rooms and memberships to the rooms' logs. */
final class RoomLog {
  private RoomLog() {}

  /** Takes the room's next position, under the lock of its row, and writes its log row. */
  static long append(Handle handle, UUID roomId, Change change, Instant time) {
    return switch (change) {
      case Change.MemberJoined joined ->
          append(
              handle,
              roomId,
              new Row("MEMBER_JOINED", joined.member().person().id(), 1).by(joined.adder()),
              time);
      case Change.MemberLeft left ->
          append(
              handle,
              roomId,
              new Row("MEMBER_LEFT", left.person().id(), -1)
                  .by(left.remover())
                  .banned(left.banned()),
              time);
      case Change.MemberMuted muted ->
          append(
              handle,
              roomId,
              new Row("MEMBER_MUTED", muted.member().person().id(), 0)
                  .by(muted.moderator())
                  .muted(muted.until()),
              time);
      case Change.RoleChanged changed ->
          append(
              handle,
              roomId,
              new Row("ROLE_CHANGED", changed.member().person().id(), 0)
                  .by(changed.changer())
                  .role(changed.role()),
              time);
      case Change.RoomChanged changed ->
          append(
              handle,
              roomId,
              new Row("ROOM_CHANGED", changed.person().id(), 0).details(changed),
              time);
      case Change.JoinRequestsChanged changed ->
          append(handle, roomId, new Row("JOIN_REQUESTS_CHANGED", changed.asker().id(), 0), time);
      default -> throw new IllegalArgumentException("not for this log: " + change);
    };
  }

  /** What is written; columns that do not concern a kind stay null. */
  private static final class Row {
    private final String kind;
    private final UUID userId;
    private final int membersMore;
    private @Nullable UUID otherId;
    private @Nullable String role;
    private @Nullable RoomChanged details;
    private @Nullable Boolean banned;
    private @Nullable Instant muteEnd;

    Row(String kind, UUID userId, int membersMore) {
      this.kind = kind;
      this.userId = userId;
      this.membersMore = membersMore;
    }

    Row by(@Nullable Person other) {
      this.otherId = other == null ? null : other.id();
      return this;
    }

    Row role(Member.Role given) {
      this.role = given.name();
      return this;
    }

    Row details(RoomChanged change) {
      this.details = change;
      return this;
    }

    Row banned(boolean whether) {
      this.banned = whether ? true : null;
      return this;
    }

    Row muted(@Nullable Instant until) {
      this.muteEnd = until;
      return this;
    }

    /** As PostgreSQL writes an array. */
    @Nullable String changed() {
      return details == null
          ? null
          : details.changed().stream().map(Enum::name).collect(Collectors.joining(",", "{", "}"));
    }
  }

  private static long append(Handle handle, UUID roomId, Row row, Instant time) {
    return handle
        .createQuery(
            """
            with head as (
              update chat.rooms set head_seq = head_seq + 1, member_count = member_count + :more
               where id = :room returning head_seq
            )
            insert into chat.room_log
              (room_id, seq, kind, user_id, create_time, other_id, role, changed, new_name, former_name, new_topic,
               banned, mute_end)
            select :room, head_seq, :kind, :user, :time, cast(:other as uuid), :role, cast(:changed as text[]),
                   :newName, :formerName, :newTopic, :banned, :muteEnd
              from head
            returning seq
            """)
        .bind("room", roomId)
        .bind("kind", row.kind)
        .bind("user", row.userId)
        .bind("more", row.membersMore)
        .bind("time", time)
        .bindByType("other", row.otherId, UUID.class)
        .bind("role", row.role)
        .bind("changed", row.changed())
        .bind("newName", row.details == null ? null : row.details.newName())
        .bind("formerName", row.details == null ? null : row.details.formerName())
        .bind("newTopic", row.details == null ? null : row.details.newTopic())
        .bindByType("banned", row.banned, Boolean.class)
        .bindByType("muteEnd", row.muteEnd, Instant.class)
        .mapTo(long.class)
        .one();
  }
}
