package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.DeletedRoom;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change.Detail;
import dev.parley.chat.domain.RoomEvent.Change.RoomChanged;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomDeletion;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Deleted rooms in PostgreSQL. A deleted room has a row that says so, and its memberships stand
 * aside; what is left is a private room without members, which every question that is asked of
 * rooms and members answers rightly without knowing of deletion.
 */
public final class PostgresRoomDeletion implements RoomDeletion {
  private static final String KEPT =
      """
      select d.room_id, d.visibility, d.delete_time, d.purge_time, m.role, m.mute_end, 'NONE' as direct_block, %s,
             p.user_id, p.username, p.display_name, p.avatar_version,
             (select count(*) from chat.deleted_members c where c.room_id = d.room_id) as members
        from chat.deleted_members m
        join chat.deleted_rooms d on d.room_id = m.room_id
        join chat.rooms r on r.id = d.room_id
        join chat.people p on p.user_id = d.deleter_id
       where m.user_id = :user and d.purge_time > :time and not d.purge_begun
      """
          .formatted(Rows.DETAILS);

  private final Database database;
  private final Announcing announcing;

  public PostgresRoomDeletion(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Outcome<DeletedRoom> delete(
      UUID roomId, UUID personId, Instant time, Instant purgeTime, Gate gate) {
    return announcing.commit(handle -> {
      Optional<Powers> powers = PostgresRoomChanges.lockedPowers(handle, roomId, personId);
      if (powers.isEmpty()) {
        return Told.nothing(new Outcome.NotAMember<>());
      }
      Optional<Refusal> refusal = gate.on(powers.get());
      return refusal.isPresent()
          ? Told.nothing(new Outcome.Refused<>(refusal.get()))
          : delete(
              handle,
              roomId,
              personId,
              time.truncatedTo(ChronoUnit.MICROS),
              purgeTime.truncatedTo(ChronoUnit.MICROS));
    });
  }

  @Override
  public Outcome<RoomDetails> undelete(
      UUID roomId, UUID personId, Optional<String> name, Instant time, Gate gate) {
    Instant now = time.truncatedTo(ChronoUnit.MICROS);
    try {
      return announcing.commit(handle -> {
        if (!PostgresRoomRepository.lock(handle, roomId)) {
          return Told.nothing(new Outcome.NotAMember<>());
        }
        // Whoever takes it away for good holds this row.
        handle.execute("select from chat.deleted_rooms where room_id = ? for update", roomId);
        Optional<Kept> kept = find(handle, roomId, personId, now);
        if (kept.isEmpty()) {
          return Told.nothing(asItIs(handle, roomId, personId, gate));
        }
        // Whoever may not is not to learn that there is something to bring back.
        return gate.on(kept.get().powers()).isPresent()
            ? Told.nothing(new Outcome.NotAMember<>())
            : undelete(handle, kept.get().room(), personId, name, now);
      });
    } catch (UnableToExecuteStatementException e) {
      if (PostgresRoomChanges.isNameTaken(e)) {
        return new Outcome.NameTaken<>();
      }
      throw e;
    }
  }

  @Override
  public Optional<Kept> find(UUID roomId, UUID personId, Instant time) {
    return database.read(handle -> find(handle, roomId, personId, time));
  }

  @Override
  public List<Kept> kept(UUID personId, Instant time) {
    return database.read(handle ->
        handle
            .createQuery(KEPT + " order by d.delete_time desc, d.room_id")
            .bind("user", personId)
            .bind("time", time)
            .map((row, context) -> kept(row))
            .list());
  }

  @Override
  public long purge(Instant time, int atOnce) {
    return database.inTransaction(handle -> RoomPurge.some(handle, time, atOnce));
  }

  private static Told<Outcome<DeletedRoom>> delete(
      Handle handle, UUID roomId, UUID personId, Instant time, Instant purgeTime) {
    handle
        .createUpdate(
            """
            insert into chat.deleted_rooms (room_id, deleter_id, visibility, delete_time, purge_time)
            select id, :person, visibility, :time, :purge from chat.rooms where id = :room
            """)
        .bind("person", personId)
        .bind("time", time)
        .bind("purge", purgeTime)
        .bind("room", roomId)
        .execute();
    RoomDetails details = details(handle, roomId);
    RoomEvent event =
        log(handle, roomId, personId, details, List.of(Detail.DELETED), details, time);
    // Before anybody's own log: whoever writes to that of a member holds the membership first.
    handle
        .createUpdate(
            """
            with gone as (delete from chat.members where room_id = :room returning *)
            insert into chat.deleted_members select * from gone
            """)
        .bind("room", roomId)
        .execute();
    handle.execute(
        "update chat.rooms set visibility = 'PRIVATE', member_count = 0 where id = ?", roomId);
    List<UserEvent> news = new ArrayList<>();
    tellAll(handle, roomId, "ROOM_DELETED", time)
        .forEach((userId, seq) ->
            news.add(
                new UserEvent(userId, seq, time, new UserEvent.Change.RoomLeft(roomId, true))));
    DeletedRoom deleted = find(handle, roomId, personId, time).orElseThrow().room();
    return new Told<>(new Outcome.Done<>(deleted), List.of(event), news);
  }

  private static Told<Outcome<RoomDetails>> undelete(
      Handle handle, DeletedRoom room, UUID personId, Optional<String> name, Instant time) {
    UUID roomId = room.id();
    String wanted = name.orElse(room.details().name());
    handle
        .createUpdate(
            """
            update chat.rooms
               set visibility = :visibility, name = :name, look = :look,
                   member_count = (select count(*) from chat.deleted_members where room_id = :room)
             where id = :room
            """)
        .bind("visibility", room.visibility().name())
        .bind("name", wanted)
        .bind("look", RoomName.look(wanted))
        .bind("room", roomId)
        .execute();
    handle.execute(
        "insert into chat.members select * from chat.deleted_members where room_id = ?", roomId);
    RoomDetails details = details(handle, roomId);
    List<Detail> changed =
        details.name().equals(room.details().name())
            ? List.of(Detail.UNDELETED)
            : List.of(Detail.UNDELETED, Detail.NAME);
    RoomEvent event = log(handle, roomId, personId, room.details(), changed, details, time);
    Map<UUID, Long> told = tellAll(handle, roomId, "ROOM_JOINED", time);
    handle.execute("delete from chat.deleted_members where room_id = ?", roomId);
    handle.execute("delete from chat.deleted_rooms where room_id = ?", roomId);
    List<UserEvent> news = new ArrayList<>();
    asSeenByAll(handle, roomId)
        .forEach((userId, seen) ->
            news.add(
                new UserEvent(
                    userId,
                    Objects.requireNonNull(told.get(userId)),
                    time,
                    new UserEvent.Change.RoomJoined(seen))));
    return new Told<>(new Outcome.Done<>(details), List.of(event), news);
  }

  /** What bringing a room back comes to that is not deleted. */
  private static Outcome<RoomDetails> asItIs(Handle handle, UUID roomId, UUID personId, Gate gate) {
    Optional<Powers> powers = PostgresRoomChanges.powers(handle, roomId, personId);
    if (powers.isEmpty()) {
      return new Outcome.NotAMember<>();
    }
    Optional<Refusal> refusal = gate.on(powers.get());
    return refusal.isPresent()
        ? new Outcome.Refused<>(refusal.get())
        : new Outcome.Done<>(details(handle, roomId));
  }

  private static RoomEvent log(
      Handle handle,
      UUID roomId,
      UUID personId,
      RoomDetails before,
      List<Detail> changed,
      RoomDetails after,
      Instant time) {
    boolean renamed = changed.contains(Detail.NAME);
    RoomChanged change =
        new RoomChanged(
            after,
            PostgresRoomRepository.member(handle, roomId, personId).orElseThrow().person(),
            changed,
            renamed ? after.name() : null,
            renamed ? before.name() : null,
            null);
    long seq = RoomLog.append(handle, roomId, change, time);
    ModerationLog.record(handle, roomId, change, before, time);
    return new RoomEvent(roomId, seq, time, change);
  }

  /** Writes to the own logs of all whose memberships stand aside; answers their positions. */
  private static Map<UUID, Long> tellAll(Handle handle, UUID roomId, String kind, Instant time) {
    Map<UUID, Long> positions = new LinkedHashMap<>();
    handle
        .createQuery(
            """
            with heads as (
              insert into chat.user_heads as h (user_id, head_seq)
              select user_id, 1 from chat.deleted_members where room_id = :room order by user_id
              on conflict (user_id) do update set head_seq = h.head_seq + 1
              returning user_id, head_seq
            )
            insert into chat.user_log (user_id, seq, kind, room_id, create_time)
            select user_id, head_seq, :kind, :room, :time from heads
            returning user_id, seq
            """)
        .bind("room", roomId)
        .bind("kind", kind)
        .bind("time", time)
        .map((row, context) -> Map.entry(Rows.id(row, "user_id"), row.getLong("seq")))
        .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
    return positions;
  }

  private static Map<UUID, Room> asSeenByAll(Handle handle, UUID roomId) {
    Map<UUID, Room> seen = new LinkedHashMap<>();
    handle
        .createQuery(
            "select v.user_id as viewer_id, "
                + Rows.ROOM_OF_MEMBER
                + " from chat.rooms r join chat.members v on v.room_id = r.id where r.id = :room")
        .bind("room", roomId)
        .map((row, context) -> Map.entry(Rows.id(row, "viewer_id"), Rows.room(row)))
        .forEach(entry -> seen.put(entry.getKey(), entry.getValue()));
    return seen;
  }

  private static RoomDetails details(Handle handle, UUID roomId) {
    return handle
        .createQuery("select " + Rows.DETAILS + " from chat.rooms r where r.id = :room")
        .bind("room", roomId)
        .map((row, context) -> Rows.details(row))
        .one();
  }

  private static Optional<Kept> find(Handle handle, UUID roomId, UUID personId, Instant time) {
    return handle
        .createQuery(KEPT + " and d.room_id = :room")
        .bind("room", roomId)
        .bind("user", personId)
        .bind("time", time)
        .map((row, context) -> kept(row))
        .findOne();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    DeletedRoom room =
        new DeletedRoom(
            Rows.id(row, "room_id"),
            Rows.details(row),
            Room.Visibility.valueOf(row.getString("visibility")),
            row.getInt("members"),
            Rows.person(row),
            Rows.time(row, "delete_time"),
            Rows.time(row, "purge_time"));
    return new Kept(room, Rows.powers(row));
  }
}
