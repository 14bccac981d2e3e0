package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Invitation;
import dev.parley.chat.domain.JoinRequest;
import dev.parley.chat.domain.JoinStanding;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.port.Invitations.Waiting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who has asked to join rooms. What changes it is called under the lock of the room's row. */
final class JoinRequests {
  private static final String WAITING =
      """
      select q.room_id, q.note, q.create_time, p.user_id, p.username, p.display_name, p.avatar_version
        from chat.join_requests q join chat.people p using (user_id)
       where q.room_id = :room and q.decline_time is null
      """;

  private JoinRequests() {}

  /**
   * How somebody stands who is no member. Who was turned down may ask again by another invitation.
   */
  static JoinStanding standing(Handle handle, Invitation invitation, UUID personId) {
    return handle
        .createQuery(
            """
            select case when decline_time is null then 'WAITING'
                        when invitation_id = :invitation then 'DECLINED' else 'OUTSIDE' end
              from chat.join_requests where room_id = :room and user_id = :user
            """)
        .bind("invitation", invitation.id())
        .bind("room", invitation.roomId())
        .bind("user", personId)
        .mapTo(JoinStanding.class)
        .findOne()
        .orElse(JoinStanding.OUTSIDE);
  }

  /** Somebody waits from now on. */
  static RoomEvent ask(
      Handle handle, Invitation invitation, Person person, String note, Instant time) {
    handle
        .createUpdate(
            """
            insert into chat.join_requests (room_id, user_id, invitation_id, note, create_time)
            values (:room, :user, :invitation, :note, :time)
            on conflict (room_id, user_id) do update
              set invitation_id = :invitation, note = :note, create_time = :time, decline_time = null
            """)
        .bind("room", invitation.roomId())
        .bind("user", person.id())
        .bind("invitation", invitation.id())
        .bind("note", note)
        .bind("time", time)
        .execute();
    return tell(handle, invitation.roomId(), person, time);
  }

  /** Somebody who waited is turned down. */
  static RoomEvent decline(Handle handle, JoinRequest request, Instant time) {
    handle.execute(
        "update chat.join_requests set decline_time = ? where room_id = ? and user_id = ?",
        time,
        request.roomId(),
        request.person().id());
    return tell(handle, request.roomId(), request.person(), time);
  }

  /**
   * Nothing is known any more of what somebody asked, as they are a member or want it no longer.
   *
   * @return that they wait no longer, if they did
   */
  static Optional<RoomEvent> forget(Handle handle, UUID roomId, Person person, Instant time) {
    return handle
        .createQuery(
            "delete from chat.join_requests where room_id = ? and user_id = ? returning decline_time is null")
        .bind(0, roomId)
        .bind(1, person.id())
        .mapTo(boolean.class)
        .findOne()
        .filter(waited -> waited)
        .map(waited -> tell(handle, roomId, person, time));
  }

  /** Who waits, the first who asked first. */
  static Waiting of(Handle handle, UUID roomId, int limit) {
    List<JoinRequest> first =
        handle
            .createQuery(WAITING + "order by q.create_time, q.user_id limit :limit")
            .bind("room", roomId)
            .bind("limit", limit)
            .map((row, context) -> request(row))
            .list();
    return new Waiting(first, count(handle, roomId));
  }

  private static int count(Handle handle, UUID roomId) {
    return handle
        .createQuery(
            "select count(*) from chat.join_requests where room_id = ? and decline_time is null")
        .bind(0, roomId)
        .mapTo(int.class)
        .one();
  }

  /** What somebody asks who waits. */
  static Optional<JoinRequest> find(Handle handle, UUID roomId, UUID askerId) {
    return handle
        .createQuery(WAITING + "and q.user_id = :user")
        .bind("room", roomId)
        .bind("user", askerId)
        .map((row, context) -> request(row))
        .findOne();
  }

  private static RoomEvent tell(Handle handle, UUID roomId, Person asker, Instant time) {
    Change change = new Change.JoinRequestsChanged(asker, count(handle, roomId));
    return new RoomEvent(roomId, RoomLog.append(handle, roomId, change, time), time, change);
  }

  private static JoinRequest request(ResultSet row) throws SQLException {
    return new JoinRequest(
        Rows.id(row, "room_id"),
        Rows.person(row),
        row.getString("note"),
        Rows.time(row, "create_time"));
  }
}
