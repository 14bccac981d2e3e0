package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Ban;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.ModerationEntry;
import dev.parley.chat.domain.ModerationEntry.Act;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.Moderation;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Bans and acts of moderation in PostgreSQL. */
public final class PostgresModeration implements Moderation {
  private static final String BANS =
      """
      select b.room_id, b.reason, b.create_time, b.expire_time,
             p.user_id, p.username, p.display_name, p.avatar_version,
             o.user_id as by_user_id, o.username as by_username, o.display_name as by_display_name,
             o.avatar_version as by_avatar_version
        from chat.bans b
        join chat.people p on p.user_id = b.user_id
        join chat.people o on o.user_id = b.by_id
       where b.room_id = :room and (b.expire_time is null or b.expire_time > :now)
      """;

  private final Database database;
  private final Announcing announcing;

  public PostgresModeration(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Outcome<Ban> ban(
      UUID roomId, UUID personId, Person subject, Terms terms, Instant time, Decision decision) {
    Instant now = time.truncatedTo(ChronoUnit.MICROS);
    return announcing.commit(handle -> {
      Optional<Powers> powers = PostgresRoomChanges.lockedPowers(handle, roomId, personId);
      if (powers.isEmpty()) {
        return Told.nothing(new Outcome.NotAMember<>());
      }
      Optional<Member> member = PostgresRoomRepository.member(handle, roomId, subject.id());
      Optional<Refusal> refusal = decision.on(member, powers.get());
      if (refusal.isPresent()) {
        return Told.nothing(new Outcome.Refused<>(refusal.get()));
      }
      List<RoomEvent> waitsNoLonger =
          JoinRequests.forget(handle, roomId, subject, now).stream().toList();
      save(handle, roomId, personId, subject.id(), terms, now);
      Outcome<Ban> done = new Outcome.Done<>(ban(handle, roomId, subject.id(), now).orElseThrow());
      return member
          .map(
              gone -> PostgresRoomChanges.end(handle, gone, personId, true, now).map(ended -> done))
          .orElseGet(() -> new Told<>(done, waitsNoLonger, List.of()));
    });
  }

  @Override
  public Outcome<Boolean> lift(
      UUID roomId, UUID personId, UUID subjectId, Instant time, Decision decision) {
    return announcing.commit(handle -> {
      Optional<Powers> powers = PostgresRoomChanges.lockedPowers(handle, roomId, personId);
      if (powers.isEmpty()) {
        return Told.nothing(new Outcome.NotAMember<>());
      }
      Optional<Refusal> refusal = decision.on(Optional.empty(), powers.get());
      if (refusal.isPresent()) {
        return Told.nothing(new Outcome.Refused<>(refusal.get()));
      }
      boolean lifted =
          handle.execute(
                  "delete from chat.bans where room_id = ? and user_id = ?", roomId, subjectId)
              > 0;
      if (lifted) {
        ModerationLog.record(handle, roomId, personId, Act.BAN_LIFTED, subjectId, "", time);
      }
      return Told.nothing(new Outcome.Done<>(lifted));
    });
  }

  @Override
  public Optional<Ban> find(UUID roomId, UUID userId, Instant now) {
    return database.read(handle -> ban(handle, roomId, userId, now));
  }

  @Override
  public List<Ban> bans(UUID roomId, Instant now, int limit) {
    return database.read(handle ->
        handle
            .createQuery(BANS + " order by b.create_time desc, b.user_id limit :limit")
            .bind("room", roomId)
            .bind("now", now)
            .bind("limit", limit)
            .map((row, context) -> ban(row))
            .list());
  }

  @Override
  public List<ModerationEntry> entries(UUID roomId, Optional<UUID> before, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select l.id, l.create_time, l.act, l.detail,
                       a.user_id, a.username, a.display_name, a.avatar_version,
                       s.user_id as subject_user_id, s.username as subject_username,
                       s.display_name as subject_display_name,
                       s.avatar_version as subject_avatar_version
                  from chat.moderation_log l
                  join chat.people a on a.user_id = l.actor_id
                  left join chat.people s on s.user_id = l.subject_id
                 where l.room_id = :room and (cast(:before as uuid) is null or l.id < :before)
                 order by l.id desc limit :limit
                """)
            .bind("room", roomId)
            .bindByType("before", before.orElse(null), UUID.class)
            .bind("limit", limit)
            .map((row, context) -> entry(row))
            .list());
  }

  /** The ban of somebody that has not expired. */
  static Optional<Ban> ban(Handle handle, UUID roomId, UUID userId, Instant now) {
    return handle
        .createQuery(BANS + " and b.user_id = :user")
        .bind("room", roomId)
        .bind("user", userId)
        .bind("now", now)
        .map((row, context) -> ban(row))
        .findOne();
  }

  private static void save(
      Handle handle, UUID roomId, UUID personId, UUID subjectId, Terms terms, Instant now) {
    handle.execute("delete from chat.bans where room_id = ? and expire_time <= ?", roomId, now);
    handle
        .createUpdate(
            """
            insert into chat.bans (room_id, user_id, by_id, reason, create_time, expire_time)
            values (:room, :user, :by, :reason, :now, :expires)
            on conflict (room_id, user_id) do update
               set by_id = excluded.by_id, reason = excluded.reason,
                   create_time = excluded.create_time, expire_time = excluded.expire_time
            """)
        .bind("room", roomId)
        .bind("user", subjectId)
        .bind("by", personId)
        .bind("reason", terms.reason())
        .bind("now", now)
        .bindByType("expires", terms.expireTime(), Instant.class)
        .execute();
    ModerationLog.record(
        handle, roomId, personId, Act.MEMBER_BANNED, subjectId, terms.reason(), now);
  }

  private static Ban ban(ResultSet row) throws SQLException {
    return new Ban(
        Rows.id(row, "room_id"),
        Rows.person(row),
        Rows.person(row, "by_"),
        row.getString("reason"),
        Rows.time(row, "create_time"),
        Rows.timeOrNull(row, "expire_time"));
  }

  private static ModerationEntry entry(ResultSet row) throws SQLException {
    return new ModerationEntry(
        Rows.id(row, "id"),
        Rows.time(row, "create_time"),
        Rows.person(row),
        Act.valueOf(row.getString("act")),
        row.getObject("subject_user_id") == null ? null : Rows.person(row, "subject_"),
        row.getString("detail"));
  }
}
