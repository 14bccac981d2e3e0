package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.memory.InProcessDevices;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresPresence;
import dev.parley.chat.app.AcceptInvitation;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.CreateRoom;
import dev.parley.chat.app.FindRooms;
import dev.parley.chat.app.ManageInvitations;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.OpenDirect;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.app.ShowPresence;
import dev.parley.chat.app.TrackDevices;
import dev.parley.chat.domain.InvitationToken;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.Invitations;
import dev.parley.chat.port.Members;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guests know only their rooms and the people in them. */
class GuestsTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final FindRooms find =
      new FindRooms(
          chat.rooms,
          chat.directory,
          chat.members,
          chat.acquaintances,
          chat.moderation,
          chat.clock);
  private final CreateRoom create =
      new CreateRoom(chat.rooms, chat.blocks, chat.people, chat.acquaintances, chat.clock);
  private final OpenDirect direct =
      new OpenDirect(chat.rooms, chat.people, chat.acquaintances, chat.clock);
  private final Membership membership =
      new Membership(chat.rooms, chat.moderation, chat.blocks, chat.people, chat.clock);
  private final ManageMembers members = new ManageMembers(chat.roomChanges, chat.clock);
  private final ChangeRoom change = new ChangeRoom(chat.roomChanges, chat.clock);
  private final ManageInvitations invite = new ManageInvitations(chat.invitations, chat.clock);
  private final AcceptInvitation accept =
      new AcceptInvitation(chat.invitations, chat.people, chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final Person eve = chat.person("eve");
  private final Person gus = chat.guest("gus");
  private final UUID room = chat.room(ada, ben, gus);
  private final UUID elsewhere = chat.room(ada, eve);

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void aGuestIsAGuestInEveryRoomHoweverTheyCame() {
    membership.add(elsewhere, ada.id(), gus.id());
    accept.accept(link(false, true), gus.id(), "");
    UUID waited = chat.privateRoom(ada);
    accept.accept(link(waited, true, false), gus.id(), "");
    invite.approve(waited, ada.id(), gus.id());
    direct.open(gus.id(), ada.id());
    create(Room.Kind.GROUP, gus, ada);
    create(Room.Kind.GROUP, ada, gus);

    assertThat(find.mine(gus.id(), Optional.empty(), 20).items())
        .hasSize(6)
        .allSatisfy(mine -> {
          assertThat(mine.role()).isEqualTo(Role.GUEST);
          assertThat(mine.guestCount()).isEqualTo(1);
        });
    assertThat(chat.announcements.of(elsewhere).getLast().change())
        .isInstanceOfSatisfying(
            Change.MemberJoined.class,
            joined -> assertThat(joined.member().role()).isEqualTo(Role.GUEST));
  }

  @Test
  void aRoomSaysHowManyGuestsAreInIt() {
    assertThat(view(room, ben).guestCount()).isEqualTo(1);
    assertThat(view(elsewhere, ben).guestCount()).isZero();

    members.remove(room, ada.id(), gus.id());
    assertThat(view(room, ben).guestCount()).isZero();
    Change left = new Change.MemberLeft(gus, ada, false, true);
    assertThat(chat.announcements.of(room).getLast().change()).isEqualTo(left);
    assertThat(chat.logs.readRoom(room, 0, 100).events().getLast().change()).isEqualTo(left);
  }

  @Test
  void publicRoomsDoNotExistForAGuestWhoIsNotInThem() {
    assertThat(find.get(room, gus.id())).isPresent();
    assertThat(find.get(elsewhere, gus.id())).isEmpty();
    assertThat(find.get(elsewhere, ben.id())).isPresent();
    assertThat(find.members(elsewhere, gus.id(), Members.Wanted.first(10))).isEmpty();
    assertThat(membership.join(elsewhere, gus.id()))
        .isEqualTo(new Membership.JoinResult.NoSuchRoom());
    assertThat(chat.rooms.add(elsewhere, gus, new Warrant.OneselfToPublic(), chat.clock.instant()))
        .as("also where the door was open a moment ago")
        .isEmpty();
    assertThat(find.discover(gus.id(), ChatDatabase.byName(""), Optional.empty(), 10)).isEmpty();
    assertThat(find.discover(ben.id(), ChatDatabase.byName(""), Optional.empty(), 10)).isPresent();

    members.remove(room, gus.id(), gus.id());
    assertThat(find.get(room, gus.id())).as("once they have left").isEmpty();
  }

  @Test
  void sendingToAPublicRoomTellsAGuestAsLittle() {
    SendMessage send = new SendMessage(messages, chat.rooms, chat.call, chat.clock);

    assertThat(send.send(elsewhere, gus.id(), UUID.randomUUID(), "hello", null))
        .isEqualTo(new SendMessage.Result.NoSuchRoom());
    assertThat(send.send(elsewhere, ben.id(), UUID.randomUUID(), "hello", null))
        .isEqualTo(new SendMessage.Result.NotAMember());
  }

  @Test
  void aGuestSpeaksUnlessTheRoomKeepsThatForMembers() {
    assertThat(messages.append(chat.draft(room, gus, "hello")))
        .isInstanceOf(Appended.Durable.class);

    permit(Permission.SEND_MESSAGES, Role.MEMBER);
    assertThat(messages.append(chat.draft(room, gus, "hello")))
        .isEqualTo(new Appended.NotAllowed());
    assertThat(messages.append(chat.draft(room, ben, "hello")))
        .isInstanceOf(Appended.Durable.class);
    assertThat(view(room, gus).joined()).as("they read on").isTrue();

    permit(Permission.SEND_MESSAGES, Role.GUEST);
    assertThat(messages.append(chat.draft(room, gus, "hello")))
        .isInstanceOf(Appended.Durable.class);
  }

  @Test
  void aGuestMayNothingButSpeak() {
    for (Permission permission : Permission.values()) {
      assertThat(view(room, gus).powers().orElseThrow().may(permission))
          .as(permission.name())
          .isEqualTo(permission == Permission.SEND_MESSAGES);
    }
    UUID group = create(Room.Kind.GROUP, gus, ada);
    assertThat(membership.add(group, gus.id(), ben.id()))
        .isEqualTo(new Membership.AddResult.NotAllowed());
    assertThat(invite.list(room, gus.id()))
        .isEqualTo(
            new Invitations.Outcome.Refused<>(new Refusal.NotAllowed(Permission.ADD_MEMBERS)));
  }

  @Test
  void nobodyBecomesAGuestAndNoGuestAnythingElse() {
    Refusal refusal = new Refusal.GuestRole();

    assertThat(members.setRole(room, ada.id(), gus.id(), Role.MODERATOR))
        .isEqualTo(new Outcome.Refused<>(refusal));
    assertThat(members.setRole(room, ada.id(), ben.id(), Role.GUEST))
        .isEqualTo(new Outcome.Refused<>(refusal));
    assertThat(members.setRole(room, ben.id(), ben.id(), Role.GUEST))
        .as("nor by stepping down")
        .isEqualTo(new Outcome.Refused<>(refusal));
    assertThat(members.setRole(room, ada.id(), gus.id(), Role.GUEST))
        .as("what is so already")
        .isInstanceOf(Outcome.Done.class);
    assertThat(members.setRole(room, ben.id(), gus.id(), Role.MEMBER))
        .as("whoever may not anyway learns only that")
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.CHANGE_ROLES)));
  }

  @Test
  void aGuestMakesNoChannelAndTalksToThoseWhomTheyKnow() {
    assertThat(create.create(wish(Room.Kind.CHANNEL, gus)))
        .isEqualTo(new CreateRoom.Result.NotForGuests());
    assertThat(create.create(wish(Room.Kind.GROUP, gus, ben, eve)))
        .isEqualTo(new CreateRoom.Result.NoSuchPerson(eve.id()));
    assertThat(create.create(wish(Room.Kind.GROUP, gus, ben)))
        .isInstanceOf(CreateRoom.Result.Created.class);
    assertThat(direct.open(gus.id(), eve.id())).isEmpty();
    assertThat(direct.open(gus.id(), UUID.randomUUID())).isEmpty();
    assertThat(direct.open(gus.id(), ben.id())).isPresent();
    assertThat(direct.open(gus.id(), gus.id())).isPresent();
  }

  @Test
  void whomAMemberTalksToAGuestKnowsFromThenOn() {
    assertThat(chat.acquaintances.known(gus.id(), List.of(eve.id()))).isEmpty();

    direct.open(eve.id(), gus.id());

    assertThat(chat.acquaintances.known(gus.id(), List.of(eve.id()))).containsExactly(eve.id());
    assertThat(direct.open(gus.id(), eve.id())).isPresent();
  }

  @Test
  void aGuestKnowsThemselvesAndWhoIsInTheirRooms() {
    List<UUID> all = List.of(ada.id(), ben.id(), eve.id(), gus.id(), UUID.randomUUID());

    assertThat(chat.acquaintances.known(gus.id(), all))
        .containsExactlyInAnyOrder(ada.id(), ben.id(), gus.id());
    assertThat(chat.acquaintances.known(ben.id(), all)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(chat.acquaintances.ofGuest(UUID.randomUUID(), all))
        .as("of whom nobody has heard")
        .isEmpty();

    members.remove(room, ben.id(), ben.id());
    assertThat(chat.acquaintances.known(gus.id(), all)).doesNotContain(ben.id());
  }

  @Test
  void aGuestsPeopleAreSearchedByEitherNameAndPageByPage() {
    assertThat(search("", "", 10)).containsExactly(ada.id(), ben.id(), gus.id());
    assertThat(search("B", "", 10)).containsExactly(ben.id());
    assertThat(search("e", "", 10)).as("eve is in none of their rooms").isEmpty();
    assertThat(search("%", "", 10)).isEmpty();
    assertThat(search("", "b", 1)).containsExactly(ben.id());

    Person zoe = new Person(chat.id(), "zoe", "Benny", "");
    chat.people.save(zoe, false, 1);
    membership.add(room, ada.id(), zoe.id());
    assertThat(search("ben", "", 10)).containsExactly(ben.id(), zoe.id());
  }

  @Test
  void whomAGuestDoesNotKnowIsOfflineWhateverTheyAre() {
    Devices devices =
        new InProcessDevices(new Devices.Terms(Duration.ofSeconds(60), Duration.ZERO), chat.clock);
    PostgresPresence kept = new PostgresPresence(chat.database, chat.announcements);
    ShowPresence show = new ShowPresence(devices, kept, chat.acquaintances, chat.clock);
    TrackDevices track = new TrackDevices(devices, kept, chat.announcements, chat.clock);
    track.note(
        List.of(
            new Devices.Report(ben.id(), "phone", Devices.State.ACTIVE),
            new Devices.Report(eve.id(), "phone", Devices.State.ACTIVE)));
    List<UUID> asked = List.of(eve.id(), ben.id(), eve.id());

    assertThat(show.of(gus.id(), asked))
        .containsExactly(
            Presence.ofNobody(eve.id()),
            new Presence(ben.id(), Presence.State.ONLINE, null, null, Set.of(), ben),
            Presence.ofNobody(eve.id()));
    assertThat(show.of(ada.id(), asked))
        .extracting(Presence::state)
        .containsOnly(Presence.State.ONLINE);
  }

  @Test
  void anInvitationMakesGuestsWhileItIsGoodAndWasMadeForThem() {
    InvitationToken forGuests = link(false, true);
    assertThat(accept.makesGuests(forGuests)).isTrue();
    assertThat(accept.makesGuests(link(false, false))).isFalse();
    assertThat(accept.makesGuests(InvitationToken.random())).isFalse();
    assertThat(offer(forGuests).invitation().guest()).isTrue();

    permit(Permission.ADD_MEMBERS, Role.OWNER);
    assertThat(accept.makesGuests(forGuests)).as("ben may not invite any more").isFalse();
    permit(Permission.ADD_MEMBERS, Role.MEMBER);
    assertThat(accept.makesGuests(forGuests)).isTrue();
    change.archive(room, ada.id(), true);
    assertThat(accept.makesGuests(forGuests)).as("nobody enters").isFalse();
    change.archive(room, ada.id(), false);
    chat.clock.advance(Duration.ofDays(8));
    assertThat(accept.makesGuests(forGuests)).as("expired").isFalse();
  }

  @Test
  void whoHasAnAccountJoinsByAnInvitationForGuestsAsWhatTheyAre() {
    assertThat(accept.accept(link(false, true), eve.id(), ""))
        .isInstanceOf(AcceptInvitation.Result.Done.class);
    assertThat(role(eve)).isEqualTo(Role.MEMBER);
  }

  private InvitationToken link(boolean approvalNeeded, boolean guest) {
    return link(room, approvalNeeded, guest);
  }

  private InvitationToken link(UUID to, boolean approvalNeeded, boolean guest) {
    UUID inviter = to.equals(room) ? ben.id() : ada.id();
    Invitations.Outcome<ManageInvitations.Made> made =
        invite.make(
            to,
            inviter,
            new ManageInvitations.Wish(null, approvalNeeded, 0, Duration.ofDays(7), guest));
    return ((Invitations.Outcome.Done<ManageInvitations.Made>) made).value().token();
  }

  private Invitations.Offer offer(InvitationToken token) {
    return ((AcceptInvitation.Result.Done<Invitations.Offer>) accept.look(token, Optional.empty()))
        .value();
  }

  private Room view(UUID roomId, Person viewer) {
    return find.get(roomId, viewer.id()).orElseThrow();
  }

  private Role role(Person person) {
    return find.members(room, ada.id(), Members.Wanted.first(100)).orElseThrow().members().stream()
        .filter(member -> member.person().equals(person))
        .map(Member::role)
        .findFirst()
        .orElseThrow();
  }

  private List<UUID> search(String query, String from, int limit) {
    return chat.acquaintances.search(gus.id(), query, from, limit);
  }

  private void permit(Permission permission, Role least) {
    assertThat(
            change.change(
                room,
                ada.id(),
                new ChangeRoom.Wish(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(permission, least))))
        .isInstanceOf(Outcome.Done.class);
  }

  private UUID create(Room.Kind kind, Person founder, Person... others) {
    return ((CreateRoom.Result.Created) create.create(wish(kind, founder, others))).room().id();
  }

  private static CreateRoom.Wish wish(Room.Kind kind, Person founder, Person... others) {
    return new CreateRoom.Wish(
        founder.id(),
        kind,
        Room.Visibility.PUBLIC,
        "by " + founder.username(),
        "",
        List.of(others).stream().map(Person::id).toList());
  }
}
