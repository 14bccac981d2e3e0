package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAcknowledgements;
import dev.parley.chat.adapter.postgres.PostgresLinkPreviews;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresPolls;
import dev.parley.chat.app.AcknowledgeMessage;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.PreviewLinks;
import dev.parley.chat.app.RemovePreviews;
import dev.parley.chat.app.VoteInPoll;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Poll.Question;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.Retention;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Logs.Standing;
import dev.parley.chat.port.Members;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.Moderation.Terms;
import dev.parley.chat.port.Pages;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {
  private static final String LINK = "https://page.example/";

  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final ChangeRoom changeRoom = new ChangeRoom(chat.roomChanges, chat.clock);
  private final ManageMembers manage = new ManageMembers(chat.roomChanges, chat.clock);
  private final VoteInPoll poll =
      new VoteInPoll(
          chat.change,
          new LookAtMessage(messages, chat.rooms),
          new PostgresPolls(chat.database),
          chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");

  private final AcknowledgeMessage acknowledge =
      new AcknowledgeMessage(
          chat.change,
          new LookAtMessage(messages, chat.rooms),
          new PostgresAcknowledgements(chat.database));
  private final PreviewLinks previews =
      new PreviewLinks(
          true,
          new PostgresLinkPreviews(chat.database, chat.announcements),
          url -> Optional.of(new Pages.Page("A page", "", "", Optional.empty())),
          chat.clock);

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  /** The seed is the test's parameter, and one more is new in each run. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 0})
  void whoReplaysALogFromTheBeginningKnowsWhatIsSoNow(long given) {
    long seed = given == 0 ? System.nanoTime() : given;
    Random random = new Random(seed);
    List<Person> people = IntStream.range(0, 5).mapToObj(i -> chat.person("p" + i)).toList();
    List<UUID> rooms = List.of(chat.room(ada, ben), chat.privateRoom(ada), chat.room(ada));
    for (int i = 0; i < 300; i++) {
      happen(random, rooms.get(random.nextInt(3)), people.get(random.nextInt(5)), "text " + i);
    }

    for (UUID room : rooms) {
      assertReplaysToTheMessagesAndMembers(room, "seed " + seed);
      assertAnyOldStateAndTheLogSinceIsTheStateNow(room, "seed " + seed);
    }
    for (Person person : people) {
      assertReplaysToTheRooms(person, "seed " + seed);
    }
  }

  private void happen(Random random, UUID room, Person person, String text) {
    chat.clock.advance(Duration.ofMillis(random.nextInt(100)));
    if (random.nextInt(40) == 0) {
      remember(room);
    }
    switch (random.nextInt(25)) {
      case 0 -> chat.rooms.add(room, person, new Warrant.OneselfToPublic(), chat.clock.instant());
      case 1 -> chat.rooms.add(room, person, new Warrant.ByMember(ada.id()), chat.clock.instant());
      case 2 -> chat.remove(room, person);
      case 3 -> change(random, room, person, text);
      case 4 -> {
        if (random.nextBoolean()) {
          change(random, room, person, text);
        } else {
          update(random, room, person);
        }
      }
      case 5, 6, 7 -> react(random, room, person);
      case 8 ->
          changeRoom.change(
              room, random.nextBoolean() ? ada.id() : person.id(), wish(random, text));
      case 9 -> manage.setRole(room, ada.id(), person.id(), Role.values()[1 + random.nextInt(3)]);
      case 10 -> {
        Optional<Duration> length =
            random.nextBoolean() ? Optional.of(Duration.ofMillis(500)) : Optional.empty();
        manage.mute(room, ada.id(), person.id(), length);
      }
      case 11 -> ban(random, room, person);
      case 12, 13 -> pin(random, room, person);
      case 14, 15, 16, 17 -> reply(random, room, person, text);
      case 18, 19 -> vote(random, room, person);
      case 20 -> messages.append(chat.draft(room, person, text, question(random)));
      case 21 -> messages.append(chat.wanting(chat.draft(room, person, text + " " + LINK)));
      default -> messages.append(chat.draft(room, person, text));
    }
  }

  /** Somebody replies to one of the last few messages, or to a reply in its thread. */
  private void reply(Random random, UUID room, Person person, String text) {
    List<Message> last = newest(room, 6);
    if (!last.isEmpty()) {
      Message message = last.get(random.nextInt(last.size()));
      UUID thread = message.thread() == null ? message.id() : message.thread().id();
      messages.append(chat.draft(room, person, text, new Reply(thread, random.nextInt(3) == 0)));
    }
  }

  /** All that was said, in threads, too, by position. */
  private List<Message> everything(UUID room) {
    List<Message> all = new ArrayList<>(messages.list(room, new Window.After(0), 1_000));
    for (UUID root : threads(room)) {
      chat.threads.replies(room, root, new Window.After(0), 1_000).stream()
          .filter(reply -> !reply.isInRoom())
          .forEach(all::add);
    }
    all.sort(Comparator.comparing(Message::seq));
    return all;
  }

  private List<UUID> threads(UUID room) {
    return chat.database.read(handle ->
        handle
            .createQuery(
                "select distinct thread_id from chat.messages where room_id = ? and thread_id is not null")
            .bind(0, room)
            .mapTo(UUID.class)
            .list());
  }

  private List<Message> newest(UUID room, int most) {
    List<Message> all = everything(room);
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private void ban(Random random, UUID room, Person person) {
    Instant now = chat.clock.instant();
    if (random.nextInt(3) == 0) {
      chat.moderation.ban(
          room,
          ada.id(),
          person,
          new Terms("seed", now.plusMillis(300)),
          now,
          (member, powers) -> Optional.empty());
    } else {
      chat.moderation.lift(room, ada.id(), person.id(), now, (member, powers) -> Optional.empty());
    }
  }

  private static ChangeRoom.Wish wish(Random random, String text) {
    return new ChangeRoom.Wish(
        random.nextBoolean() ? Optional.of("Room " + text) : Optional.empty(),
        random.nextBoolean() ? Optional.of(text) : Optional.empty(),
        Optional.empty(),
        random.nextInt(4) == 0
            ? Optional.of(Room.Visibility.values()[random.nextInt(2)])
            : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of(random.nextInt(2)) : Optional.empty(),
        random.nextBoolean()
            ? Map.of(Permission.CHANGE_DETAILS, Role.values()[1 + random.nextInt(2)])
            : Map.of(),
        random.nextInt(3) == 0
            ? former -> new Retention(random.nextInt(3) * 3600, random.nextInt(3))
            : former -> former);
  }

  /** Somebody changes one of the last few messages, if they may. */
  private void change(Random random, UUID room, Person person, String text) {
    List<Message> last = newest(room, 6);
    if (!last.isEmpty()) {
      UUID id = last.get(random.nextInt(last.size())).id();
      int what = random.nextInt(6);
      if (what < 2) {
        chat.delete.delete(room, id, person.id());
      } else if (what == 2) {
        chat.expire(room, id);
      } else {
        chat.edit.edit(room, id, person.id(), random.nextBoolean() ? text : text + " @p1");
      }
    }
  }

  private void pin(Random random, UUID room, Person person) {
    List<Message> last = newest(room, 4);
    if (!last.isEmpty()) {
      UUID id = last.get(random.nextInt(last.size())).id();
      if (random.nextInt(3) == 0) {
        chat.pin.unpin(room, id, person.id());
      } else {
        chat.pin.pin(room, id, person.id());
      }
    }
  }

  private static Question question(Random random) {
    return new Question(
        List.of("yes", "no", "perhaps"), random.nextBoolean(), random.nextBoolean(), null);
  }

  /** Somebody answers the last poll that is there, or closes it. */
  private void vote(Random random, UUID room, Person person) {
    List<Message> polls =
        everything(room).stream().filter(message -> message.poll() != null).toList();
    if (!polls.isEmpty()) {
      UUID id = polls.getLast().id();
      if (random.nextInt(12) == 0) {
        poll.close(room, id, person.id());
      } else {
        SortedSet<Integer> options = new TreeSet<>();
        for (int i = 0; i < random.nextInt(3); i++) {
          options.add(random.nextInt(3));
        }
        poll.vote(room, id, person.id(), options);
      }
    }
  }

  /** Somebody acknowledges a message, or it shows a preview, or none any more. */
  private void update(Random random, UUID room, Person person) {
    List<Message> wanting =
        everything(room).stream().filter(message -> message.attention() != null).toList();
    if (!wanting.isEmpty()) {
      UUID id = wanting.get(random.nextInt(wanting.size())).id();
      switch (random.nextInt(3)) {
        case 0 -> acknowledge.acknowledge(room, id, person.id());
        case 1 -> previews.look(id);
        default -> new RemovePreviews(chat.change).remove(room, id, person.id());
      }
    }
  }

  private void react(Random random, UUID room, Person person) {
    List<Message> last = newest(room, 4);
    if (!last.isEmpty()) {
      UUID id = last.get(random.nextInt(last.size())).id();
      String emoji = List.of("👍", "❤️", "🎉").get(random.nextInt(3));
      if (random.nextInt(3) == 0) {
        chat.react.takeBack(room, id, person.id(), emoji);
      } else {
        chat.react.react(room, id, person.id(), emoji);
      }
    }
  }

  /** A state that somebody read once, and the position from which they go on. */
  private record Old(UUID room, long position, List<Message> state) {}

  private final List<Old> remembered = new ArrayList<>();

  private void remember(UUID room) {
    // As a client does: the position first, so that the state may be ahead of it, never behind.
    long position = Math.max(chat.head(room) - 3, 0);
    remembered.add(new Old(room, position, everything(room)));
  }

  private void assertAnyOldStateAndTheLogSinceIsTheStateNow(UUID room, String seed) {
    List<Message> now = everything(room);
    remembered.add(new Old(room, 0, List.of()));
    for (Old old : remembered) {
      if (old.room().equals(room)) {
        Replica replayed = new Replica().read(old.state());
        readRoom(room).stream().filter(e -> e.seq() > old.position()).forEach(replayed::hear);
        assertThat(replayed.shown()).as("%s, replayed", seed).isEqualTo(now);
        Replica live = new Replica().read(old.state());
        chat.announcements.of(room).stream()
            .filter(e -> e.seq() > old.position())
            .forEach(live::hear);
        assertThat(live.shown()).as("%s, live", seed).isEqualTo(now);
      }
    }
  }

  private void assertReplaysToTheMessagesAndMembers(UUID room, String seed) {
    List<RoomEvent> events = readRoom(room);
    assertThat(events)
        .as(seed)
        .extracting(RoomEvent::seq)
        .isEqualTo(LongStream.rangeClosed(1, chat.head(room)).boxed().toList());
    assertThat(whatHappened(events)).as(seed).isEqualTo(whatHappened(chat.announcements.of(room)));

    List<Message> said = new ArrayList<>();
    Set<Person> members = new HashSet<>();
    for (RoomEvent event : events) {
      boolean changed =
          switch (event.change()) {
            case RoomEvent.Change.MessageCreated created -> {
              assertThat(members).as(seed).contains(created.message().sender());
              yield said.add(created.message());
            }
            case RoomEvent.Change.MessageEdited edited -> said.contains(edited.message());
            case RoomEvent.Change.MessageDeleted deleted -> said.contains(deleted.message());
            case RoomEvent.Change.PinChanged pin -> said.contains(pin.message());
            case RoomEvent.Change.PollChanged poll -> said.contains(poll.message());
            case RoomEvent.Change.MessageUpdated updated -> said.contains(updated.message());
            case RoomEvent.Change.ReactionAdded added ->
                said.stream().anyMatch(message -> message.id().equals(added.messageId()));
            case RoomEvent.Change.ReactionRemoved removed ->
                said.stream().anyMatch(message -> message.id().equals(removed.messageId()));
            case RoomEvent.Change.MemberJoined joined -> members.add(joined.member().person());
            case RoomEvent.Change.MemberLeft left -> members.remove(left.person());
            case RoomEvent.Change.MemberMuted muted -> members.contains(muted.member().person());
            case RoomEvent.Change.RoleChanged role -> members.contains(role.member().person());
            case RoomEvent.Change.RoomChanged about -> !about.changed().isEmpty();
            case RoomEvent.Change.JoinRequestsChanged ignored -> true;
          };
      assertThat(changed).as("%s: %s changes something", seed, event).isTrue();
    }

    said.removeIf(Message::disappeared);
    assertThat(said).as(seed).isEqualTo(everything(room));
    RoomDetails now = chat.rooms.find(room, ada.id()).orElseThrow().details();
    saysOfItself(events)
        .ifPresent(last -> assertThat(last).as("%s, replayed", seed).isEqualTo(now));
    saysOfItself(chat.announcements.of(room))
        .ifPresent(last -> assertThat(last).as("%s, live", seed).isEqualTo(now));
    assertThat(members)
        .as(seed)
        .containsExactlyInAnyOrderElementsOf(
            chat.members.list(room, Members.Wanted.first(100)).members().stream()
                .map(Member::person)
                .toList())
        .hasSize(chat.rooms.find(room, ada.id()).orElseThrow().memberCount());
  }

  /** What the room says of itself after the last event that tells; empty if none has. */
  private static Optional<RoomDetails> saysOfItself(List<RoomEvent> events) {
    return events.stream()
        .flatMap(event ->
            event.change() instanceof RoomEvent.Change.RoomChanged changed
                ? Stream.of(changed.details())
                : Stream.empty())
        .reduce((former, latter) -> latter);
  }

  /** Who did what to which message; what the message says is read as it is now. */
  private static List<String> whatHappened(List<RoomEvent> events) {
    Set<UUID> deleted = new HashSet<>();
    for (RoomEvent event : events) {
      if (event.change() instanceof RoomEvent.Change.MessageDeleted change) {
        deleted.add(change.message().id());
      }
    }
    return events.stream()
        .map(event -> event.seq() + " " + event.time() + " " + whatHappened(event, deleted))
        .toList();
  }

  private static String whatHappened(RoomEvent event, Set<UUID> deleted) {
    return switch (event.change()) {
      case RoomEvent.Change.MessageCreated change -> "said " + change.message().id();
      case RoomEvent.Change.MessageEdited change ->
          deleted.contains(change.message().id())
              ? "about deleted " + change.message().id()
              : "edited " + change.message().id() + change.mentioned() + change.unmentioned();
      case RoomEvent.Change.MessageDeleted change -> "about deleted " + change.message().id();
      case RoomEvent.Change.PinChanged change ->
          deleted.contains(change.message().id())
              ? "about deleted " + change.message().id()
              : "pinned " + change.message().id() + change.person() + change.pinned();
      case RoomEvent.Change.PollChanged change ->
          deleted.contains(change.message().id())
              ? "about deleted " + change.message().id()
              : "poll " + change.message().id();
      case RoomEvent.Change.MessageUpdated change ->
          deleted.contains(change.message().id())
              ? "about deleted " + change.message().id()
              : "updated " + change.message().id();
      case RoomEvent.Change.ReactionAdded change ->
          deleted.contains(change.messageId())
              ? "about deleted " + change.messageId()
              : change.toString();
      case RoomEvent.Change.ReactionRemoved change ->
          deleted.contains(change.messageId())
              ? "about deleted " + change.messageId()
              : change.toString();
      case RoomEvent.Change.MemberJoined change -> change.member().person() + " joined";
      case RoomEvent.Change.MemberLeft change -> change.person() + " left";
      case RoomEvent.Change.MemberMuted change -> change.member().person() + " " + change.until();
      case RoomEvent.Change.RoleChanged change -> change.member().person() + " " + change.role();
      case RoomEvent.Change.RoomChanged change ->
          change.person() + " changed " + change.changed() + change.newName() + change.newTopic();
      case RoomEvent.Change.JoinRequestsChanged change -> change.asker() + " asked";
    };
  }

  private void assertReplaysToTheRooms(Person person, String seed) {
    List<UserEvent> events = readUser(person.id());
    assertThat(events)
        .as(seed)
        .extracting(UserEvent::seq)
        .isEqualTo(
            LongStream.rangeClosed(1, chat.logs.standing(person.id()).userSeq()).boxed().toList());
    Set<UUID> rooms = new HashSet<>();
    for (UserEvent event : events) {
      boolean changed =
          switch (event.change()) {
            case UserEvent.Change.RoomJoined joined -> rooms.add(joined.room().id());
            case UserEvent.Change.RoomLeft left -> rooms.remove(left.roomId());
            case UserEvent.Change.ReadMoved ignored -> true;
            case UserEvent.Change.PreferencesChanged ignored -> true;
            case UserEvent.Change.OwnPresenceChanged ignored -> true;
            case UserEvent.Change.RoomPreferencesChanged ignored -> true;
            case UserEvent.Change.BlocksChanged ignored -> true;
            case UserEvent.Change.SectionsChanged ignored -> true;
            case UserEvent.Change.DraftChanged ignored -> true;
            case UserEvent.Change.ThreadChanged ignored -> true;
            case UserEvent.Change.SavedItemChanged ignored -> true;
            case UserEvent.Change.ScheduledMessageChanged ignored -> true;
          };
      assertThat(changed).as("%s: %s changes something", seed, event).isTrue();
    }
    assertThat(rooms)
        .as(seed)
        .containsExactlyInAnyOrderElementsOf(
            chat.logs.standing(person.id()).rooms().stream().map(Standing::roomId).toList());
  }

  @Test
  void standingTellsWhereMembershipBegan() {
    UUID first = chat.room(ada);
    messages.append(chat.draft(first, ada, "one"));
    chat.rooms.add(first, ben, new Warrant.OneselfToPublic(), chat.clock.instant());
    messages.append(chat.draft(first, ada, "two"));
    UUID second = chat.room(ben);

    assertThat(chat.logs.standing(ben.id()).userSeq()).isEqualTo(2);
    assertThat(chat.logs.standing(ben.id()).rooms())
        .containsExactlyInAnyOrder(new Standing(first, 4, 3, 2), new Standing(second, 1, 1, 1));
    assertThat(chat.logs.standing(UUID.randomUUID()).rooms()).isEmpty();
    assertThat(chat.logs.standing(UUID.randomUUID()).userSeq()).isZero();
  }

  @Test
  void onlyWhatHasMovedIsListed() {
    UUID still = chat.room(ada);
    UUID moved = chat.room(ada);
    messages.append(chat.draft(moved, ada, "hello"));

    assertThat(chat.logs.movedRooms(Map.of(still, 1L, moved, 1L, UUID.randomUUID(), 0L)))
        .isEqualTo(Map.of(moved, 2L));
    assertThat(chat.logs.movedRooms(Map.of(moved, 3L))).isEmpty();
    assertThat(chat.logs.movedRooms(Map.of())).isEmpty();
    assertThat(chat.logs.movedUsers(Map.of(ada.id(), 1L, ben.id(), 0L)))
        .isEqualTo(Map.of(ada.id(), 2L));
  }

  @Test
  void aStretchIsBoundedAndTellsTheHead() {
    UUID room = chat.room(ada);
    for (int i = 0; i < 5; i++) {
      messages.append(chat.draft(room, ada, "text " + i));
    }

    assertThat(chat.logs.readRoom(room, 2, 3).events())
        .extracting(RoomEvent::seq)
        .containsExactly(3L, 4L, 5L);
    assertThat(chat.logs.readRoom(room, 2, 3).head()).isEqualTo(6);
    assertThat(chat.logs.readRoom(room, 6, 3).events()).isEmpty();
    assertThat(chat.logs.readRoom(UUID.randomUUID(), 0, 3).head()).isZero();
    assertThat(chat.logs.readUser(ada.id(), 0, 1).events()).hasSize(1);
  }

  private List<RoomEvent> readRoom(UUID room) {
    List<RoomEvent> events = new ArrayList<>();
    List<RoomEvent> stretch;
    do {
      stretch = chat.logs.readRoom(room, events.size(), 17).events();
      events.addAll(stretch);
    } while (!stretch.isEmpty());
    return events;
  }

  private List<UserEvent> readUser(UUID user) {
    List<UserEvent> events = new ArrayList<>();
    List<UserEvent> stretch;
    do {
      stretch = chat.logs.readUser(user, events.size(), 17).events();
      events.addAll(stretch);
    } while (!stretch.isEmpty());
    return events;
  }
}
