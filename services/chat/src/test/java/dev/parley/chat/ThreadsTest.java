package dev.parley.chat;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.FollowThreads;
import dev.parley.chat.app.LookAtMessage.Result;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Message.InThread;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Replies;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.RoomThread;
import dev.parley.chat.domain.ThreadPosition;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.domain.UserEvent.Change.ThreadChanged;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final FollowThreads follow = new FollowThreads(chat.threads, chat.rooms, chat.clock);
  private final Person owner = chat.person("owner");
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private UUID room;
  private Message root;

  @BeforeEach
  void talk() {
    room = chat.room(owner, ada, ben);
    root = durable(messages.append(chat.draft(room, owner, "shall we?")));
  }

  @AfterEach
  void stop() {
    messages.close();
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
    chat.close();
  }

  @Test
  void aReplyStandsInItsThreadAloneWithAnOrdinalOfItsOwn() {
    Message one = reply(ada, "yes");
    Message two = reply(ben, "no");

    assertThat(one.thread()).isEqualTo(new InThread(root.id(), root.seq(), 1));
    assertThat(two.thread()).isEqualTo(new InThread(root.id(), root.seq(), 2));
    assertThat(one.ordinal()).isZero();
    assertThat(chat.announcements.of(room).getLast().seq()).isEqualTo(two.seq());
    assertThat(messages.list(room, new Window.After(0), 10))
        .extracting(Message::id)
        .containsExactly(root.id());
    assertThat(replies()).containsExactly(one, two);
    assertThat(messages.find(room, two.id())).contains(two);
  }

  @Test
  void theMessageSaysWhatWasRepliedToIt() {
    Message one = reply(ada, "yes");
    chat.clock.advance(Duration.ofMinutes(1));
    Message two = reply(ben, "no");

    Message now = messages.find(room, root.id()).orElseThrow();
    assertThat(now.since().replies())
        .isEqualTo(new Replies(2, 2, two.createTime(), List.of(ada.id(), ben.id())));
    assertThat(now.since().seq()).isEqualTo(two.seq());

    chat.delete.delete(room, one.id(), ada.id());
    assertThat(messages.find(room, root.id()).orElseThrow().since().replies())
        .isEqualTo(new Replies(1, 2, two.createTime(), List.of(ada.id(), ben.id())));
  }

  @Test
  void aReplyMayStandInTheRoomToo() {
    Message both =
        durable(
            messages.append(chat.draft(room, ada, "everybody: yes", new Reply(root.id(), true))));

    assertThat(both.ordinal()).isEqualTo(2);
    assertThat(both.thread()).isEqualTo(new InThread(root.id(), root.seq(), 1));
    assertThat(messages.list(room, new Window.After(0), 10)).contains(both);
    assertThat(replies()).containsExactly(both);
    assertThat(roomUnread(ben)).isEqualTo(2);
    chat.delete.delete(room, both.id(), ada.id());
    assertThat(roomUnread(ben)).isEqualTo(1);
  }

  @Test
  void aReplyMovesNothingInTheRoom() {
    reply(ada, "yes @ben");

    assertThat(roomUnread(ben)).isEqualTo(1);
    assertThat(roomUnread(ada)).isEqualTo(1);
    assertThat(chat.rooms.find(room, ben.id()).orElseThrow().read().mentionCount()).isZero();
  }

  @Test
  void whoBeginsAThreadWhoRepliesAndWhoIsMentionedFollowIt() {
    Person eve = chat.person("eve");
    chat.rooms.add(room, eve, new Warrant.OneselfToPublic(), chat.clock.instant());
    reply(ada, "yes @ben");
    reply(ada, "really");

    assertThat(counts(owner)).isEqualTo("2 unread, 0 mentions");
    assertThat(counts(ada)).isEqualTo("0 unread, 0 mentions");
    assertThat(counts(ben)).isEqualTo("2 unread, 1 mentions");
    assertThat(position(eve).following()).isFalse();
    for (Person person : List.of(owner, ada, ben)) {
      assertThat(threadEvents(person)).hasSize(1);
      assertThat(chat.announcements.ofUser(person.id()).getLast().change())
          .isInstanceOf(ThreadChanged.class);
      assertThat(chat.announcements.ofUser(person.id()).getLast().seq())
          .isEqualTo(threadEvents(person).getLast().seq());
    }
  }

  @Test
  void everybodyInAThreadAreThoseWhoFollowIt() {
    reply(ada, "yes");
    reply(ada, "@all look");

    assertThat(counts(owner)).isEqualTo("2 unread, 1 mentions");
    assertThat(position(ben).following()).isFalse();
    assertThat(chat.rooms.find(room, ben.id()).orElseThrow().read().mentionCount()).isZero();
  }

  @Test
  void whoUnfollowsIsLeftAloneUntilTheyAreNamed() {
    reply(ada, "yes");
    follow.follow(room, root.id(), owner.id(), false);
    reply(ada, "and another thing");
    assertThat(position(owner).following()).isFalse();

    reply(ada, "@owner?");
    assertThat(counts(owner)).isEqualTo("1 unread, 1 mentions");
    assertThat(threadEvents(owner)).hasSize(3);
  }

  @Test
  void anEditThatNamesSomebodyMakesThemFollow() {
    Message one = reply(ada, "yes");
    reply(ada, "so");
    chat.edit.edit(room, one.id(), ada.id(), "yes @ben");

    assertThat(counts(ben)).isEqualTo("2 unread, 1 mentions");
    chat.edit.edit(room, one.id(), ada.id(), "yes");
    assertThat(counts(ben)).isEqualTo("2 unread, 0 mentions");
  }

  @Test
  void readingMovesOnAndOnlyMarkingAsUnreadMovesBack() {
    List<Message> said = IntStream.range(0, 4).mapToObj(i -> reply(ada, "number " + i)).toList();

    assertThat(read(owner, said.get(2).seq()).read().unreadCount()).isEqualTo(1);
    assertThat(read(owner, said.get(0).seq()).read().ordinal()).isEqualTo(3);
    assertThat(threadEvents(owner)).hasSize(2);
    assertThat(read(owner, Long.MAX_VALUE >> 11).read().unreadCount()).isZero();
    ThreadPosition back = found(follow.unread(room, root.id(), owner.id(), said.get(1).seq()));
    assertThat(back.read().unreadCount()).isEqualTo(3);
    assertThat(back.read().seq()).isEqualTo(said.get(0).seq());
    // Who does not follow has no position to move.
    assertThat(read(ben, said.get(2).seq()).following()).isFalse();
    assertThat(
            found(follow.unread(room, root.id(), ben.id(), said.get(3).seq())).read().unreadCount())
        .isEqualTo(1);
  }

  @Test
  void aMessageCanBeFollowedBeforeAnybodyReplies() {
    assertThat(found(follow.follow(room, root.id(), ben.id(), true)).following()).isTrue();
    assertThat(found(follow.follow(room, root.id(), ben.id(), true)).following()).isTrue();
    assertThat(threadEvents(ben)).hasSize(1);
    assertThat(messages.find(room, root.id()).orElseThrow().since().replies())
        .isEqualTo(Replies.NONE);
    assertThat(mine(ben, false)).isEmpty();

    reply(ada, "yes");
    assertThat(counts(ben)).isEqualTo("1 unread, 0 mentions");
    assertThat(mine(ben, true)).extracting(thread -> thread.root().id()).containsExactly(root.id());
  }

  @Test
  void whatOneFollowsIsListedByWhenSomethingWasSaidLast() {
    List<UUID> roots = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Message next = durable(messages.append(chat.draft(room, ben, "topic " + i)));
      roots.add(next.id());
      chat.clock.advance(Duration.ofSeconds(1));
      IntStream.range(0, 3).forEach(n -> reply(next, ada, "reply " + n));
    }
    reply(ada, "yes");

    var first = follow.mine(ben.id(), false, Optional.empty(), 2);
    assertThat(first.items())
        .extracting(thread -> thread.root().id())
        .containsExactly(roots.get(4), roots.get(3));
    assertThat(first.items().getFirst().newest())
        .extracting(Message::text)
        .containsExactly("reply 1", "reply 2");
    assertThat(first.items().getFirst().participants()).containsExactly(ada);
    var second = follow.mine(ben.id(), false, first.next(), 2);
    assertThat(second.items())
        .extracting(thread -> thread.root().id())
        .containsExactly(roots.get(2), roots.get(1));

    long last =
        chat.threads
            .find(room, roots.get(4), ben.id(), 1)
            .orElseThrow()
            .position()
            .read()
            .headSeq();
    follow.read(room, roots.get(4), ben.id(), last);
    assertThat(mine(ben, true))
        .extracting(thread -> thread.root().id())
        .containsExactly(roots.get(3), roots.get(2), roots.get(1), roots.get(0));
    assertThat(follow.positions(ben.id(), Optional.empty(), 3).items()).hasSize(3);
    assertThat(
            follow
                .positions(ben.id(), follow.positions(ben.id(), Optional.empty(), 3).next(), 3)
                .items())
        .hasSize(2);
  }

  @Test
  void whoLeavesTheRoomFollowsNothingThere() {
    reply(ada, "yes @ben");
    chat.remove(room, ben);
    reply(ada, "@ben?");

    assertThat(mine(ben, false)).isEmpty();
    chat.rooms.add(room, ben, new Warrant.OneselfToPublic(), chat.clock.instant());
    assertThat(position(ben).following()).isFalse();
    assertThat(follow.at(room, root.id(), chat.person("eve").id()))
        .isEqualTo(new Result.NotAMember<>());
  }

  @Test
  void onlyWhatIsThereAndNoReplyItselfCanBeRepliedTo() {
    Message one = reply(ada, "yes");
    UUID elsewhere = chat.room(ada);

    assertThat(append(ada, UUID.randomUUID())).isEqualTo(new Appended.NoSuchThread());
    assertThat(messages.append(chat.draft(elsewhere, ada, "hello", new Reply(root.id(), false))))
        .isEqualTo(new Appended.NoSuchThread());
    assertThat(append(ada, one.id())).isEqualTo(new Appended.IsReply(root.id()));
    Message lonely = durable(messages.append(chat.draft(room, ada, "oops")));
    chat.delete.delete(room, lonely.id(), ada.id());
    assertThat(append(ada, lonely.id())).isEqualTo(new Appended.DeletedThread());
    // What is being talked about can be talked about on.
    chat.delete.delete(room, root.id(), owner.id());
    assertThat(durable(append(ada, root.id())).thread())
        .isEqualTo(new InThread(root.id(), root.seq(), 2));
    assertThat(follow.at(room, one.id(), ada.id())).isEqualTo(new Result.NoSuchMessage<>());
  }

  @Test
  void aRetryGetsTheFirstAnswerAndAnotherThreadIsAConflict() {
    Draft draft = chat.draft(room, ada, "yes", new Reply(root.id(), false));
    Message first = durable(messages.append(draft));

    assertThat(durable(messages.append(chat.again(draft)))).isEqualTo(first);
    for (Reply other : new Reply[] {null, new Reply(root.id(), true)}) {
      assertThat(
              messages.append(
                  new Draft(
                      chat.id(),
                      room,
                      ada.id(),
                      draft.clientId(),
                      "yes",
                      other,
                      null,
                      null,
                      List.of(),
                      chat.clock.instant())))
          .isEqualTo(new Appended.KeyConflict());
    }
    assertThat(replies()).hasSize(1);
  }

  @Test
  void manyRepliesAtOnceOnTwoNodesHaveOrdinalsWithoutHoles() throws Exception {
    Message other = durable(messages.append(chat.draft(room, ben, "and this?")));
    try (PostgresMessageRepository otherNode = chat.node();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        PostgresMessageRepository node = i % 2 == 0 ? messages : otherNode;
        Person person = List.of(owner, ada, ben).get(i % 3);
        UUID thread = i % 5 == 0 ? other.id() : root.id();
        running.add(
            threads.submit(() ->
                node.append(
                    chat.draft(room, person, "@ada @ben", new Reply(thread, person == ben)))));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertThat(replies())
        .extracting(message -> requireNonNull(message.thread()).ordinal())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 32).boxed().toList());
    assertThat(chat.head(room)).isEqualTo(3 + 2 + 40);
    for (Person person : List.of(owner, ada, ben)) {
      assertThat(follow.positions(person.id(), Optional.empty(), 10).items()).hasSize(2);
      assertThat(chat.logs.readUser(person.id(), 0, 100).events())
          .extracting(UserEvent::seq)
          .containsExactly(1L, 2L, 3L);
    }
  }

  private Message reply(Person sender, String text) {
    return reply(root, sender, text);
  }

  private Message reply(Message to, Person sender, String text) {
    return durable(messages.append(chat.draft(room, sender, text, new Reply(to.id(), false))));
  }

  private Appended append(Person sender, UUID thread) {
    return messages.append(chat.draft(room, sender, "hello", new Reply(thread, false)));
  }

  private static Message durable(Appended appended) {
    assertThat(appended).isInstanceOf(Appended.Durable.class);
    return ((Appended.Durable) appended).message();
  }

  private static <T> T found(Result<T> result) {
    assertThat(result).isInstanceOf(Result.Found.class);
    return ((Result.Found<T>) result).value();
  }

  private List<Message> replies() {
    return found(follow.replies(room, root.id(), ada.id(), new Window.After(0), 100)).messages();
  }

  private ThreadPosition read(Person person, long seq) {
    return found(follow.read(room, root.id(), person.id(), seq));
  }

  private ThreadPosition position(Person person) {
    return found(follow.at(room, root.id(), person.id())).position();
  }

  private String counts(Person person) {
    ThreadPosition position = position(person);
    assertThat(position.following()).isTrue();
    return position.read().unreadCount()
        + " unread, "
        + position.read().mentionCount()
        + " mentions";
  }

  private List<RoomThread> mine(Person person, boolean unread) {
    return follow.mine(person.id(), unread, Optional.empty(), 50).items();
  }

  private long roomUnread(Person person) {
    return chat.rooms.find(room, person.id()).orElseThrow().read().unreadCount();
  }

  private List<UserEvent> threadEvents(Person person) {
    return chat.logs.readUser(person.id(), 0, 100).events().stream()
        .filter(event -> event.change() instanceof ThreadChanged)
        .toList();
  }
}
