package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.Announcing.Told;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.Newcomers;
import dev.parley.chat.port.RoomRepository.NewRoom;
import dev.parley.platform.db.Database;
import dev.parley.platform.ids.UuidV7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Newcomers and the rooms that wait for them in PostgreSQL. */
public final class PostgresNewcomers implements Newcomers {
  private final Database database;
  private final Announcing announcing;

  public PostgresNewcomers(Database database, Announcer announcer) {
    this.database = database;
    this.announcing = new Announcing(database, announcer);
  }

  /** Somebody has registered, in the transaction in which that is taken in. */
  public static void registered(Handle handle, UUID userId) {
    handle.execute(
        "insert into chat.newcomers (user_id) values (?) on conflict (user_id) do nothing", userId);
  }

  @Override
  public void expect(List<String> names) {
    database.useTransaction(handle -> {
      handle
          .createUpdate("delete from chat.default_rooms where name <> all(:names)")
          .bindArray("names", String.class, names.toArray())
          .execute();
      for (String name : names) {
        find(handle, name).ifPresent(roomId -> remember(handle, name, roomId));
      }
    });
  }

  @Override
  public boolean letOneIn(List<String> names, Instant time, Gate gate) {
    return announcing.commit(handle -> {
      Optional<Person> next = next(handle);
      return next.isPresent() ? letIn(handle, next.get(), names, time, gate) : Told.nothing(false);
    });
  }

  private static Told<Boolean> letIn(
      Handle handle, Person person, List<String> names, Instant time, Gate gate) {
    List<RoomEvent> events = new ArrayList<>();
    List<UserEvent> news = new ArrayList<>();
    List<UUID> rooms = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      Optional<UUID> meant = known(handle, name);
      if (meant.isEmpty()) {
        // The first of all makes it, on whichever node.
        handle.execute("lock table chat.default_rooms in share row exclusive mode");
        meant = known(handle, name).or(() -> find(handle, name));
        meant.ifPresent(roomId -> remember(handle, name, roomId));
      }
      meant.ifPresentOrElse(rooms::add, () -> missing.add(name));
    }
    // Rooms are locked before anybody's own log, and new ones are nobody's to wait for.
    List<UUID> inOrder = rooms.stream().distinct().sorted().toList();
    inOrder.forEach(roomId -> PostgresRoomRepository.lock(handle, roomId));
    for (UUID roomId : inOrder) {
      if (PostgresRoomRepository.room(handle, roomId, person.id()).filter(gate::admits).isPresent()
          && PostgresModeration.ban(handle, roomId, person.id(), time).isEmpty()) {
        Told<Member> entered = PostgresRoomRepository.admit(handle, roomId, person, null, time);
        events.addAll(entered.roomEvents());
        news.addAll(entered.userEvents());
      }
    }
    missing.forEach(name -> make(handle, name, person, time, events, news));
    return new Told<>(true, events, news);
  }

  /** Somebody who waits, and waits no longer. */
  private static Optional<Person> next(Handle handle) {
    return handle
        .createQuery(
            """
            with next as (
              delete from chat.newcomers
               where user_id = (select user_id from chat.newcomers limit 1 for update skip locked) returning user_id
            )
            select p.user_id, p.username, p.display_name, p.avatar_version from next join chat.people p using (user_id)
            """)
        .map((row, context) -> Rows.person(row))
        .findOne();
  }

  private static Optional<UUID> known(Handle handle, String name) {
    return handle
        .createQuery("select room_id from chat.default_rooms where name = ?")
        .bind(0, name)
        .mapTo(UUID.class)
        .findOne();
  }

  /** A public channel with this name, or one that is deleted. */
  private static Optional<UUID> find(Handle handle, String name) {
    return handle
        .createQuery(
            """
            select r.id from chat.rooms r left join chat.deleted_rooms d on d.room_id = r.id
             where (lower(r.name) = lower(:name) or r.look = :look) and 'PUBLIC' in (r.visibility, d.visibility)
             order by lower(r.name) = lower(:name) desc, d.delete_time nulls first limit 1
            """)
        .bind("name", name)
        .bind("look", RoomName.look(name))
        .mapTo(UUID.class)
        .findOne();
  }

  private static void remember(Handle handle, String name, UUID roomId) {
    handle.execute(
        "insert into chat.default_rooms (name, room_id) values (?, ?) on conflict (name) do nothing",
        name,
        roomId);
  }

  private static void make(
      Handle handle,
      String name,
      Person person,
      Instant time,
      List<RoomEvent> events,
      List<UserEvent> news) {
    NewRoom room =
        new NewRoom(
            UuidV7.at(time),
            Room.Kind.CHANNEL,
            Room.Visibility.PUBLIC,
            name,
            "",
            person,
            Member.Role.OWNER,
            List.of(),
            time);
    remember(handle, name, room.id());
    Told<Optional<Room>> made = PostgresRoomRepository.insert(handle, room);
    if (made.result().isEmpty()) {
      throw new IllegalStateException("somebody has just made " + name + "; trying again");
    }
    events.addAll(made.roomEvents());
    news.addAll(made.userEvents());
  }
}
