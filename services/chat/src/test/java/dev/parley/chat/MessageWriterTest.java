package dev.parley.chat;

import static dev.parley.chat.ChatDatabase.awaitSomebodyWaitingForALock;
import static dev.parley.chat.ChatDatabase.lock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.domain.Receipt;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.MessageRepository.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository node = chat.node();
  private final PostgresMessageRepository otherNode = chat.node();
  private Person ada;
  private Person ben;
  private UUID room;

  @BeforeEach
  void makeARoom() {
    ada = chat.person("ada");
    ben = chat.person("ben");
    room = chat.room(ada, ben);
  }

  @AfterEach
  void stop() {
    node.close();
    otherNode.close();
    chat.close();
  }

  @Test
  void positionsAreDenseUnderAThousandSendsFromManyThreads() throws Exception {
    sendAThousand(List.of(node));
  }

  @Test
  void positionsAreDenseUnderAThousandSendsOnTwoNodes() throws Exception {
    sendAThousand(List.of(node, otherNode));
  }

  private void sendAThousand(List<PostgresMessageRepository> nodes) throws Exception {
    List<UUID> rooms = new ArrayList<>(List.of(room));
    IntStream.range(0, 4).forEach(i -> rooms.add(chat.room(ada, ben)));
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> lookForHoles(done));

    List<Sending> sends = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      UUID target = rooms.get(i * 7 % rooms.size());
      sends.add(
          Sending.start(
              nodes.get(i % nodes.size()),
              chat.draft(target, i % 3 == 0 ? ada : ben, "text " + i)));
    }
    Map<UUID, List<Message>> answers = new HashMap<>();
    for (Sending send : sends) {
      Message message = ((Appended.Durable) send.result()).message();
      answers.computeIfAbsent(message.roomId(), r -> new ArrayList<>()).add(message);
    }
    done.set(true);
    reader.get();

    assertThat(answers.keySet()).containsExactlyInAnyOrderElementsOf(rooms);
    answers.forEach((target, answered) -> {
      // The two memberships came first.
      assertThat(answered)
          .extracting(Message::seq)
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(3, 2 + answered.size()).boxed().toList());
      assertThat(node.list(target, new Window.After(0), 2_000))
          .containsExactlyInAnyOrderElementsOf(answered)
          .isSortedAccordingTo(Comparator.comparing(Message::seq));
      assertThat(chat.head(target)).isEqualTo(2 + answered.size());
    });
  }

  /** At no moment may a position be visible while a lesser one is not. */
  private void lookForHoles(AtomicBoolean done) {
    while (!done.get()) {
      long holes =
          chat.count(
              """
              select count(*) from (
                select room_id, max(seq) as newest, count(*) as rows from chat.room_log group by room_id) l
                join chat.rooms r on r.id = l.room_id
               where newest <> rows or r.head_seq <> newest
              """);
      assertThat(holes).isZero();
    }
  }

  @Test
  void aRetryGetsTheFirstAnswer() {
    var draft = chat.draft(room, ada, "hello");
    Appended first = node.append(draft);
    chat.clock.advance(Duration.ofNanos(1_234_567));

    assertThat(node.append(chat.again(draft))).isEqualTo(first);
    assertThat(otherNode.append(chat.again(draft))).isEqualTo(first);
    assertThat(node.list(room, new Window.After(0), 10)).hasSize(1);
    assertThat(chat.head(room)).isEqualTo(3);
  }

  @Test
  void equalDraftsInOneBatchGetOnePlace() throws Exception {
    var draft = chat.draft(room, ada, "hello");
    List<Sending> sends = inOneBatch(draft, chat.again(draft), chat.draft(room, ben, "after"));

    assertThat(sends.get(1).result()).isEqualTo(sends.get(0).result());
    assertThat(rowsOf(draft.clientId())).isEqualTo(1);
    assertThat(chat.head(room)).isEqualTo(5);
    assertThat(
            chat.count(
                "select count(distinct transaction_id) from chat.room_log where kind = 'MESSAGE_CREATED'"))
        .as("the batch before, and the batch")
        .isEqualTo(2);
  }

  @Test
  void equalDraftsOnTwoNodesAtOnceGetOnePlace() throws Exception {
    for (int i = 0; i < 50; i++) {
      var draft = chat.draft(room, ada, "hello " + i);
      Sending here = Sending.start(node, draft);
      Sending there = Sending.start(otherNode, chat.again(draft));

      assertThat(there.result()).isInstanceOf(Appended.Durable.class).isEqualTo(here.result());
      assertThat(rowsOf(draft.clientId())).isEqualTo(1);
    }
    assertThat(chat.head(room)).isEqualTo(52);
  }

  @Test
  void oneKeyForTwoRoomsOnTwoNodesAtOnceIsAConflict() throws Exception {
    UUID otherRoom = chat.room(ada);
    var draft = chat.draft(room, ada, "hello");
    var elsewhere = chat.draft(otherRoom, ada, "hello");
    var sameKey =
        new Draft(
            elsewhere.id(),
            otherRoom,
            ada.id(),
            draft.clientId(),
            draft.text(),
            null,
            null,
            null,
            List.of(),
            chat.clock.instant());
    Sending[] sends = new Sending[2];
    holdingCommits(handle -> {
      // The first has written its key, the second finds out only when it writes.
      sends[0] = Sending.start(node, draft);
      awaitSomebodyWaitingForALock(handle);
      sends[1] = Sending.start(otherNode, sameKey);
      ChatDatabase.until("both wait", () -> ChatDatabase.waitingForLocks(handle) == 2);
    });

    assertThat(sends[0].result()).isInstanceOf(Appended.Durable.class);
    assertThat(sends[1].result()).isEqualTo(new Appended.KeyConflict());
  }

  @Test
  void aKeyUsedForAnotherTextOrRoomIsAConflict() {
    UUID otherRoom = chat.room(ada);
    var draft = chat.draft(room, ada, "hello");
    node.append(draft);

    assertThat(node.append(with(draft, room, "other"))).isEqualTo(new Appended.KeyConflict());
    assertThat(node.append(with(draft, otherRoom, "hello"))).isEqualTo(new Appended.KeyConflict());
    assertThat(chat.head(room)).isEqualTo(3);
    assertThat(chat.head(otherRoom)).isEqualTo(1);
  }

  @Test
  void oneKeyMayBeUsedByTwoPeople() {
    var draft = chat.draft(room, ada, "hello");
    node.append(draft);

    assertThat(
            node.append(
                new Draft(
                    chat.id(),
                    room,
                    ben.id(),
                    draft.clientId(),
                    "hello",
                    null,
                    null,
                    null,
                    List.of(),
                    chat.clock.instant())))
        .isInstanceOf(Appended.Durable.class);
  }

  @Test
  void whoIsNoMemberCannotSend() {
    Person eve = chat.person("eve");

    assertThat(node.append(chat.draft(room, eve, "hello"))).isEqualTo(new Appended.NotAMember());
    assertThat(node.append(chat.draft(UUID.randomUUID(), ada, "hello")))
        .isEqualTo(new Appended.NotAMember());
    assertThat(chat.head(room)).isEqualTo(2);
  }

  @Test
  void whoIsRemovedBeforeTheLockCannotSend() throws Exception {
    Sending send =
        chat.database.inTransaction(handle -> {
          lock(handle, room);
          Sending waiting = Sending.start(node, chat.draft(room, ben, "too late"));
          awaitSomebodyWaitingForALock(handle);
          handle.execute(
              "delete from chat.members where room_id = ? and user_id = ?", room, ben.id());
          return waiting;
        });

    assertThat(send.result()).isEqualTo(new Appended.NotAMember());
    assertThat(chat.head(room)).isEqualTo(2);
  }

  @Test
  void aRowThatCannotBeWrittenFailsAlone() throws Exception {
    List<Sending> sends =
        inOneBatch(
            chat.draft(room, ada, "one"),
            chat.draft(room, ada, "two"),
            chat.draft(room, ada, "a NUL: \0"),
            chat.draft(room, ada, "three"),
            chat.draft(room, ada, "four"));

    assertThatThrownBy(sends.get(2)::result).isInstanceOf(ExecutionException.class);
    List<Long> seqs = new ArrayList<>();
    for (int good : List.of(0, 1, 3, 4)) {
      seqs.add(sends.get(good).seq());
    }
    assertThat(seqs).containsExactlyInAnyOrder(4L, 5L, 6L, 7L);
    assertThat(chat.head(room)).isEqualTo(7);
    assertThat(node.append(chat.draft(room, ada, "and on"))).isInstanceOf(Appended.Durable.class);
  }

  @Test
  void aRoomThatStaysLockedCostsTheOthersOfItsBatchNothingAndFailsAsOne() throws Exception {
    UUID free = chat.room(ada);
    try (PostgresMessageRepository impatient =
        new PostgresMessageRepository(chat.database, chat.announcements, chat.clock, 256, 300)) {
      chat.database.useTransaction(handle -> {
        lock(handle, room);
        Sending first = Sending.start(impatient, chat.draft(room, ada, "stuck")).handedOver();
        awaitSomebodyWaitingForALock(handle);
        List<Sending> stuck =
            IntStream.range(0, 100)
                .mapToObj(
                    i -> Sending.start(impatient, chat.draft(room, ada, "stuck " + i)).handedOver())
                .toList();
        Sending good = Sending.start(impatient, chat.draft(free, ada, "free")).handedOver();

        assertThat(good.seq()).isEqualTo(2);
        assertThatThrownBy(first::result).isInstanceOf(ExecutionException.class);
        // One after the other they would take a minute.
        for (Sending send : stuck) {
          assertThat(send.answer()).failsWithin(Duration.ofSeconds(15));
        }
      });
    }
  }

  @Test
  void anAnswerComesOnlyAfterTheCommit() throws Exception {
    Sending[] send = new Sending[1];
    holdingCommits(handle -> {
      send[0] = Sending.start(node, chat.draft(room, ada, "hello"));
      awaitSomebodyWaitingForALock(handle);

      assertThat(send[0].handedOver().answer()).isNotDone();
      assertThat(chat.announcements.of(room)).as("announced: the two memberships").hasSize(2);
    });

    assertThat(send[0].seq()).isEqualTo(3);
    assertThat(chat.announcements.of(room)).hasSize(3);
  }

  @Test
  void whatDoesNotCommitIsNeitherAnsweredNorAnnounced() {
    chat.database.useTransaction(handle -> onCommit(handle, "raise exception 'disk full'"));

    assertThatThrownBy(() -> node.append(chat.draft(room, ada, "hello")))
        .hasStackTraceContaining("disk full");
    assertThat(chat.announcements.of(room)).hasSize(2);
    assertThat(chat.head(room)).isEqualTo(2);
  }

  @Test
  void closingFinishesWhatWasAccepted() throws Exception {
    List<Sending> sends = new ArrayList<>();
    Thread closing =
        chat.database.inTransaction(handle -> {
          lock(handle, room);
          for (int i = 0; i < 50; i++) {
            sends.add(Sending.start(node, chat.draft(room, ada, "text " + i)).handedOver());
          }
          Thread closer = Thread.ofVirtual().start(node::close);
          ChatDatabase.until("close waits", () -> closer.getState() == Thread.State.WAITING);
          return closer;
        });

    for (Sending send : sends) {
      assertThat(send.result()).isInstanceOf(Appended.Durable.class);
    }
    closing.join();
    assertThatThrownBy(() -> node.append(chat.draft(room, ada, "too late")))
        .hasMessageContaining("has stopped");
  }

  @Test
  void newsComesInTheOrderOfPositionsAndWhatItSaysIsThereToRead() throws Exception {
    ReadingAnnouncer announcer = new ReadingAnnouncer();
    try (PostgresMessageRepository announcing = chat.node(announcer, 7)) {
      List<Sending> sends = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        sends.add(Sending.start(announcing, chat.draft(room, ada, "text " + i)));
      }
      for (Sending send : sends) {
        send.result();
      }
    }

    assertThat(announcer.announced).isEqualTo(LongStream.rangeClosed(3, 102).boxed().toList());
    assertThat(announcer.unread).isEmpty();
  }

  @Test
  void anAnnouncerThatFailsCostsNobodyTheirAnswer() throws Exception {
    try (PostgresMessageRepository unheard = chat.node(new FailingAnnouncer(), 256)) {
      for (int i = 0; i < 3; i++) {
        assertThat(Sending.start(unheard, chat.draft(room, ada, "text " + i)).seq())
            .isEqualTo(3 + i);
      }
    }
  }

  /** Has drafts wait in one queue behind another, so that they are taken together. */
  private List<Sending> inOneBatch(Draft... drafts) throws Exception {
    return chat.database.inTransaction(handle -> {
      lock(handle, room);
      Sending.start(node, chat.draft(room, ben, "before")).handedOver();
      awaitSomebodyWaitingForALock(handle);
      return Arrays.stream(drafts).map(draft -> Sending.start(node, draft).handedOver()).toList();
    });
  }

  private interface Work {
    void run(Handle handle) throws Exception;
  }

  /** Nothing that writes a message commits while the work runs. */
  private void holdingCommits(Work work) throws Exception {
    chat.database.useTransaction(
        handle -> onCommit(handle, "perform pg_advisory_xact_lock_shared(42)"));
    chat.database.useTransaction(handle -> {
      handle.execute("select pg_advisory_xact_lock(42)");
      work.run(handle);
    });
  }

  /** Has every transaction that writes a message do this as the last thing before it commits. */
  private static void onCommit(Handle handle, String statement) {
    handle.execute(
        "create function at_commit() returns trigger language plpgsql as $$ begin %s; return null; end $$"
            .formatted(statement));
    handle.execute(
        """
        create constraint trigger at_commit after insert on chat.messages
          deferrable initially deferred for each row execute function at_commit()
        """);
  }

  private long rowsOf(UUID clientId) {
    return chat.count("select count(*) from chat.messages where client_id = ?", clientId);
  }

  private Draft with(Draft draft, UUID target, String text) {
    return new Draft(
        chat.id(),
        target,
        draft.senderId(),
        draft.clientId(),
        text,
        null,
        null,
        null,
        List.of(),
        chat.clock.instant());
  }

  /** Looks, when it is told of a message, whether the message can be read. */
  private final class ReadingAnnouncer implements Announcer {
    private final List<Long> announced = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> unread = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void announce(RoomEvent event) {
      announced.add(event.seq());
      if (node.list(event.roomId(), new Window.After(event.seq() - 1), 1).isEmpty()) {
        unread.add(event.seq());
      }
    }

    @Override
    public void announce(UserEvent event) {}

    @Override
    public void announce(Receipt receipt, Collection<UUID> hiddenFrom) {}

    @Override
    public void announce(Presence presence) {}
  }

  private static final class FailingAnnouncer implements Announcer {
    @Override
    public void announce(RoomEvent event) {
      throw new IllegalStateException("the bus is gone");
    }

    @Override
    public void announce(UserEvent event) {}

    @Override
    public void announce(Receipt receipt, Collection<UUID> hiddenFrom) {}

    @Override
    public void announce(Presence presence) {}
  }
}
