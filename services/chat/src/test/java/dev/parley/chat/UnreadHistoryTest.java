package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomThread;
import dev.parley.chat.domain.ThreadPosition;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unread counts over random histories: by the formula, by counting, and as each device works them
 * out from what it is told, whatever the order in which the two logs reach it.
 */
class UnreadHistoryTest {
  private static final int STEPS = 150;

  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final List<Person> people =
      IntStream.range(0, 4).mapToObj(i -> chat.person("person" + i)).toList();
  private final List<UUID> rooms =
      List.of(chat.room(people.get(0), people.get(1)), chat.room(people.get(2)));
  private final List<Device> devices =
      people.stream()
          .flatMap(person -> IntStream.range(0, 2).mapToObj(i -> new Device(person, i == 1)))
          .toList();

  /** What the model says of a membership: read up to, by position. */
  private final Map<String, Long> readUpTo = new HashMap<>();

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  /** The seed is the test's parameter, and one more is new in each run. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 0})
  void countsAreTheSameByFormulaByCountingAndOnEveryDevice(long given) {
    long seed = given == 0 ? System.nanoTime() : given;
    Random random = new Random(seed);
    readUpTo.put(key(rooms.get(0), people.get(0)), 2L);
    readUpTo.put(key(rooms.get(0), people.get(1)), 2L);
    readUpTo.put(key(rooms.get(1), people.get(2)), 1L);
    for (int step = 0; step < STEPS; step++) {
      happen(random, rooms.get(random.nextInt(2)), people.get(random.nextInt(4)));
      devices.forEach(device -> device.hearSome(random));
      assertFormulaIsCount("seed " + seed + ", step " + step);
    }
    devices.forEach(Device::hearAll);
    for (Device device : devices) {
      for (UUID room : rooms) {
        if (readUpTo.containsKey(key(room, device.person))) {
          ReadPosition truth = position(room, device.person);
          assertThat(device.counts(room))
              .as("seed %s: %s in %s", seed, device.person.username(), room)
              .isEqualTo(truth.unreadCount() + " unread, " + truth.mentionCount() + " mentions");
          assertThat(device.threadCounts(room))
              .as("seed %s: threads of %s in %s", seed, device.person.username(), room)
              .isEqualTo(
                  followed(room, device.person).stream()
                      .collect(
                          Collectors.toMap(
                              ThreadPosition::threadId,
                              thread ->
                                  thread.read().unreadCount()
                                      + " unread, "
                                      + thread.read().mentionCount()
                                      + " mentions")));
        }
      }
    }
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
  }

  /** Whether a message of one's own came before a read or after it must be exact, on any node. */
  @RepeatedTest(3)
  void countsAgreeHoweverSendsAndReadsOfOnePersonOverlap() throws Exception {
    UUID room = rooms.getFirst();
    devices.forEach(Device::hearAll);
    try (PostgresMessageRepository otherNode = chat.node();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Person person = people.get(i % 2);
        PostgresMessageRepository node = i < 4 ? messages : otherNode;
        Random random = new Random(i);
        running.add(threads.submit(() -> sendAndRead(room, person, node, random)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    Random random = new Random();
    for (int i = 0; i < 50; i++) {
      devices.forEach(device -> device.hearSome(random));
    }
    devices.forEach(Device::hearAll);

    for (Device device : devices.subList(0, 4)) {
      ReadPosition truth = position(room, device.person);
      assertThat(device.counts(room))
          .isEqualTo(truth.unreadCount() + " unread, " + truth.mentionCount() + " mentions");
    }
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
  }

  private void sendAndRead(
      UUID room, Person person, PostgresMessageRepository node, Random random) {
    for (int i = 0; i < 25; i++) {
      long seq = 1 + random.nextLong(chat.head(room) + 1);
      switch (random.nextInt(6)) {
        case 0 -> chat.positions.read(room, person.id(), seq, chat.clock.instant());
        case 1 -> chat.positions.unread(room, person.id(), seq, chat.clock.instant());
        case 2 -> node.append(chat.draft(room, person, "@person" + random.nextInt(2)));
        case 3 -> change(random, room, person);
        case 4 ->
            anyRoot(random, room)
                .ifPresent(root ->
                    node.append(chat.draft(room, person, "@person0", new Reply(root.id(), false))));
        default -> node.append(chat.draft(room, person, "hello"));
      }
    }
  }

  private void happen(Random random, UUID room, Person person) {
    long head = chat.head(room);
    long seq = random.nextLong(head + 3);
    boolean member = readUpTo.containsKey(key(room, person));
    switch (random.nextInt(20)) {
      case 0 -> {
        chat.rooms.add(room, person, new Warrant.OneselfToPublic(), chat.clock.instant());
        readUpTo.putIfAbsent(key(room, person), head + 1);
      }
      case 1 -> {
        chat.remove(room, person);
        readUpTo.remove(key(room, person));
      }
      case 2, 3 -> {
        chat.positions.read(room, person.id(), seq, chat.clock.instant());
        readUpTo.computeIfPresent(
            key(room, person), (k, before) -> Math.max(before, Math.min(seq, head)));
      }
      case 4 -> {
        chat.positions.unread(room, person.id(), Math.max(seq, 1), chat.clock.instant());
        readUpTo.computeIfPresent(
            key(room, person), (k, before) -> Math.min(before, Math.max(seq, 1) - 1));
      }
      case 5, 6, 7, 8 -> change(random, room, person);
      case 9, 10, 11, 12 -> reply(random, room, person);
      case 13, 14 -> readThread(random, room, person);
      default -> {
        messages.append(chat.draft(room, person, text(random)));
        if (member) {
          readUpTo.put(key(room, person), head + 1);
        }
      }
    }
  }

  private void reply(Random random, UUID room, Person person) {
    Optional<Message> root = anyRoot(random, room);
    if (root.isPresent()) {
      long head = chat.head(room);
      boolean alsoInRoom = random.nextInt(3) == 0;
      messages.append(
          chat.draft(room, person, text(random), new Reply(root.get().id(), alsoInRoom)));
      if (alsoInRoom && chat.head(room) > head) {
        readUpTo.put(key(room, person), head + 1);
      }
    }
  }

  private void readThread(Random random, UUID room, Person person) {
    Optional<Message> root = anyRoot(random, room);
    if (root.isPresent() && readUpTo.containsKey(key(room, person))) {
      UUID thread = root.get().id();
      long seq = 1 + random.nextLong(chat.head(room) + 2);
      Instant now = chat.clock.instant();
      switch (random.nextInt(6)) {
        case 0 -> chat.threads.unread(room, thread, person.id(), seq, now);
        case 1 -> chat.threads.follow(room, thread, person.id(), random.nextBoolean(), now);
        default -> chat.threads.read(room, thread, person.id(), seq, now);
      }
    }
  }

  /** One of the last few messages that are no replies, so that threads grow. */
  private Optional<Message> anyRoot(Random random, UUID room) {
    List<Message> roots =
        messages.list(room, new Window.Before(Long.MAX_VALUE), 20).stream()
            .filter(message -> message.thread() == null)
            .toList();
    return roots.isEmpty()
        ? Optional.empty()
        : Optional.of(roots.get(Math.max(0, roots.size() - 1 - random.nextInt(3))));
  }

  private static String text(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "hello @person" + random.nextInt(4);
      case 1 -> "@all";
      default -> "hello " + random.nextInt(100);
    };
  }

  /** One of the last few messages is edited, deleted or reacted to, by somebody who may. */
  private void change(Random random, UUID room, Person person) {
    List<Message> last = new ArrayList<>(messages.list(room, new Window.Before(Long.MAX_VALUE), 5));
    for (Message root : List.copyOf(last)) {
      last.addAll(chat.threads.replies(room, root.id(), new Window.Before(Long.MAX_VALUE), 3));
    }
    if (!last.isEmpty()) {
      Message message = last.get(random.nextInt(last.size()));
      UUID sender = message.sender().id();
      switch (random.nextInt(6)) {
        case 0, 1 -> chat.edit.edit(room, message.id(), sender, text(random));
        case 2 -> chat.delete.delete(room, message.id(), sender);
        case 3 -> chat.expire(room, message.id());
        case 4 -> chat.pin.pin(room, message.id(), person.id());
        default -> chat.react.react(room, message.id(), person.id(), "👍");
      }
    }
  }

  private void assertFormulaIsCount(String told) {
    for (UUID room : rooms) {
      List<Message> all = messages.list(room, new Window.After(0), 1_000);
      for (Person person : people) {
        Long read = readUpTo.get(key(room, person));
        if (read != null) {
          List<Message> after = all.stream().filter(m -> m.seq() > read && !m.deleted()).toList();
          ReadPosition position = position(room, person);
          assertThat(position.unreadCount()).as(told).isEqualTo(after.size());
          assertThat(position.mentionCount())
              .as(told)
              .isEqualTo(after.stream().filter(message -> mentions(message, person)).count());
          assertThreadFormulaIsCount(told, room, person);
        }
      }
    }
  }

  private void assertThreadFormulaIsCount(String told, UUID room, Person person) {
    for (ThreadPosition thread : followed(room, person)) {
      List<Message> after =
          chat.threads.replies(room, thread.threadId(), new Window.After(0), 1_000).stream()
              .filter(m -> ordinalIn(m) > thread.read().ordinal() && !m.deleted())
              .toList();
      assertThat(thread.read().unreadCount()).as(told).isEqualTo(after.size());
      assertThat(thread.read().mentionCount())
          .as(told)
          .isEqualTo(after.stream().filter(message -> mentions(message, person)).count());
    }
  }

  private List<ThreadPosition> followed(UUID room, Person person) {
    return chat.threads.positions(person.id(), Optional.empty(), 1_000).items().stream()
        .filter(thread -> thread.read().roomId().equals(room))
        .toList();
  }

  private static long ordinalIn(Message message) {
    return message.thread() == null ? 0 : message.thread().ordinal();
  }

  private static boolean mentions(Message message, Person person) {
    return message.mentions().everyone() || message.mentions().people().contains(person.id());
  }

  private ReadPosition position(UUID room, Person person) {
    return chat.rooms.find(room, person.id()).orElseThrow().read();
  }

  private static String key(UUID room, Person person) {
    return room + " " + person.username();
  }

  /**
   * One device, which follows its person's own log and the rooms' logs, each in order, and none in
   * step with the others; see docs/realtime.md.
   */
  private final class Device {
    private final Person person;

    /** Hears of everything late: what is replayed is what is so by then. */
    private final boolean replays;

    private final Map<UUID, Counts> counts = new HashMap<>();
    private final Map<UUID, Counts> threads = new HashMap<>();
    private final Map<UUID, Integer> heardOfRooms = new HashMap<>();
    private int heardOfOwn;

    Device(Person person, boolean replays) {
      this.person = person;
      this.replays = replays;
    }

    void hearSome(Random random) {
      if (random.nextBoolean()) {
        hearOwn(random.nextInt(3));
      }
      rooms.forEach(room -> hearRoom(room, random.nextInt(4)));
    }

    void hearAll() {
      hearOwn(Integer.MAX_VALUE);
      rooms.forEach(room -> hearRoom(room, Integer.MAX_VALUE));
    }

    private void hearOwn(int most) {
      List<UserEvent> log =
          chat.announcements.ofUser(person.id()).stream()
              .sorted(Comparator.comparing(UserEvent::seq))
              .toList();
      for (int i = 0; i < most && heardOfOwn < log.size(); i++) {
        switch (log.get(heardOfOwn++).change()) {
          case UserEvent.Change.RoomJoined joined ->
              counts.put(joined.room().id(), new Counts(joined.room().read(), null));
          case UserEvent.Change.RoomLeft left -> {
            counts.remove(left.roomId());
            threads.values().removeIf(thread -> thread.position.roomId().equals(left.roomId()));
          }
          case UserEvent.Change.ThreadChanged changed -> follow(changed.position());
          case UserEvent.Change.ReadMoved moved -> {
            Counts known = counts.get(moved.position().roomId());
            if (known != null) {
              known.moved(moved.position());
            }
          }
          case UserEvent.Change.PreferencesChanged ignored -> {}
          case UserEvent.Change.OwnPresenceChanged ignored -> {}
          case UserEvent.Change.RoomPreferencesChanged ignored -> {}
          case UserEvent.Change.BlocksChanged ignored -> {}
          case UserEvent.Change.SectionsChanged ignored -> {}
          case UserEvent.Change.DraftChanged ignored -> {}
          case UserEvent.Change.SavedItemChanged ignored -> {}
          case UserEvent.Change.ScheduledMessageChanged ignored -> {}
        }
      }
    }

    private void follow(ThreadPosition told) {
      UUID room = told.read().roomId();
      if (!counts.containsKey(room)) {
        return;
      }
      Counts known = threads.get(told.threadId());
      if (!told.following()) {
        threads.remove(told.threadId());
      } else if (known != null) {
        known.moved(told.read());
      } else {
        // More may have been heard of the room than this takes into account: it is asked for again.
        chat.threads
            .find(room, told.threadId(), person.id(), 0)
            .map(RoomThread::position)
            .filter(ThreadPosition::following)
            .ifPresent(now -> threads.put(told.threadId(), new Counts(now.read(), now.threadId())));
      }
    }

    private void hearRoom(UUID room, int most) {
      List<RoomEvent> log =
          replays
              ? chat.logs.readRoom(room, 0, 10_000).events()
              : chat.announcements.of(room).stream()
                  .sorted(Comparator.comparing(RoomEvent::seq))
                  .toList();
      int heard = heardOfRooms.getOrDefault(room, 0);
      for (int i = 0; i < most && heard < log.size(); i++, heard++) {
        // A connection follows a room only once the own log says so.
        if (!counts.containsKey(room)) {
          break;
        }
        RoomEvent event = log.get(heard);
        counts.get(room).hear(event, person);
        threads.values().stream()
            .filter(thread -> thread.position.roomId().equals(room))
            .forEach(thread -> thread.hear(event, person));
      }
      heardOfRooms.put(room, heard);
    }

    Map<UUID, String> threadCounts(UUID room) {
      return threads.entrySet().stream()
          .filter(thread -> thread.getValue().position.roomId().equals(room))
          .collect(Collectors.toMap(Map.Entry::getKey, thread -> thread.getValue().toString()));
    }

    String counts(UUID room) {
      Counts known = counts.get(room);
      return known == null ? "unknown" : known.toString();
    }
  }

  /** How a client works out its counts, as docs/realtime.md says. */
  private static final class Counts {
    private ReadPosition position;

    /** Of which thread; null of the room's own messages. */
    private final @Nullable UUID thread;

    /** Of messages after {@code position.headOrdinal()}, whatever is not only unread. */
    private final Map<Long, Later> later = new HashMap<>();

    /** Changes after {@code position.headSeq()}. */
    private final List<Step> steps = new ArrayList<>();

    private long head;

    /** A message as it was when it was heard of, and up to where that takes events into account. */
    private record Later(long seq, boolean deleted, boolean mentioned) {}

    /** What one event changed in a message's part of the counts. */
    private record Step(long seq, long ordinal, int unread, int mentions) {}

    Counts(ReadPosition position, @Nullable UUID thread) {
      this.position = position;
      this.thread = thread;
      this.head = position.headOrdinal();
    }

    /** 0 where the message does not count here. */
    private long ordinal(Message message) {
      if (thread == null) {
        return message.ordinal();
      }
      return message.thread() != null && message.thread().id().equals(thread)
          ? message.thread().ordinal()
          : 0;
    }

    void moved(ReadPosition to) {
      if (to.headSeq() < position.headSeq()) {
        // Older than a message of one's own that is known already.
        return;
      }
      position = to;
      head = Math.max(head, to.headOrdinal());
      later.keySet().removeIf(ordinal -> ordinal <= to.headOrdinal());
      steps.removeIf(step -> step.seq() <= to.headSeq());
    }

    void hear(RoomEvent event, Person me) {
      switch (event.change()) {
        case RoomEvent.Change.MessageCreated created -> said(created.message(), me);
        case RoomEvent.Change.MessageEdited edited ->
            step(
                event.seq(),
                edited.message(),
                0,
                count(edited.mentioned(), me) - count(edited.unmentioned(), me));
        case RoomEvent.Change.MessageDeleted deleted ->
            step(event.seq(), deleted.message(), -1, -count(deleted.unmentioned(), me));
        case RoomEvent.Change.PinChanged ignored -> {}
        case RoomEvent.Change.PollChanged ignored -> {}
        case RoomEvent.Change.MessageUpdated ignored -> {}
        case RoomEvent.Change.ReactionAdded ignored -> {}
        case RoomEvent.Change.ReactionRemoved ignored -> {}
        case RoomEvent.Change.MemberJoined ignored -> {}
        case RoomEvent.Change.MemberLeft ignored -> {}
        case RoomEvent.Change.RoleChanged ignored -> {}
        case RoomEvent.Change.MemberMuted ignored -> {}
        case RoomEvent.Change.RoomChanged ignored -> {}
        case RoomEvent.Change.JoinRequestsChanged ignored -> {}
      }
    }

    private void said(Message message, Person me) {
      long ordinal = ordinal(message);
      if (message.seq() <= position.headSeq() || ordinal == 0) {
        return;
      }
      head = Math.max(head, ordinal);
      if (message.sender().equals(me)) {
        moved(
            new ReadPosition(
                message.roomId(), message.seq(), ordinal, ordinal, 0, 0, message.seq()));
      } else {
        later.put(
            ordinal, new Later(message.since().seq(), message.deleted(), mentions(message, me)));
      }
    }

    private void step(long seq, Message message, int unread, int mentions) {
      if (seq > position.headSeq() && ordinal(message) > 0) {
        steps.add(new Step(seq, ordinal(message), unread, mentions));
      }
    }

    private static int count(Mentions mentions, Person me) {
      return mentions.everyone() || mentions.people().contains(me.id()) ? 1 : 0;
    }

    @Override
    public String toString() {
      long unread = position.unreadCount() + head - position.headOrdinal();
      long mentions = position.mentionCount();
      for (Later message : later.values()) {
        unread -= message.deleted() ? 1 : 0;
        mentions += message.mentioned() ? 1 : 0;
      }
      for (Step step : steps) {
        Later message = later.get(step.ordinal());
        if (step.ordinal() > position.ordinal()
            && (message == null || step.seq() > message.seq())) {
          unread += step.unread();
          mentions += step.mentions();
        }
      }
      return unread + " unread, " + mentions + " mentions";
    }
  }
}
