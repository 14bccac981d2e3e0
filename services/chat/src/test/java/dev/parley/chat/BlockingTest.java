package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.memory.InProcessDevices;
import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresPresence;
import dev.parley.chat.app.BlockPeople;
import dev.parley.chat.app.ChangeMessage;
import dev.parley.chat.app.CreateRoom;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.Membership.AddResult;
import dev.parley.chat.app.OpenDirect;
import dev.parley.chat.app.ShowPresence;
import dev.parley.chat.app.TrackDevices;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Block;
import dev.parley.chat.domain.Disagreement;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.Receipt;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.UserEvent.Change.BlocksChanged;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.Devices.Report;
import dev.parley.chat.port.Devices.State;
import dev.parley.chat.port.MessageChanges.Refusal;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.RoomRepository.Direct;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ada blocks Ben, and what that does to both; Eve has nothing to do with it. */
class BlockingTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final Devices devices =
      new InProcessDevices(
          new Devices.Terms(Duration.ofSeconds(60), Duration.ofSeconds(10)), chat.clock);
  private final PostgresPresence kept = new PostgresPresence(chat.database, chat.announcements);
  private final ShowPresence show = new ShowPresence(devices, kept, chat.acquaintances, chat.clock);
  private final BlockPeople blocking =
      new BlockPeople(chat.blocks, chat.people, show, chat.announcements, chat.clock);
  private final OpenDirect open =
      new OpenDirect(chat.rooms, chat.people, chat.acquaintances, chat.clock);
  private final Membership membership =
      new Membership(chat.rooms, chat.moderation, chat.blocks, chat.people, chat.clock);
  private final CreateRoom create =
      new CreateRoom(chat.rooms, chat.blocks, chat.people, chat.acquaintances, chat.clock);
  private final VerifyCounts counts = new VerifyCounts(new PostgresAudit(chat.database));
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final Person eve = chat.person("eve");

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void onlyTheBlockersOwnLogTellsOfIt() {
    UUID direct = chat.direct(ada, ben);
    int toldToBen = chat.announcements.ofUser(ben.id()).size();
    long head = chat.head(direct);

    assertThat(block()).isEqualTo(new BlockPeople.Result.Blocked(new Block(ben, now())));
    blocking.unblock(ada.id(), ben.id());

    assertThat(chat.announcements.ofUser(ada.id()).stream().skip(1).map(event -> event.change()))
        .containsExactly(new BlocksChanged(ben, true), new BlocksChanged(ben, false));
    assertThat(chat.logs.readUser(ada.id(), 1, 10).events().stream().map(event -> event.change()))
        .as("as it is when it is read")
        .containsExactly(new BlocksChanged(ben, false), new BlocksChanged(ben, false));
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(toldToBen);
    assertThat(chat.logs.standing(ben.id()).userSeq()).isEqualTo(toldToBen);
    assertThat(chat.head(direct)).isEqualTo(head);
  }

  @Test
  void blockingTwiceAndUnblockingNobodyChangeNothing() {
    BlockPeople.Result first = block();
    chat.clock.advance(Duration.ofHours(1));

    assertThat(block()).isEqualTo(first);
    blocking.unblock(ada.id(), eve.id());
    blocking.unblock(ada.id(), UUID.randomUUID());

    assertThat(chat.announcements.ofUser(ada.id())).hasSize(1);
    assertThat(chat.announcements.presencesOf(ada.id())).hasSize(1);
  }

  @Test
  void nobodyBlocksThemselvesOrSomebodyWhoIsNot() {
    assertThat(blocking.block(ada.id(), ada.id())).isEqualTo(new BlockPeople.Result.Oneself());
    assertThat(blocking.block(ada.id(), UUID.randomUUID()))
        .isEqualTo(new BlockPeople.Result.NoSuchPerson());
  }

  @Test
  void aThousandAreBlockedAndNotOneMore() {
    chat.database.useTransaction(handle -> {
      handle.execute(
          """
          insert into chat.people (user_id, username, display_name, version)
          select gen_random_uuid(), 'p' || lpad(n::text, 4, '0'), 'p', 1 from generate_series(1, ?) n
          """,
          Block.MAX_PER_PERSON);
      handle.execute(
          """
          insert into chat.blocks (blocker_id, blocked_id, create_time)
          select ?, user_id, now() from chat.people where username ~ '^p[0-9]{4}$' and username < 'p1000'
          """,
          ada.id());
    });

    assertThat(block()).isInstanceOf(BlockPeople.Result.Blocked.class);
    assertThat(blocking.block(ada.id(), eve.id())).isEqualTo(new BlockPeople.Result.TooMany());
    assertThat(block()).as("again").isInstanceOf(BlockPeople.Result.Blocked.class);

    blocking.unblock(ada.id(), ben.id());
    assertThat(blocking.block(ada.id(), eve.id())).isInstanceOf(BlockPeople.Result.Blocked.class);
  }

  @Test
  void whomOneHasBlockedIsListedByNamePageByPage() {
    blocking.block(ada.id(), eve.id());
    blocking.block(ada.id(), ben.id());
    blocking.block(ben.id(), eve.id());

    Page<Block> first = blocking.list(ada.id(), Optional.empty(), 1);
    Page<Block> second = blocking.list(ada.id(), first.next(), 1);

    assertThat(first.items()).containsExactly(new Block(ben, now()));
    assertThat(second).isEqualTo(new Page<>(List.of(new Block(eve, now())), Optional.empty()));
    assertThat(chat.logs.standing(ada.id()).blocked())
        .containsExactlyInAnyOrder(ben.id(), eve.id());
  }

  @Test
  void neitherSaysEditsOrReactsInTheirConversationAndBothReadIt() {
    UUID direct = chat.direct(ada, ben);
    Message ofAda = say(direct, ada, "hello");
    Message ofBen = say(direct, ben, "hi");
    Draft known = chat.draft(direct, ben, "said before");
    Appended before = messages.append(known);
    chat.react.react(direct, ofAda.id(), ben.id(), "👍");
    block();

    assertThat(messages.append(chat.draft(direct, ben, "?")))
        .isEqualTo(new Appended.Blocked(false));
    assertThat(messages.append(chat.draft(direct, ada, "!"))).isEqualTo(new Appended.Blocked(true));
    assertThat(messages.append(chat.again(known))).as("a repeated send").isEqualTo(before);
    assertThat(chat.edit.edit(direct, ofBen.id(), ben.id(), "hey"))
        .isEqualTo(new ChangeMessage.Result.Refused(Refusal.BLOCKED_BY_OTHER));
    assertThat(chat.edit.edit(direct, ofAda.id(), ada.id(), "hey"))
        .isEqualTo(new ChangeMessage.Result.Refused(Refusal.BLOCKED_BY_ONESELF));
    assertThat(chat.react.react(direct, ofAda.id(), ben.id(), "🎉"))
        .isEqualTo(new ChangeMessage.Result.Refused(Refusal.BLOCKED_BY_OTHER));
    assertThat(chat.react.takeBack(direct, ofAda.id(), ben.id(), "👍"))
        .as("what says nothing more")
        .isInstanceOf(ChangeMessage.Result.Done.class);
    assertThat(chat.delete.delete(direct, ofBen.id(), ben.id()))
        .isInstanceOf(ChangeMessage.Result.Done.class);
    assertThat(chat.rooms.find(direct, ben.id()).orElseThrow().joined()).isTrue();
    assertThat(open.open(ben.id(), ada.id()).orElseThrow()).isInstanceOf(Direct.There.class);

    blocking.unblock(ada.id(), ben.id());
    say(direct, ben, "again");
    say(direct, ada, "again");
  }

  @Test
  void whereBothHaveBlockedEachOtherBothHaveToEndIt() {
    UUID direct = chat.direct(ada, ben);
    block();
    blocking.block(ben.id(), ada.id());
    assertThat(messages.append(chat.draft(direct, ben, "?"))).isEqualTo(new Appended.Blocked(true));

    blocking.unblock(ada.id(), ben.id());
    assertThat(messages.append(chat.draft(direct, ben, "?"))).isEqualTo(new Appended.Blocked(true));
    assertThat(messages.append(chat.draft(direct, ada, "?")))
        .isEqualTo(new Appended.Blocked(false));

    blocking.unblock(ben.id(), ada.id());
    say(direct, ada, "at last");
  }

  @Test
  void aConversationIsBegunByNeither() {
    block();

    assertThat(open.open(ben.id(), ada.id())).contains(new Direct.Blocked(false));
    assertThat(open.open(ada.id(), ben.id())).contains(new Direct.Blocked(true));
    assertThat(open.open(ben.id(), eve.id()).orElseThrow()).isInstanceOf(Direct.There.class);
    assertThat(open.open(ada.id(), ada.id()).orElseThrow()).isInstanceOf(Direct.There.class);
  }

  @Test
  void aSendThatWaitsForTheBlockIsRefused() throws Exception {
    UUID direct = chat.direct(ada, ben);
    Sending[] sending = new Sending[1];
    chat.database.useTransaction(handle -> {
      ChatDatabase.lock(handle, direct);
      sending[0] = Sending.start(messages, chat.draft(direct, ben, "quick"));
      ChatDatabase.awaitSomebodyWaitingForALock(handle);
      // As blocking does, while it holds the row.
      handle.execute(
          "insert into chat.blocks (blocker_id, blocked_id, create_time) values (?, ?, now())",
          ada.id(),
          ben.id());
      handle.execute(
          "update chat.rooms set blocked_by = array[?::uuid] where id = ?", ada.id(), direct);
    });

    assertThat(sending[0].result()).isEqualTo(new Appended.Blocked(false));
  }

  @Test
  void aBlockWaitsForWhoeverWritesToTheConversation() throws Exception {
    UUID direct = chat.direct(ada, ben);
    CompletableFuture<BlockPeople.Result> blocked = new CompletableFuture<>();
    chat.database.useTransaction(handle -> {
      ChatDatabase.lock(handle, direct);
      Thread.ofVirtual().start(() -> blocked.complete(block()));
      ChatDatabase.awaitSomebodyWaitingForALock(handle);
      assertThat(blocked).isNotDone();
    });

    assertThat(blocked.get(30, TimeUnit.SECONDS)).isInstanceOf(BlockPeople.Result.Blocked.class);
    assertThat(messages.append(chat.draft(direct, ben, "late")))
        .isEqualTo(new Appended.Blocked(false));
  }

  @Test
  void whoIsBlockedAddsTheBlockerNowhere() {
    UUID room = chat.room(ben);
    UUID group = chat.room(eve, ben);
    block();

    assertThat(membership.add(room, ben.id(), ada.id())).isEqualTo(new AddResult.Blocked(ada));
    assertThat(chat.rooms.add(room, ada, new Warrant.ByMember(ben.id()), now()))
        .as("as by one who looked before the block")
        .isEmpty();
    assertThat(create.create(group(ben, ada, eve))).isEqualTo(new CreateRoom.Result.Blocked(ada));
    assertThat(membership.add(group, eve.id(), ada.id())).isInstanceOf(AddResult.Added.class);
    assertThat(create.create(group(ada, ben))).isInstanceOf(CreateRoom.Result.Created.class);

    blocking.unblock(ada.id(), ben.id());
    assertThat(membership.add(room, ben.id(), ada.id())).isInstanceOf(AddResult.Added.class);
  }

  @Test
  void whatTheBlockedSayIsUnreadAndMentionsNobodyWhoBlocks() {
    UUID room = chat.room(ada, ben, eve);
    say(room, ben, "@ada before");
    block();
    say(room, eve, "@ada from eve");
    Message said = say(room, ben, "@ada @eve now");
    say(room, ben, "@all");
    chat.edit.edit(room, say(room, ben, "nothing").id(), ben.id(), "@ada by an edit");

    assertThat(position(room, ada).unreadCount()).isEqualTo(5);
    assertThat(position(room, ada).mentionCount()).isEqualTo(1);
    assertThat(position(room, eve).mentionCount()).as("others").isEqualTo(2);
    assertThat(said.mentions().people()).as("which tells Ben nothing").contains(ada.id());
    assertThat(counts.examine()).isEmpty();

    blocking.unblock(ada.id(), ben.id());
    assertThat(position(room, ada).mentionCount()).isEqualTo(5);
    assertThat(position(room, ada).unreadCount()).isEqualTo(5);
  }

  @Test
  void aReadPositionThatIsToldCountsNoMentionsOfTheBlocked() {
    UUID room = chat.room(ada, ben);
    Message first = say(room, ben, "hi");
    say(room, ben, "@ada");
    block();

    ReadPosition read = chat.positions.read(room, ada.id(), first.seq(), now()).orElseThrow();

    assertThat(read.unreadCount()).isEqualTo(1);
    assertThat(read.mentionCount()).isZero();
  }

  @Test
  void howFarTheBlockerHasReadIsHiddenFromTheBlocked() {
    UUID room = chat.room(ada, ben, eve);
    Message message = say(room, ben, "seen?");
    block();
    chat.positions.read(room, ada.id(), message.seq(), now());
    chat.positions.read(room, eve.id(), message.seq(), now());

    assertThat(chat.announcements.receiptsHiddenFrom()).containsExactly(Set.of(ben.id()), Set.of());
    assertThat(chat.positions.receipts(room, ben.id()))
        .contains(new Receipt(room, ada.id(), 0, 0))
        .contains(new Receipt(room, eve.id(), message.seq(), message.seq()));
    assertThat(chat.positions.receipts(room, eve.id()))
        .contains(new Receipt(room, ada.id(), message.seq(), message.seq()));
  }

  @Test
  void theBlockedSeeTheBlockerOfflineWithoutAStatus() {
    new TrackDevices(devices, kept, chat.announcements, chat.clock)
        .note(List.of(new Report(ada.id(), "laptop", State.ACTIVE)));
    block();

    assertThat(chat.announcements.presencesOf(ada.id()))
        .extracting(Presence::hiddenFrom)
        .containsExactly(Set.of(), Set.of(ben.id()));
    assertThat(show.of(ben.id(), List.of(ada.id()))).containsExactly(Presence.ofNobody(ada.id()));
    assertThat(show.of(eve.id(), List.of(ada.id())))
        .extracting(Presence::state)
        .containsExactly(Presence.State.ONLINE);

    blocking.unblock(ada.id(), ben.id());
    assertThat(show.of(ben.id(), List.of(ada.id())))
        .extracting(Presence::state)
        .containsExactly(Presence.State.ONLINE);
  }

  @Test
  void whatARoomSaysOfBlocksIsVerifiedAndMended() {
    UUID direct = chat.direct(ada, ben);
    block();
    assertThat(counts.examine()).isEmpty();

    chat.database.useTransaction(
        handle -> handle.execute("update chat.rooms set blocked_by = '{}' where id = ?", direct));
    List<Disagreement> found = counts.examine();

    assertThat(found).extracting(Disagreement::kind).containsExactly(Disagreement.Kind.BLOCKED_BY);
    assertThat(counts.repair(found)).isEmpty();
    assertThat(messages.append(chat.draft(direct, ben, "?")))
        .isEqualTo(new Appended.Blocked(false));
  }

  private BlockPeople.Result block() {
    return blocking.block(ada.id(), ben.id());
  }

  private Instant now() {
    return chat.clock.instant();
  }

  private Message say(UUID room, Person sender, String text) {
    return ((Appended.Durable) messages.append(chat.draft(room, sender, text))).message();
  }

  private ReadPosition position(UUID room, Person person) {
    return chat.rooms.find(room, person.id()).orElseThrow().read();
  }

  private static CreateRoom.Wish group(Person founder, Person... others) {
    return new CreateRoom.Wish(
        founder.id(),
        Room.Kind.GROUP,
        Room.Visibility.PRIVATE,
        "",
        "",
        List.of(others).stream().map(Person::id).toList());
  }
}
