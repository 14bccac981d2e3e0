package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Invitation;
import dev.parley.chat.domain.InvitationToken;
import dev.parley.chat.domain.JoinRequest;
import dev.parley.chat.domain.JoinStanding;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.Invitations;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Invitations and requests to join in PostgreSQL, each change under the lock of the room's row. */
public final class PostgresInvitations implements Invitations {
  /** Stands for somebody who has not signed in: nobody has this id. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final String INVITATION =
      """
      select i.id, i.room_id, i.email, i.approval_needed, i.use_limit, i.use_count, i.create_time, i.expire_time, i.guest,
             p.user_id, p.username, p.display_name, p.avatar_version
        from chat.invitations i
        join chat.people p on p.user_id = i.creator_id
        left join chat.deleted_rooms d on d.room_id = i.room_id
      """;

  private final Database database;
  private final Announcing announcing;

  public PostgresInvitations(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Outcome<Invitation> make(NewInvitation invitation, Gate gate) {
    UUID roomId = invitation.roomId();
    return announcing.commit(handle ->
        permitted(
            PostgresRoomChanges.lockedPowers(handle, roomId, invitation.creatorId()),
            gate,
            () -> Told.nothing(insert(handle, invitation))));
  }

  @Override
  public Outcome<List<Invitation>> list(UUID roomId, UUID personId, Gate gate) {
    return database.read(handle ->
        permitted(
                PostgresRoomChanges.powers(handle, roomId, personId),
                gate,
                () -> Told.nothing(new Outcome.Done<>(ofRoom(handle, roomId))))
            .result());
  }

  @Override
  public Outcome<Invitation> revoke(UUID roomId, UUID personId, UUID invitationId, Gate gate) {
    return announcing.commit(handle ->
        permitted(
            PostgresRoomChanges.lockedPowers(handle, roomId, personId),
            gate,
            () -> Told.nothing(delete(handle, roomId, invitationId))));
  }

  @Override
  public Optional<Offer> find(InvitationToken token, Optional<UUID> personId) {
    return database.readSnapshot(handle -> offer(handle, token, personId.orElse(NOBODY)));
  }

  @Override
  public Optional<Received> accept(
      InvitationToken token, Person person, String note, Instant time, Reception reception) {
    return announcing.commit(handle -> {
      Optional<Offer> offer = lockedOffer(handle, token, person.id());
      return offer.isEmpty()
          ? Told.nothing(Optional.empty())
          : receive(
                  handle,
                  offer.get(),
                  person,
                  note,
                  time.truncatedTo(ChronoUnit.MICROS),
                  reception.on(offer.get()))
              .map(Optional::of);
    });
  }

  @Override
  public Outcome<Waiting> waiting(UUID roomId, UUID personId, int limit, Gate gate) {
    return database.readSnapshot(handle ->
        permitted(
                PostgresRoomChanges.powers(handle, roomId, personId),
                gate,
                () -> Told.nothing(new Outcome.Done<>(JoinRequests.of(handle, roomId, limit))))
            .result());
  }

  @Override
  public Outcome<Member> approve(
      UUID roomId, UUID personId, UUID askerId, Instant time, Gate gate) {
    return announcing.commit(handle ->
        permitted(
            PostgresRoomChanges.lockedPowers(handle, roomId, personId),
            gate,
            () -> {
              Optional<JoinRequest> request = JoinRequests.find(handle, roomId, askerId);
              return request.isEmpty()
                  ? Told.nothing(new Outcome.Missing<>())
                  : PostgresRoomRepository.admit(
                          handle,
                          roomId,
                          request.get().person(),
                          PostgresRoomRepository.member(handle, roomId, personId)
                              .orElseThrow()
                              .person(),
                          time)
                      .map(Outcome.Done::new);
            }));
  }

  @Override
  public Outcome<JoinRequest> decline(
      UUID roomId, UUID personId, UUID askerId, Instant time, Gate gate) {
    return announcing.commit(handle ->
        permitted(
            PostgresRoomChanges.lockedPowers(handle, roomId, personId),
            gate,
            () -> {
              Optional<JoinRequest> request = JoinRequests.find(handle, roomId, askerId);
              return request.isEmpty()
                  ? Told.nothing(new Outcome.Missing<>())
                  : new Told<>(
                      new Outcome.Done<>(request.get()),
                      List.of(
                          JoinRequests.decline(
                              handle, request.get(), time.truncatedTo(ChronoUnit.MICROS))),
                      List.of());
            }));
  }

  @Override
  public boolean withdraw(UUID roomId, UUID askerId, Instant time) {
    return announcing.commit(handle -> {
      Optional<JoinRequest> request =
          PostgresRoomRepository.lock(handle, roomId)
              ? JoinRequests.find(handle, roomId, askerId)
              : Optional.empty();
      return request.isEmpty()
          ? Told.nothing(false)
          : new Told<>(
              true,
              JoinRequests.forget(
                      handle, roomId, request.get().person(), time.truncatedTo(ChronoUnit.MICROS))
                  .stream()
                  .toList(),
              List.of());
    });
  }

  private static <T> Told<Outcome<T>> permitted(
      Optional<Powers> powers, Gate gate, Supplier<Told<Outcome<T>>> work) {
    if (powers.isEmpty()) {
      return Told.nothing(new Outcome.NotAMember<>());
    }
    Optional<Refusal> refusal = gate.on(powers.get());
    return refusal.isPresent() ? Told.nothing(new Outcome.Refused<>(refusal.get())) : work.get();
  }

  private static Outcome<Invitation> insert(Handle handle, NewInvitation invitation) {
    if (isFull(handle, invitation.roomId())) {
      handle.execute(
          """
          delete from chat.invitations
           where room_id = ? and (expire_time <= ? or (use_limit > 0 and use_count >= use_limit))
          """,
          invitation.roomId(),
          invitation.createTime());
      if (isFull(handle, invitation.roomId())) {
        return new Outcome.TooMany<>();
      }
    }
    handle
        .createUpdate(
            """
            insert into chat.invitations
              (id, room_id, creator_id, token_hash, email, approval_needed, use_limit, create_time, expire_time, guest)
            values (:id, :room, :creator, :hash, :email, :approval, :limit, :time, :expiry, :guest)
            """)
        .bind("id", invitation.id())
        .bind("room", invitation.roomId())
        .bind("creator", invitation.creatorId())
        .bind("hash", invitation.token().hash())
        .bind("email", invitation.email())
        .bind("approval", invitation.approvalNeeded())
        .bind("limit", invitation.useLimit())
        .bind("time", invitation.createTime())
        .bindByType("expiry", invitation.expireTime(), Instant.class)
        .bind("guest", invitation.guest())
        .execute();
    return new Outcome.Done<>(
        handle
            .createQuery(INVITATION + "where i.id = :id")
            .bind("id", invitation.id())
            .map((row, context) -> invitation(row))
            .one());
  }

  private static boolean isFull(Handle handle, UUID roomId) {
    return handle
        .createQuery("select count(*) >= :most from chat.invitations where room_id = :room")
        .bind("most", Invitation.MAX_PER_ROOM)
        .bind("room", roomId)
        .mapTo(boolean.class)
        .one();
  }

  private static List<Invitation> ofRoom(Handle handle, UUID roomId) {
    return handle
        .createQuery(INVITATION + "where i.room_id = :room order by i.create_time desc, i.id desc")
        .bind("room", roomId)
        .map((row, context) -> invitation(row))
        .list();
  }

  private static Outcome<Invitation> delete(Handle handle, UUID roomId, UUID invitationId) {
    Optional<Invitation> found =
        handle
            .createQuery(INVITATION + "where i.id = :id and i.room_id = :room")
            .bind("id", invitationId)
            .bind("room", roomId)
            .map((row, context) -> invitation(row))
            .findOne();
    if (found.isEmpty()) {
      return new Outcome.Missing<>();
    }
    handle.execute("delete from chat.invitations where id = ?", invitationId);
    return new Outcome.Done<>(found.get());
  }

  /** The offer as it stands once the room's row is locked: it may have been revoked until then. */
  private static Optional<Offer> lockedOffer(Handle handle, InvitationToken token, UUID personId) {
    return handle
        .createQuery("select room_id from chat.invitations where token_hash = ?")
        .bind(0, token.hash())
        .mapTo(UUID.class)
        .findOne()
        .filter(roomId -> PostgresRoomRepository.lock(handle, roomId))
        .flatMap(roomId -> offer(handle, token, personId));
  }

  private static Optional<Offer> offer(Handle handle, InvitationToken token, UUID personId) {
    return handle
        .createQuery(INVITATION + "where i.token_hash = :hash and d.room_id is null")
        .bind("hash", token.hash())
        .map((row, context) -> invitation(row))
        .findOne()
        .map(invitation -> {
          UUID roomId = invitation.roomId();
          Room room = PostgresRoomRepository.room(handle, roomId, personId).orElseThrow();
          return new Offer(
              invitation,
              room,
              PostgresRoomChanges.powers(handle, roomId, invitation.creator().id()),
              PostgresModeration.ban(handle, roomId, personId, Instant.EPOCH),
              room.joined()
                  ? JoinStanding.INSIDE
                  : JoinRequests.standing(handle, invitation, personId));
        });
  }

  private static Told<Received> receive(
      Handle handle, Offer offer, Person person, String note, Instant time, Verdict verdict) {
    UUID roomId = offer.room().id();
    return switch (verdict) {
      case ENTER -> {
        use(handle, offer.invitation());
        Told<Member> entered = PostgresRoomRepository.admit(handle, roomId, person, null, time);
        Room room = PostgresRoomRepository.room(handle, roomId, person.id()).orElseThrow();
        yield entered.map(member -> new Received(verdict, JoinStanding.INSIDE, room));
      }
      case ASK -> {
        use(handle, offer.invitation());
        yield new Told<>(
            new Received(verdict, JoinStanding.WAITING, offer.room()),
            List.of(JoinRequests.ask(handle, offer.invitation(), person, note, time)),
            List.of());
      }
      case STAY, GONE, ARCHIVED, BANNED ->
          Told.nothing(new Received(verdict, offer.standing(), offer.room()));
    };
  }

  private static void use(Handle handle, Invitation invitation) {
    handle.execute(
        "update chat.invitations set use_count = use_count + 1 where id = ?", invitation.id());
  }

  private static Invitation invitation(ResultSet row) throws SQLException {
    OffsetDateTime expiry = row.getObject("expire_time", OffsetDateTime.class);
    return new Invitation(
        Rows.id(row, "id"),
        Rows.id(row, "room_id"),
        Rows.person(row),
        row.getString("email"),
        row.getBoolean("approval_needed"),
        row.getInt("use_limit"),
        row.getInt("use_count"),
        Rows.time(row, "create_time"),
        expiry == null ? null : expiry.toInstant(),
        row.getBoolean("guest"));
  }
}
