package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.app.CreateRoom;
import dev.parley.chat.app.FindRooms;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.Membership.AddResult;
import dev.parley.chat.app.Membership.JoinResult;
import dev.parley.chat.app.OpenDirect;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Members;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomRepository.Direct;
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

class ConversationsTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final OpenDirect direct =
      new OpenDirect(chat.rooms, chat.people, chat.acquaintances, chat.clock);
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
    chat.close();
  }

  @Test
  void twoPeopleHaveOneConversationWhoeverBegins() {
    Room ofAda = open(ada, ben);
    Room ofBen = open(ben, ada);

    assertThat(ofBen.id()).isEqualTo(ofAda.id());
    assertThat(ofAda.people()).containsExactly(ben);
    assertThat(ofBen.people()).containsExactly(ada);
    assertThat(ofAda.details().name()).isEmpty();
    assertThat(ofAda.role()).isEqualTo(Member.Role.MEMBER);
    assertThat(ofBen.role()).isEqualTo(Member.Role.MEMBER);
    assertThat(chat.head(ofAda.id())).isEqualTo(2);
  }

  @Test
  void manyWhoBeginItAtOnceGetTheSame() throws Exception {
    List<Callable<UUID>> openings = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      boolean turned = i % 2 == 0;
      openings.add(() -> open(turned ? ada : ben, turned ? ben : ada).id());
    }
    List<UUID> ids = new ArrayList<>();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<UUID> id : many.invokeAll(openings)) {
        ids.add(id.get());
      }
    }

    assertThat(ids).containsOnly(ids.getFirst());
    assertThat(chat.count("select count(*) from chat.rooms")).isEqualTo(1);
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(1);
  }

  @Test
  void oneTalksToOneselfAsToOthers() {
    Room notes = open(ada, ada);

    assertThat(notes.memberCount()).isEqualTo(1);
    assertThat(notes.people()).isEmpty();
    assertThat(open(ada, ada).id()).isEqualTo(notes.id());
    assertThat(open(ada, ben).id()).isNotEqualTo(notes.id());
  }

  @Test
  void nobodyTalksToSomebodyWhoDoesNotExist() {
    assertThat(direct.open(ada.id(), UUID.randomUUID())).isEmpty();
    assertThat(chat.count("select count(*) from chat.rooms")).isZero();
  }

  @Test
  void aDirectConversationKeepsItsPeople() {
    UUID room = open(ada, ben).id();

    assertThat(membership.add(room, ada.id(), eve.id())).isEqualTo(new AddResult.Direct());
    assertThat(manage.remove(room, ada.id(), ada.id()))
        .isEqualTo(new Outcome.Refused<>(new Refusal.Direct()));
    assertThat(manage.remove(room, ada.id(), ben.id()))
        .isEqualTo(new Outcome.Refused<>(new Refusal.Direct()));
    assertThat(membership.join(room, eve.id())).isEqualTo(new JoinResult.NoSuchRoom());
    assertThat(chat.head(room)).isEqualTo(2);
  }

  @Test
  void aGroupHasNoOwnerAndIsSeenByItsPeopleAlone() {
    Room group = group("", ben.id(), ada.id());

    assertThat(group.visibility()).isEqualTo(Room.Visibility.PRIVATE);
    assertThat(group.people()).containsExactly(ben);
    assertThat(find.members(group.id(), ada.id(), Members.Wanted.first(10)).orElseThrow().members())
        .extracting(Member::role)
        .containsOnly(Member.Role.MEMBER);
    assertThat(find.get(group.id(), eve.id())).isEmpty();
    assertThat(
            find.discover(eve.id(), ChatDatabase.byName(""), Optional.empty(), 10)
                .orElseThrow()
                .items())
        .isEmpty();

    membership.add(group.id(), ben.id(), eve.id());
    assertThat(find.get(group.id(), ada.id()).orElseThrow().people()).containsExactly(ben, eve);
    assertThat(manage.remove(group.id(), ada.id(), ada.id())).isInstanceOf(Outcome.Done.class);
    assertThat(find.get(group.id(), eve.id()).orElseThrow().people()).containsExactly(ben);
  }

  @Test
  void aGroupNeedsSomebodyElseAndAChannelNeedsAName() {
    CreateRoom create =
        new CreateRoom(chat.rooms, chat.blocks, chat.people, chat.acquaintances, chat.clock);

    assertThat(create.create(wish(Room.Kind.GROUP, "", List.of(ada.id()))))
        .isEqualTo(new CreateRoom.Result.NobodyElse());
    assertThat(create.create(wish(Room.Kind.CHANNEL, " ", List.of())))
        .isEqualTo(new CreateRoom.Result.NameMissing());
  }

  @Test
  void twoGroupsOfTheSameNameAreTwo() {
    assertThat(group("Lunch", ben.id()).id()).isNotEqualTo(group("Lunch", ben.id()).id());
  }

  @Test
  void aLargeGroupIsCalledByTheFirstTen() {
    List<Person> crowd = IntStream.range(0, 20).mapToObj(i -> chat.person("p" + i)).toList();
    UUID[] ids = crowd.stream().map(Person::id).toArray(UUID[]::new);

    assertThat(group("", ids).people()).containsExactlyElementsOf(crowd.subList(0, 10));
  }

  @Test
  void listsAndLogsSayWhoTheConversationIsWith() {
    UUID room = open(ada, ben).id();
    chat.room(ada);

    assertThat(find.mine(ada.id(), Optional.empty(), 10).items())
        .filteredOn(listed -> listed.id().equals(room))
        .singleElement()
        .extracting(Room::people)
        .isEqualTo(List.of(ben));
    assertThat(chat.logs.readUser(ben.id(), 0, 10).events())
        .singleElement()
        .extracting(UserEvent::change)
        .isEqualTo(new UserEvent.Change.RoomJoined(find.get(room, ben.id()).orElseThrow()));
  }

  private Room open(Person person, Person other) {
    return ((Direct.There) direct.open(person.id(), other.id()).orElseThrow()).room();
  }

  private Room group(String name, UUID... members) {
    CreateRoom.Result result =
        new CreateRoom(chat.rooms, chat.blocks, chat.people, chat.acquaintances, chat.clock)
            .create(wish(Room.Kind.GROUP, name, List.of(members)));
    return ((CreateRoom.Result.Created) result).room();
  }

  private CreateRoom.Wish wish(Room.Kind kind, String name, List<UUID> members) {
    return new CreateRoom.Wish(ada.id(), kind, Room.Visibility.PUBLIC, name, "", members);
  }
}
