package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.ModerationEntry.Act;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.domain.RoomEvent.Change.RoomChanged;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.RoomChanges;
import dev.parley.platform.db.Database;
import dev.parley.platform.pictures.Picture;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Changes of rooms and memberships in PostgreSQL, each under the lock of the room's row. */
public final class PostgresRoomChanges implements RoomChanges {
  private final Announcing announcing;

  public PostgresRoomChanges(Database database, Announcer announcer) {
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Outcome<RoomDetails> change(
      UUID roomId, UUID personId, Instant time, DetailsDecision decision) {
    try {
      return announcing.commit(handle ->
          decide(handle, roomId, personId, time.truncatedTo(ChronoUnit.MICROS), decision));
    } catch (UnableToExecuteStatementException e) {
      if (isNameTaken(e)) {
        return new Outcome.NameTaken<>();
      }
      throw e;
    }
  }

  @Override
  public Outcome<RoomDetails> show(
      UUID roomId,
      UUID personId,
      Optional<Picture> picture,
      Instant time,
      DetailsDecision decision) {
    return announcing.commit(handle -> {
      Told<Outcome<RoomDetails>> told =
          decide(handle, roomId, personId, time.truncatedTo(ChronoUnit.MICROS), decision);
      if (!told.roomEvents().isEmpty()) {
        PostgresRoomAvatars.replace(handle, roomId, picture);
      }
      return told;
    });
  }

  @Override
  public Outcome<Member> changeMember(
      UUID roomId, UUID personId, UUID memberId, Instant time, MemberDecision decision) {
    return announcing.commit(handle ->
        decide(handle, roomId, personId, memberId, time.truncatedTo(ChronoUnit.MICROS), decision));
  }

  /** Whether a room cannot have a name because another has it. */
  static boolean isNameTaken(UnableToExecuteStatementException failure) {
    return failure.getCause() instanceof PSQLException cause
        && PSQLState.UNIQUE_VIOLATION.getState().equals(cause.getSQLState());
  }

  /** What a member may do in a room whose row is locked; empty if they are none. */
  static Optional<Powers> powers(Handle handle, UUID roomId, UUID userId) {
    return handle
        .createQuery(
            "select "
                + Rows.POWERS
                + """
                 from chat.rooms r join chat.members m on m.room_id = r.id and m.user_id = :user
                 where r.id = :room
                """)
        .bind("room", roomId)
        .bind("user", userId)
        .map((row, context) -> Rows.powers(row))
        .findOne();
  }

  private static Told<Outcome<RoomDetails>> decide(
      Handle handle, UUID roomId, UUID personId, Instant time, DetailsDecision decision) {
    Optional<Powers> powers = lockedPowers(handle, roomId, personId);
    if (powers.isEmpty()) {
      return Told.nothing(new Outcome.NotAMember<>());
    }
    RoomDetails before =
        handle
            .createQuery("select " + Rows.DETAILS + " from chat.rooms r where r.id = :room")
            .bind("room", roomId)
            .map((row, context) -> Rows.details(row))
            .one();
    return switch (decision.on(before, powers.get())) {
      case Verdict.Refuse<RoomDetails> refuse ->
          Told.nothing(new Outcome.Refused<>(refuse.refusal()));
      case Verdict.Make<RoomDetails> make when make.value().equals(before) ->
          Told.nothing(new Outcome.Done<>(before));
      case Verdict.Make<RoomDetails> make ->
          write(handle, roomId, personId, time, before, make.value());
    };
  }

  private static Told<Outcome<RoomDetails>> write(
      Handle handle,
      UUID roomId,
      UUID personId,
      Instant time,
      RoomDetails before,
      RoomDetails after) {
    handle
        .createUpdate(
            """
            update chat.rooms
               set visibility = :visibility, name = :name, look = :look, topic = :topic, description = :description, permissions = cast(:permissions as text[]),
                   slow_mode_seconds = :slow, avatar_version = :avatar, lifetime_seconds = :lifetime, retention_days = :days,
                   archive_time = case when :archived then coalesce(archive_time, :time) end
             where id = :room
            """)
        .bind("visibility", after.visibility().name())
        .bind("name", after.name())
        .bind("look", RoomName.look(after.name()))
        .bind("topic", after.topic())
        .bind("description", after.description())
        .bind("permissions", Rows.column(after.permissions()))
        .bind("slow", after.slowModeSeconds())
        .bind("lifetime", after.retention().lifetimeSeconds())
        .bind("days", after.retention().days())
        .bind("avatar", after.avatarVersion())
        .bind("archived", after.archived())
        .bind("time", time)
        .bind("room", roomId)
        .execute();
    if (after.retention().days() > 0 && after.retention().days() != before.retention().days()) {
      ChatJobs.QUEUE.add(handle, ChatJobs.EXPIRE_MESSAGES, roomId, time);
    }
    Member actor = PostgresRoomRepository.member(handle, roomId, personId).orElseThrow();
    RoomChanged change = RoomChanged.between(before, after, actor.person());
    long seq = RoomLog.append(handle, roomId, change, time);
    ModerationLog.record(handle, roomId, change, before, time);
    return new Told<>(
        new Outcome.Done<>(after), List.of(new RoomEvent(roomId, seq, time, change)), List.of());
  }

  private static Told<Outcome<Member>> decide(
      Handle handle,
      UUID roomId,
      UUID personId,
      UUID memberId,
      Instant time,
      MemberDecision decision) {
    Optional<Powers> powers = lockedPowers(handle, roomId, personId);
    if (powers.isEmpty()) {
      return Told.nothing(new Outcome.NotAMember<>());
    }
    Optional<Member> found = PostgresRoomRepository.member(handle, roomId, memberId);
    if (found.isEmpty()) {
      return Told.nothing(new Outcome.NoSuchMember<>());
    }
    Member member = found.get();
    boolean lastOwner = member.role() == Member.Role.OWNER && isAlone(handle, roomId, memberId);
    return switch (decision.on(member, powers.get(), lastOwner)) {
      case Verdict.Refuse<NewStanding> refuse ->
          Told.nothing(new Outcome.Refused<>(refuse.refusal()));
      case Verdict.Make<NewStanding>(NewStanding.Role(Member.Role role))
          when role == member.role() ->
          Told.nothing(new Outcome.Done<>(member));
      case Verdict.Make<NewStanding>(NewStanding.Role(Member.Role role)) ->
          giveRole(handle, member, role, personId, time);
      case Verdict.Make<NewStanding>(NewStanding.Gone()) ->
          end(handle, member, personId, false, time)
              .map(gone -> {
                if (!memberId.equals(personId)) {
                  ModerationLog.record(
                      handle, roomId, personId, Act.MEMBER_REMOVED, memberId, "", time);
                }
                return new Outcome.Done<>(gone);
              });
      case Verdict.Make<NewStanding>(NewStanding.Muted(Instant until)) ->
          mute(handle, member, until, personId, time);
    };
  }

  /** Whether others are in the room, and none of them owns it. */
  private static boolean isAlone(Handle handle, UUID roomId, UUID owner) {
    return handle
        .createQuery(
            """
            select exists (select from chat.members where room_id = :room and user_id <> :owner)
               and not exists (select from chat.members where room_id = :room and user_id <> :owner and role = 'OWNER')
            """)
        .bind("room", roomId)
        .bind("owner", owner)
        .mapTo(boolean.class)
        .one();
  }

  private static Told<Outcome<Member>> giveRole(
      Handle handle, Member member, Member.Role role, UUID personId, Instant time) {
    UUID roomId = member.roomId();
    handle.execute(
        "update chat.members set role = ? where room_id = ? and user_id = ?",
        role.name(),
        roomId,
        member.person().id());
    Member now = member.as(role);
    Member actor = PostgresRoomRepository.member(handle, roomId, personId).orElseThrow();
    Change change = new Change.RoleChanged(now, role, actor.person());
    long seq = RoomLog.append(handle, roomId, change, time);
    ModerationLog.record(
        handle, roomId, personId, Act.ROLE_CHANGED, member.person().id(), role.name(), time);
    return new Told<>(
        new Outcome.Done<>(now), List.of(new RoomEvent(roomId, seq, time, change)), List.of());
  }

  private static Told<Outcome<Member>> mute(
      Handle handle, Member member, @Nullable Instant until, UUID personId, Instant time) {
    UUID roomId = member.roomId();
    Instant end = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    if (Objects.equals(end, member.muteEnd())) {
      return Told.nothing(new Outcome.Done<>(member));
    }
    handle
        .createUpdate(
            "update chat.members set mute_end = :end where room_id = :room and user_id = :user")
        .bindByType("end", end, Instant.class)
        .bind("room", roomId)
        .bind("user", member.person().id())
        .execute();
    Member now = member.mutedUntil(end);
    Member actor = PostgresRoomRepository.member(handle, roomId, personId).orElseThrow();
    Change change = new Change.MemberMuted(now, end, actor.person());
    long seq = RoomLog.append(handle, roomId, change, time);
    ModerationLog.record(
        handle,
        roomId,
        personId,
        end == null ? Act.MEMBER_UNMUTED : Act.MEMBER_MUTED,
        member.person().id(),
        end == null ? "" : end.toString(),
        time);
    return new Told<>(
        new Outcome.Done<>(now), List.of(new RoomEvent(roomId, seq, time, change)), List.of());
  }

  /** Ends a membership, whoever wants it. */
  static Told<Member> end(
      Handle handle, Member member, UUID personId, boolean banned, Instant time) {
    UUID roomId = member.roomId();
    UUID userId = member.person().id();
    boolean guest = member.role() == Member.Role.GUEST;
    Change change =
        userId.equals(personId)
            ? new Change.MemberLeft(member.person(), null, banned, guest)
            : new Change.MemberLeft(
                member.person(),
                PostgresRoomRepository.member(handle, roomId, personId).orElseThrow().person(),
                banned,
                guest);
    FormerMembers.remember(handle, roomId, userId, time);
    handle.execute("delete from chat.members where room_id = ? and user_id = ?", roomId, userId);
    handle.execute(
        "delete from chat.thread_followers where room_id = ? and user_id = ?", roomId, userId);
    handle.execute(
        "delete from chat.invitations where room_id = ? and creator_id = ?", roomId, userId);
    long seq = RoomLog.append(handle, roomId, change, time);
    List<UserEvent> news = new ArrayList<>();
    news.add(OwnLog.append(handle, userId, new UserEvent.Change.RoomLeft(roomId, false), time));
    return new Told<>(member, List.of(new RoomEvent(roomId, seq, time, change)), news);
  }

  /** The same, once the room's row is locked. */
  static Optional<Powers> lockedPowers(Handle handle, UUID roomId, UUID personId) {
    return PostgresRoomRepository.lock(handle, roomId)
        ? powers(handle, roomId, personId)
        : Optional.empty();
  }
}
