package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.CreateRoom;
import dev.parley.chat.app.FindRooms;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.MarkRead;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.Membership.AddResult;
import dev.parley.chat.app.Membership.JoinResult;
import dev.parley.chat.app.ReadMessages;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Members;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final Membership membership =
      new Membership(chat.rooms, chat.moderation, chat.blocks, chat.people, chat.clock);
  private final ManageMembers manage = new ManageMembers(chat.roomChanges, chat.clock);
  private final FindRooms find =
      new FindRooms(
          chat.rooms,
          chat.directory,
          chat.members,
          chat.acquaintances,
          chat.moderation,
          chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final Person eve = chat.person("eve");

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void whoMakesARoomIsItsOwnerAndOthersAreAddedAtOnce() {
    CreateRoom.Result result = create("Lobby", ben.id(), ben.id(), ada.id());

    Room room = ((CreateRoom.Result.Created) result).room();
    assertThat(room.joined()).isTrue();
    assertThat(room.memberCount()).isEqualTo(2);
    assertThat(room.headSeq()).isEqualTo(2);
    assertThat(chat.members.list(room.id(), Members.Wanted.first(10)).members())
        .extracting(Member::role)
        .containsExactly(Member.Role.OWNER, Member.Role.MEMBER);
    assertThat(chat.announcements.of(room.id())).extracting(RoomEvent::seq).containsExactly(1L, 2L);
  }

  @Test
  void aPublicNameIsTakenWithoutRegardToCase() {
    create("Straße Ärger");

    assertThat(create("straße ÄRGER")).isEqualTo(new CreateRoom.Result.NameTaken());
    assertThat(create("STRASSE A\u0308RGER")).isEqualTo(new CreateRoom.Result.NameTaken());
    assertThat(chat.count("select count(*) from chat.rooms")).isEqualTo(1);
    assertThat(chat.logs.standing(ada.id()).userSeq()).isEqualTo(1);
  }

  @Test
  void aPublicNameThatLooksLikeAnotherIsTaken() {
    create("coco");

    assertThat(create("\u0441\u043E\u0441\u043E"))
        .as("in Cyrillic")
        .isEqualTo(new CreateRoom.Result.NameTaken());
    assertThat(create("coc0")).isInstanceOf(CreateRoom.Result.Created.class);
  }

  @Test
  void ofManyWhoWantANameAtOnceOneGetsIt() throws Exception {
    List<CreateRoom.Result> results = atOnce(8, () -> create("Lobby"));

    assertThat(results).filteredOn(CreateRoom.Result.Created.class::isInstance).hasSize(1);
    assertThat(results).filteredOn(new CreateRoom.Result.NameTaken()::equals).hasSize(7);
  }

  @Test
  void aRoomIsNotMadeWithSomebodyWhoDoesNotExist() {
    UUID nobody = UUID.randomUUID();

    assertThat(create("Lobby", nobody)).isEqualTo(new CreateRoom.Result.NoSuchPerson(nobody));
    assertThat(chat.count("select count(*) from chat.rooms")).isZero();
  }

  @Test
  void whoIsAddedIsToldByWhomAndFindsTheRoomMarkedUntilTheyReadIt() {
    UUID room = ((CreateRoom.Result.Created) create("Lobby", ben.id())).room().id();
    membership.add(room, ben.id(), eve.id());

    assertThat(chat.announcements.of(room))
        .extracting(event -> ((RoomEvent.Change.MemberJoined) event.change()).adder())
        .containsExactly(null, ada, ben);
    assertThat(chat.logs.readRoom(room, 0, 10).events()).isEqualTo(chat.announcements.of(room));
    assertThat(newlyAdded(room, ada)).isFalse();
    assertThat(newlyAdded(room, ben)).isTrue();
    assertThat(newlyAdded(room, eve)).isTrue();

    MarkRead read = new MarkRead(chat.positions, chat.rooms, chat.clock);
    read.read(room, ben.id(), 1);
    assertThat(newlyAdded(room, ben)).as("also where nothing is unread").isFalse();
    assertThat(chat.announcements.ofUser(ben.id()).getLast().change())
        .as("all devices are told")
        .isInstanceOf(UserEvent.Change.ReadMoved.class);
    int told = chat.announcements.ofUser(ben.id()).size();
    read.read(room, ben.id(), 3);
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(told);

    messages.append(chat.draft(room, ada, "hello"));
    read.read(room, eve.id(), chat.head(room));
    assertThat(newlyAdded(room, eve)).isFalse();
    assertThat(chat.rooms.find(room, eve.id()).orElseThrow().read().unreadCount()).isZero();
  }

  private boolean newlyAdded(UUID room, Person person) {
    return chat.rooms.find(room, person.id()).orElseThrow().newlyAdded();
  }

  @Test
  void whoComesByThemselvesFindsNothingMarked() {
    UUID room = chat.room(ada);

    assertThat(join(room, ben).newlyAdded()).isFalse();
  }

  @Test
  void joiningTwiceChangesNothing() {
    UUID room = chat.room(ada);

    Room joined = join(room, ben);
    assertThat(joined.joined()).isTrue();
    assertThat(joined.memberCount()).isEqualTo(2);
    assertThat(joined.headSeq()).isEqualTo(2);

    assertThat(join(room, ben)).isEqualTo(joined);
    assertThat(chat.announcements.of(room)).hasSize(2);
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(1);
  }

  @Test
  void manyJoinsAtOnceAreOne() throws Exception {
    UUID room = chat.room(ada);

    assertThat(atOnce(8, () -> join(room, ben).memberCount())).containsOnly(2);
    assertThat(chat.head(room)).isEqualTo(2);
    assertThat(chat.logs.standing(ben.id()).userSeq()).isEqualTo(1);
  }

  @Test
  void leavingTwiceChangesNothing() {
    UUID room = chat.room(ada, ben);

    assertThat(manage.remove(room, ben.id(), ben.id())).isInstanceOf(Outcome.Done.class);
    assertThat(manage.remove(room, ben.id(), ben.id())).isEqualTo(new Outcome.NotAMember<>());

    assertThat(chat.head(room)).isEqualTo(3);
    assertThat(chat.announcements.of(room).getLast().change())
        .isEqualTo(new RoomEvent.Change.MemberLeft(ben, null, false, false));
    assertThat(chat.announcements.ofUser(ben.id()))
        .extracting(UserEvent::seq)
        .containsExactly(1L, 2L);
    assertThat(find.get(room, ben.id()).orElseThrow().memberCount()).isEqualTo(1);
  }

  @Test
  void addingAMemberAgainChangesNothing() {
    UUID room = chat.room(ada);

    AddResult first = membership.add(room, ada.id(), ben.id());
    chat.clock.advance(Duration.ofHours(1));

    assertThat(first).isInstanceOf(AddResult.Added.class);
    assertThat(membership.add(room, ada.id(), ben.id())).isEqualTo(first);
    assertThat(chat.head(room)).isEqualTo(2);
  }

  @Test
  void onlyMembersAddAndOnlyPeopleWhoExist() {
    UUID room = chat.room(ada);

    assertThat(membership.add(room, ben.id(), eve.id())).isEqualTo(new AddResult.AdderNotAMember());
    assertThat(membership.add(room, ada.id(), UUID.randomUUID()))
        .isEqualTo(new AddResult.NoSuchPerson());
    assertThat(membership.add(UUID.randomUUID(), ada.id(), ben.id()))
        .isEqualTo(new AddResult.NoSuchRoom());
    assertThat(chat.head(room)).isEqualTo(1);
  }

  @Test
  void aPrivateRoomDoesNotExistForOthers() {
    UUID room = chat.privateRoom(ada, ben);
    var send = new SendMessage(messages, chat.rooms, chat.call, chat.clock);
    var read = new ReadMessages(messages, chat.rooms, chat.logs);

    assertThat(find.get(room, eve.id())).isEmpty();
    assertThat(find.members(room, eve.id(), Members.Wanted.first(10))).isEmpty();
    assertThat(
            find.discover(eve.id(), ChatDatabase.byName(""), Optional.empty(), 10)
                .orElseThrow()
                .items())
        .isEmpty();
    assertThat(find.mine(eve.id(), Optional.empty(), 10).items()).isEmpty();
    assertThat(membership.join(room, eve.id())).isEqualTo(new JoinResult.NoSuchRoom());
    assertThat(manage.remove(room, eve.id(), eve.id())).isEqualTo(new Outcome.NotAMember<>());
    assertThat(membership.add(room, eve.id(), eve.id())).isEqualTo(new AddResult.NoSuchRoom());
    assertThat(send.send(room, eve.id(), UUID.randomUUID(), "hello", null))
        .isEqualTo(new SendMessage.Result.NoSuchRoom());
    assertThat(read.read(room, eve.id(), new Window.After(0), 10))
        .isEqualTo(new ReadMessages.Result.NoSuchRoom());
    assertThat(chat.head(room)).isEqualTo(2);
  }

  @Test
  void aPublicRoomIsSeenByAllAndUsedByMembers() {
    UUID room = chat.room(ada);
    var send = new SendMessage(messages, chat.rooms, chat.call, chat.clock);
    var read = new ReadMessages(messages, chat.rooms, chat.logs);

    assertThat(find.get(room, eve.id()).orElseThrow().joined()).isFalse();
    assertThat(find.members(room, eve.id(), Members.Wanted.first(10))).isPresent();
    assertThat(send.send(room, eve.id(), UUID.randomUUID(), "hello", null))
        .isEqualTo(new SendMessage.Result.NotAMember());
    assertThat(read.read(room, eve.id(), new Window.After(0), 10))
        .isEqualTo(new ReadMessages.Result.NotAMember());
  }

  @Test
  void whoWasRemovedMeanwhileAddsNobody() throws Exception {
    UUID room = chat.room(ada, ben);

    Optional<Member> added =
        whileLocked(
            room,
            "delete from chat.members where user_id = '" + ben.id() + "'",
            () -> chat.rooms.add(room, eve, new Warrant.ByMember(ben.id()), chat.clock.instant()));

    assertThat(added).isEmpty();
    assertThat(chat.head(room)).isEqualTo(2);
  }

  @Test
  void nobodyJoinsByThemselvesWhatBecamePrivateMeanwhile() throws Exception {
    UUID room = chat.room(ada);

    Optional<Member> added =
        whileLocked(
            room,
            "update chat.rooms set visibility = 'PRIVATE'",
            () -> chat.rooms.add(room, eve, new Warrant.OneselfToPublic(), chat.clock.instant()));

    assertThat(added).isEmpty();
    assertThat(chat.head(room)).isEqualTo(1);
  }

  @Test
  void theNumberOfMembersIsRightAfterManyChangesAtOnce() throws Exception {
    UUID room = chat.room(ada);
    List<Person> crowd = IntStream.range(0, 12).mapToObj(i -> chat.person("p" + i)).toList();
    List<Callable<Boolean>> changes = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      UUID person = crowd.get(i % crowd.size()).id();
      changes.add(
          i % 3 == 1
              ? () -> !(manage.remove(room, person, person) instanceof Outcome.Refused)
              : () -> membership.join(room, person) instanceof JoinResult.Joined);
    }
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> change : many.invokeAll(changes)) {
        assertThat(change.get()).isTrue();
      }
    }

    long members = chat.count("select count(*) from chat.members where room_id = ?", room);
    assertThat(find.get(room, ada.id()).orElseThrow().memberCount()).isEqualTo(members);
    assertThat(chat.count("select count(*) from chat.room_log where room_id = ?", room))
        .isEqualTo(chat.head(room));
    assertThat(chat.announcements.of(room)).hasSize((int) chat.head(room));
  }

  private Room join(UUID room, Person person) {
    return ((JoinResult.Joined) membership.join(room, person.id())).room();
  }

  private CreateRoom.Result create(String name, UUID... members) {
    return new CreateRoom(chat.rooms, chat.blocks, chat.people, chat.acquaintances, chat.clock)
        .create(
            new CreateRoom.Wish(
                ada.id(), Room.Kind.CHANNEL, Room.Visibility.PUBLIC, name, "", List.of(members)));
  }

  private <T> T whileLocked(UUID room, String change, Callable<T> work) throws Exception {
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> late =
          chat.database.inTransaction(handle -> {
            ChatDatabase.lock(handle, room);
            Future<T> waiting = other.submit(work);
            ChatDatabase.awaitSomebodyWaitingForALock(handle);
            handle.execute(change);
            return waiting;
          });
      return late.get();
    }
  }

  private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> result :
          many.invokeAll(IntStream.range(0, times).mapToObj(i -> work).toList())) {
        results.add(result.get());
      }
    }
    return results;
  }
}
