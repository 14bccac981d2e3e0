package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.RoomEvent.Change;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what becomes of rooms and memberships to the rooms' logs. */
final class RoomLog {
  private RoomLog() {}

  /** Takes the room's next position, under the lock of its row, and writes its log row. */
  static long append(Handle handle, UUID roomId, Change change, Instant time) {
    return switch (change) {
      case Change.MemberJoined joined ->
          append(handle, roomId, new Row("MEMBER_JOINED", joined.member().person().id(), 1), time);
      case Change.MemberLeft left ->
          append(
              handle,
              roomId,
              new Row("MEMBER_LEFT", left.person().id(), -1)
                  .by(left.remover() == null ? null : left.remover().id()),
              time);
      case Change.RoleChanged changed ->
          append(
              handle,
              roomId,
              new Row("ROLE_CHANGED", changed.member().person().id(), 0)
                  .by(changed.changer().id())
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

  private record Row(
      String kind,
      UUID userId,
      int membersMore,
      @Nullable UUID otherId,
      @Nullable String role,
      String @Nullable [] changed,
      @Nullable String newName,
      @Nullable String formerName,
      @Nullable String newTopic) {
    Row(String kind, UUID userId, int membersMore) {
      this(kind, userId, membersMore, null, null, null, null, null, null);
    }

    Row by(@Nullable UUID other) {
      return new Row(
          kind, userId, membersMore, other, role, changed, newName, formerName, newTopic);
    }

    Row role(Member.Role given) {
      return new Row(
          kind, userId, membersMore, otherId, given.name(), changed, newName, formerName, newTopic);
    }

    Row details(Change.RoomChanged change) {
      return new Row(
          kind,
          userId,
          membersMore,
          otherId,
          role,
          change.changed().stream().map(Enum::name).toArray(String[]::new),
          change.newName(),
          change.formerName(),
          change.newTopic());
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
              (room_id, seq, kind, user_id, create_time, other_id, role, changed, new_name, former_name, new_topic)
            select :room, head_seq, :kind, :user, :time, cast(:other as uuid), :role, cast(:changed as text[]),
                   :newName, :formerName, :newTopic
              from head
            returning seq
            """)
        .bind("room", roomId)
        .bind("kind", row.kind())
        .bind("user", row.userId())
        .bind("more", row.membersMore())
        .bind("time", time)
        .bindByType("other", row.otherId(), UUID.class)
        .bind("role", row.role())
        .bind("changed", row.changed() == null ? null : "{" + String.join(",", row.changed()) + "}")
        .bind("newName", row.newName())
        .bind("formerName", row.formerName())
        .bind("newTopic", row.newTopic())
        .mapTo(long.class)
        .one();
  }
}
