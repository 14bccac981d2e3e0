package dev.parley.chat;

import static org.assertj.core.api.Assertions.fail;

import dev.parley.chat.adapter.memory.InProcessDevices;
import dev.parley.chat.adapter.postgres.PostgresBlocks;
import dev.parley.chat.adapter.postgres.PostgresCustomEmoji;
import dev.parley.chat.adapter.postgres.PostgresGuests;
import dev.parley.chat.adapter.postgres.PostgresInvitations;
import dev.parley.chat.adapter.postgres.PostgresLogs;
import dev.parley.chat.adapter.postgres.PostgresMembers;
import dev.parley.chat.adapter.postgres.PostgresMessageChanges;
import dev.parley.chat.adapter.postgres.PostgresMessageExpiry;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresModeration;
import dev.parley.chat.adapter.postgres.PostgresPeople;
import dev.parley.chat.adapter.postgres.PostgresPreferences;
import dev.parley.chat.adapter.postgres.PostgresPresence;
import dev.parley.chat.adapter.postgres.PostgresReadPositions;
import dev.parley.chat.adapter.postgres.PostgresRoomChanges;
import dev.parley.chat.adapter.postgres.PostgresRoomDirectory;
import dev.parley.chat.adapter.postgres.PostgresRoomRepository;
import dev.parley.chat.adapter.postgres.PostgresThreads;
import dev.parley.chat.app.Acquaintances;
import dev.parley.chat.app.CallWhoIsHere;
import dev.parley.chat.app.ChangeMessage;
import dev.parley.chat.app.DeleteMessage;
import dev.parley.chat.app.EditMessage;
import dev.parley.chat.app.PinMessages;
import dev.parley.chat.app.ReactToMessage;
import dev.parley.chat.app.ShowPresence;
import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Poll.Question;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomSort;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.RoomChanges.NewStanding;
import dev.parley.chat.port.RoomChanges.Verdict;
import dev.parley.chat.port.RoomDirectory.Search;
import dev.parley.chat.port.RoomRepository.Direct;
import dev.parley.chat.port.RoomRepository.NewRoom;
import dev.parley.platform.ManualClock;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.TestDatabase;
import dev.parley.platform.ids.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Chat's adapters on a database of their own, with words to arrange what a test needs. */
final class ChatDatabase implements AutoCloseable {
  static final int LOCK_TIMEOUT_MILLIS = 5_000;

  final Database database = TestDatabase.fresh("chat");
  final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  final Announcements announcements = new Announcements();
  final PostgresRoomRepository rooms = new PostgresRoomRepository(database, announcements);
  final PostgresMembers members = new PostgresMembers(database);
  final PostgresRoomDirectory directory = new PostgresRoomDirectory(database);
  final PostgresRoomChanges roomChanges = new PostgresRoomChanges(database, announcements);
  final PostgresModeration moderation = new PostgresModeration(database, announcements);
  final PostgresBlocks blocks = new PostgresBlocks(database, announcements);
  final PostgresInvitations invitations = new PostgresInvitations(database, announcements);
  final PostgresReadPositions positions = new PostgresReadPositions(database, announcements);
  final PostgresMessageChanges changes = new PostgresMessageChanges(database, announcements);
  final ChangeMessage change = new ChangeMessage(changes, rooms, clock);
  final DeleteMessage delete = new DeleteMessage(change);
  final ReactToMessage react = new ReactToMessage(change, new PostgresCustomEmoji(database));
  final PinMessages pin = new PinMessages(change);
  final PostgresMessageExpiry expiry = new PostgresMessageExpiry(database, announcements);
  final PostgresThreads threads = new PostgresThreads(database, announcements);
  final PostgresPreferences preferences = new PostgresPreferences(database, announcements);
  final PostgresPeople people = new PostgresPeople(database);
  final Acquaintances acquaintances = new Acquaintances(new PostgresGuests(database));
  final Devices devices =
      new InProcessDevices(
          new Devices.Terms(Duration.ofSeconds(60), Duration.ofSeconds(10)), clock);
  final ShowPresence presence =
      new ShowPresence(
          devices, new PostgresPresence(database, announcements), acquaintances, clock);
  final CallWhoIsHere call = new CallWhoIsHere(rooms, members, threads, presence);
  final EditMessage edit = new EditMessage(change, call);
  final PostgresLogs logs = new PostgresLogs(database);
  private final AtomicInteger named = new AtomicInteger();

  /** Rooms that are not archived, by name. */
  static Search byName(String query) {
    return new Search(query, RoomSort.NAME, false);
  }

  /** A node's message repository; close it. */
  PostgresMessageRepository node() {
    return node(announcements, 256);
  }

  /** A node's message repository; close it. */
  PostgresMessageRepository node(Announcer announcer, int maxBatch) {
    return new PostgresMessageRepository(database, announcer, clock, maxBatch, LOCK_TIMEOUT_MILLIS);
  }

  /** Somebody whom chat knows. */
  Person person(String username) {
    Person person = new Person(id(), username, username.toUpperCase(Locale.ROOT), "");
    people.save(person, false, 1);
    return person;
  }

  /** A guest whom chat knows. */
  Person guest(String username) {
    Person guest = new Person(id(), username, username.toUpperCase(Locale.ROOT), "");
    people.save(guest, true, 1);
    return guest;
  }

  /** A public room; the owner's joining is 1 in its log, each member's the next. */
  UUID room(Person owner, Person... members) {
    return room("room " + named.incrementAndGet(), Room.Visibility.PUBLIC, owner, members);
  }

  UUID privateRoom(Person owner, Person... members) {
    return room("private " + named.incrementAndGet(), Room.Visibility.PRIVATE, owner, members);
  }

  UUID room(String name, Room.Visibility visibility, Person owner, Person... members) {
    return rooms
        .create(
            new NewRoom(
                id(),
                Room.Kind.CHANNEL,
                visibility,
                name,
                "",
                owner,
                Member.Role.OWNER,
                List.of(members),
                clock.instant()))
        .orElseThrow(() -> new AssertionError("the name is taken: " + name))
        .id();
  }

  /** The direct conversation of two people who have not blocked each other. */
  UUID direct(Person person, Person other) {
    return rooms.direct(id(), person, other, clock.instant()) instanceof Direct.There there
        ? there.room().id()
        : fail("one of the two has blocked the other");
  }

  /** Ends a membership, whatever the rules say. */
  void remove(UUID room, Person person) {
    roomChanges.changeMember(
        room,
        person.id(),
        person.id(),
        clock.instant(),
        (member, powers, lastOwner) -> new Verdict.Make<>(new NewStanding.Gone()));
  }

  /** The time of a message is over, which disappears if it was not deleted before. */
  void expire(UUID room, UUID message) {
    database.useTransaction(handle ->
        handle.execute(
            "update chat.messages set expire_time = ? where id = ? and delete_time is null",
            clock.instant(),
            message));
    expiry.expire(room, clock.instant(), 10);
  }

  Draft draft(UUID room, Person sender, String text) {
    return draft(room, sender, text, (Reply) null);
  }

  /** Something to say in a thread; not in one if {@code reply} is null. */
  Draft draft(UUID room, Person sender, String text, @Nullable Reply reply) {
    return new Draft(
        id(),
        room,
        sender.id(),
        UUID.randomUUID(),
        text,
        reply,
        null,
        null,
        List.of(),
        clock.instant());
  }

  /** Something to ask. */
  Draft draft(UUID room, Person sender, String text, Question question) {
    return new Draft(
        id(),
        room,
        sender.id(),
        UUID.randomUUID(),
        text,
        null,
        question,
        null,
        List.of(),
        clock.instant());
  }

  /** The same, urgent and to be acknowledged. */
  Draft wanting(Draft draft) {
    return new Draft(
        draft.id(),
        draft.roomId(),
        draft.senderId(),
        draft.clientId(),
        draft.text(),
        draft.reply(),
        draft.question(),
        Attention.asked(Attention.Priority.URGENT, true),
        draft.here(),
        draft.time());
  }

  /** The same once more, as a client sends it that has heard no answer. */
  Draft again(Draft draft) {
    return new Draft(
        id(),
        draft.roomId(),
        draft.senderId(),
        draft.clientId(),
        draft.text(),
        draft.reply(),
        draft.question(),
        draft.attention(),
        draft.here(),
        clock.instant());
  }

  long head(UUID room) {
    return count("select head_seq from chat.rooms where id = ?", room);
  }

  long count(String sql, Object... arguments) {
    return database.read(handle -> {
      var query = handle.createQuery(sql);
      for (int i = 0; i < arguments.length; i++) {
        query.bind(i, arguments[i]);
      }
      return query.mapTo(long.class).one();
    });
  }

  UUID id() {
    return UuidV7.at(clock.instant());
  }

  /** Takes a room's lock, which is held until the transaction ends. */
  static void lock(Handle transaction, UUID room) {
    transaction.execute("select from chat.rooms where id = ? for update", room);
  }

  static void awaitSomebodyWaitingForALock(Handle handle) {
    until("somebody waits for a lock", () -> waitingForLocks(handle) > 0);
  }

  static int waitingForLocks(Handle handle) {
    return handle
        .createQuery("select count(*) from pg_locks where not granted")
        .mapTo(int.class)
        .one();
  }

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within 20 s: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
