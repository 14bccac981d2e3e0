package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.RoomRepository;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Rooms and members in PostgreSQL. */
public final class PostgresRoomRepository implements RoomRepository {
  private final Database database;
  private final Announcing announcing;

  public PostgresRoomRepository(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  @Override
  public Optional<Room> create(NewRoom room) {
    return announcing.commit(handle -> insert(handle, room));
  }

  @Override
  public Direct direct(UUID id, Person person, Person other, Instant time) {
    return announcing.commit(handle -> findOrInsert(handle, id, person, other, time));
  }

  @Override
  public Optional<Room> find(UUID roomId, UUID viewer) {
    return database.read(handle -> room(handle, roomId, viewer));
  }

  @Override
  public Page<Room> list(UUID viewer, Optional<Page.Mark> from, int limit) {
    return rooms("where v.user_id is not null", viewer, from, limit);
  }

  @Override
  public List<UUID> shared(UUID viewer, UUID other, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select m.room_id from chat.members m join chat.members o using (room_id)
                 where m.user_id = :viewer and o.user_id = :other
                 order by m.join_time desc, m.room_id limit :limit
                """)
            .bind("viewer", viewer)
            .bind("other", other)
            .bind("limit", limit)
            .mapTo(UUID.class)
            .list());
  }

  @Override
  public Optional<Member> add(UUID roomId, Person person, Warrant warrant, Instant time) {
    return announcing.commit(handle -> add(handle, roomId, person, warrant, time));
  }

  static Told<Optional<Room>> insert(Handle handle, NewRoom room) {
    int inserted =
        handle
            .createUpdate(
                """
                insert into chat.rooms (id, kind, visibility, name, look, topic, create_time)
                values (:id, :kind, :visibility, :name, :look, :topic, :time)
                on conflict do nothing
                """)
            .bind("id", room.id())
            .bind("kind", room.kind().name())
            .bind("visibility", room.visibility().name())
            .bind("name", room.name())
            .bind("look", RoomName.look(room.name()))
            .bind("topic", room.topic())
            .bind("time", room.time())
            .execute();
    if (inserted == 0) {
      return Told.nothing(Optional.empty());
    }
    List<Person> everyone = new ArrayList<>();
    everyone.add(room.founder());
    everyone.addAll(room.members());
    return begin(handle, room.id(), everyone, room.founderRole(), room.founder(), room.time())
        .map(Optional::of);
  }

  private static Told<Direct> findOrInsert(
      Handle handle, UUID id, Person person, Person other, Instant time) {
    PostgresBlocks.lockPair(handle, person.id(), other.id());
    String key = Conversations.key(person.id(), other.id());
    Optional<Room> before = direct(handle, key, person);
    if (before.isPresent()) {
      return Told.nothing(new Direct.There(before.get()));
    }
    if (PostgresBlocks.has(handle, person.id(), other.id())) {
      return Told.nothing(new Direct.Blocked(true));
    }
    if (PostgresBlocks.has(handle, other.id(), person.id())) {
      return Told.nothing(new Direct.Blocked(false));
    }
    int inserted =
        handle
            .createUpdate(
                """
                insert into chat.rooms (id, kind, visibility, name, topic, direct_key, create_time)
                values (:id, 'DIRECT', 'PRIVATE', '', '', :key, :time)
                on conflict (direct_key) do nothing
                """)
            .bind("id", id)
            .bind("key", key)
            .bind("time", time)
            .execute();
    if (inserted == 0) {
      // A node of the release before was faster, which does not lock the pair.
      return Told.nothing(new Direct.There(direct(handle, key, person).orElseThrow()));
    }
    List<Person> everyone = person.equals(other) ? List.of(person) : List.of(person, other);
    return begin(handle, id, everyone, Member.Role.MEMBER, null, time).map(Direct.There::new);
  }

  private static Optional<Room> direct(Handle handle, String key, Person person) {
    return handle
        .createQuery("select id from chat.rooms where direct_key = ?")
        .bind(0, key)
        .mapTo(UUID.class)
        .findOne()
        .flatMap(existing -> room(handle, existing, person.id()));
  }

  /**
   * The first members enter a new room; answers with the room as the first of them sees it.
   *
   * @param adder of all but the first; null where nobody is added to what is both of theirs
   */
  private static Told<Room> begin(
      Handle handle,
      UUID roomId,
      List<Person> everyone,
      Member.Role founderRole,
      @Nullable Person adder,
      Instant time) {
    List<RoomEvent> events = new ArrayList<>();
    for (Person person : everyone) {
      boolean first = events.isEmpty();
      Member.Role role = first ? founderRole : Member.Role.MEMBER;
      events.add(enter(handle, roomId, person, role, first ? null : adder, time));
    }
    List<UserEvent> news =
        everyone.stream()
            .map(Person::id)
            .sorted()
            .map(userId -> tell(handle, userId, roomId, time))
            .toList();
    Room room = room(handle, roomId, everyone.getFirst().id()).orElseThrow();
    return new Told<>(room, events, news);
  }

  private static Told<Optional<Member>> add(
      Handle handle, UUID roomId, Person person, Warrant warrant, Instant time) {
    if (!lock(handle, roomId)) {
      return Told.nothing(Optional.empty());
    }
    boolean holds =
        switch (warrant) {
          case Warrant.OneselfToPublic ignored ->
              room(handle, roomId, person.id())
                  .filter(room -> room.isVisible() && !room.details().archived())
                  .isPresent();
          case Warrant.ByMember by ->
              PostgresRoomChanges.powers(handle, roomId, by.adder())
                      .filter(powers -> powers.may(Permission.ADD_MEMBERS) && !powers.archived())
                      .isPresent()
                  && !PostgresBlocks.has(handle, person.id(), by.adder());
        };
    return holds && PostgresModeration.ban(handle, roomId, person.id(), time).isEmpty()
        ? admit(handle, roomId, person, adder(handle, roomId, warrant), time).map(Optional::of)
        : Told.nothing(Optional.empty());
  }

  private static @Nullable Person adder(Handle handle, UUID roomId, Warrant warrant) {
    return switch (warrant) {
      case Warrant.OneselfToPublic ignored -> null;
      case Warrant.ByMember by -> member(handle, roomId, by.adder()).orElseThrow().person();
    };
  }

  /**
   * Makes somebody a plain member of a room whose row is locked, or a guest in it, unless they are
   * in it; they wait for it no longer.
   *
   * @param adder who adds them or lets them in; null if they come by themselves
   */
  static Told<Member> admit(
      Handle handle, UUID roomId, Person person, @Nullable Person adder, Instant time) {
    Optional<Member> already = member(handle, roomId, person.id());
    if (already.isPresent()) {
      return Told.nothing(already.get());
    }
    List<RoomEvent> events = new ArrayList<>();
    events.add(enter(handle, roomId, person, Member.Role.MEMBER, adder, time));
    JoinRequests.forget(handle, roomId, person, time).ifPresent(events::add);
    UserEvent news = tell(handle, person.id(), roomId, time);
    return new Told<>(member(handle, roomId, person.id()).orElseThrow(), events, List.of(news));
  }

  /**
   * Makes somebody a member.
   *
   * @param wished their role, unless they are a guest
   */
  private static RoomEvent enter(
      Handle handle,
      UUID roomId,
      Person person,
      Member.Role wished,
      @Nullable Person adder,
      Instant time) {
    Member.Role role = PostgresGuests.isGuest(handle, person.id()) ? Member.Role.GUEST : wished;
    FormerMembers.Former former = FormerMembers.take(handle, roomId, person.id());
    Member member = new Member(roomId, person, role, time, former.muteEnd());
    RoomEvent.Change joined = new RoomEvent.Change.MemberJoined(member, adder);
    long seq = RoomLog.append(handle, roomId, joined, time);
    handle
        .createUpdate(
            """
            insert into chat.members
              (room_id, user_id, role, joined_seq, join_time, read_seq, seen_seq, delivered_seq, read_ordinal,
               mute_end, said_time, newly_added)
            select id, :user, :role, :seq, :time, :seq, :seq, :seq, head_ordinal, :muteEnd, :said, :added
              from chat.rooms where id = :room
            """)
        .bind("room", roomId)
        .bind("user", person.id())
        .bind("role", role.name())
        .bind("seq", seq)
        .bind("time", time)
        .bindByType("muteEnd", former.muteEnd(), Instant.class)
        .bindByType("said", former.said(), Instant.class)
        .bind("added", adder != null)
        .execute();
    return new RoomEvent(roomId, seq, time, joined);
  }

  private static UserEvent tell(Handle handle, UUID userId, UUID roomId, Instant time) {
    Room room = room(handle, roomId, userId).orElseThrow();
    return OwnLog.append(handle, userId, new UserEvent.Change.RoomJoined(room), time);
  }

  static boolean lock(Handle handle, UUID roomId) {
    return handle
        .createQuery("select true from chat.rooms where id = ? for update")
        .bind(0, roomId)
        .mapTo(boolean.class)
        .findOne()
        .isPresent();
  }

  static Optional<Room> room(Handle handle, UUID roomId, UUID viewer) {
    return handle
        .createQuery(
            "select " + Rows.ROOM + " from chat.rooms r" + Rows.VIEWER + "where r.id = :room")
        .bind("room", roomId)
        .bind("viewer", viewer)
        .map((row, context) -> Rows.room(row))
        .findOne()
        .map(room -> Conversations.withPeople(handle, List.of(room), viewer).getFirst());
  }

  static Optional<Member> member(Handle handle, UUID roomId, UUID userId) {
    return handle
        .createQuery(
            """
            select m.room_id, m.role, m.join_time, m.mute_end, p.user_id, p.username, p.display_name, p.avatar_version
              from chat.members m join chat.people p using (user_id)
             where m.room_id = :room and m.user_id = :user
            """)
        .bind("room", roomId)
        .bind("user", userId)
        .map((row, context) -> Rows.member(row))
        .findOne();
  }

  private Page<Room> rooms(String condition, UUID viewer, Optional<Page.Mark> from, int limit) {
    String sql =
        "select %s from chat.rooms r %s %s and %s order by lower(r.name), r.id limit :limit"
            .formatted(
                Rows.ROOM,
                Rows.VIEWER,
                condition,
                from.isPresent() ? "(lower(r.name), r.id) >= (lower(:name), :id)" : "true");
    List<Room> found =
        database.read(handle ->
            Conversations.withPeople(
                handle,
                from(handle.createQuery(sql).bind("viewer", viewer), from)
                    .bind("limit", limit + 1)
                    .map((row, context) -> Rows.room(row))
                    .list(),
                viewer));
    return Page.of(found, limit, room -> new Page.Mark(room.details().name(), room.id()));
  }

  private static Query from(Query query, Optional<Page.Mark> from) {
    from.ifPresent(mark -> query.bind("name", mark.name()).bind("id", mark.id()));
    return query;
  }
}
