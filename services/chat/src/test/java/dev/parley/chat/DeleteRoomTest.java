package dev.parley.chat;

import static dev.parley.chat.domain.Member.Role.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresRoomDeletion;
import dev.parley.chat.adapter.postgres.PostgresRoomPreferences;
import dev.parley.chat.app.AcceptInvitation;
import dev.parley.chat.app.ArrangeRooms;
import dev.parley.chat.app.DeleteRoom;
import dev.parley.chat.app.ManageInvitations;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.Moderate;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.DeletedRoom;
import dev.parley.chat.domain.InvitationToken;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.ModerationEntry;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change.Detail;
import dev.parley.chat.domain.RoomEvent.Change.RoomChanged;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.domain.UserEvent.Change.RoomJoined;
import dev.parley.chat.domain.UserEvent.Change.RoomLeft;
import dev.parley.chat.port.Invitations;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomRepository.NewRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeleteRoomTest {
  private static final Duration GRACE = Duration.ofDays(7);

  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final DeleteRoom deletion =
      new DeleteRoom(
          new PostgresRoomDeletion(chat.database, chat.announcements), chat.clock, GRACE);
  private final ManageMembers manage = new ManageMembers(chat.roomChanges, chat.clock);
  private final Membership membership =
      new Membership(chat.rooms, chat.moderation, chat.blocks, chat.people, chat.clock);
  private final ManageInvitations invite = new ManageInvitations(chat.invitations, chat.clock);
  private final AcceptInvitation accept =
      new AcceptInvitation(chat.invitations, chat.people, chat.clock);
  private final Person owner = chat.person("owner");
  private final Person admin = chat.person("admin");
  private final Person member = chat.person("member");
  private final Person eve = chat.person("eve");
  private final UUID room = chat.room("Harbour", Room.Visibility.PUBLIC, owner, admin, member);

  DeleteRoomTest() {
    manage.setRole(room, owner.id(), admin.id(), ADMIN);
  }

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void aDeletedRoomIsGoneForEverybodyAtOnce() {
    InvitationToken token = link();
    DeletedRoom deleted = done(deletion.delete(room, owner.id()));

    assertThat(deleted.details().name()).isEqualTo("Harbour");
    assertThat(deleted.memberCount()).isEqualTo(3);
    assertThat(deleted.purgeTime()).isEqualTo(chat.clock.instant().plus(GRACE));
    for (Person person : List.of(owner, admin, member, eve)) {
      assertThat(chat.rooms.find(room, person.id()).filter(Room::isVisible)).isEmpty();
      assertThat(chat.rooms.list(person.id(), Optional.empty(), 10).items()).isEmpty();
      assertThat(
              chat.directory
                  .discover(person.id(), ChatDatabase.byName(""), Optional.empty(), 10)
                  .items())
          .isEmpty();
      assertThat(chat.logs.standing(person.id()).rooms()).isEmpty();
    }
    assertThat(messages.append(chat.draft(room, owner, "hello")))
        .isEqualTo(new Appended.NotAMember());
    assertThat(membership.join(room, eve.id())).isEqualTo(new Membership.JoinResult.NoSuchRoom());
    assertThat(membership.add(room, owner.id(), eve.id()))
        .isEqualTo(new Membership.AddResult.NoSuchRoom());
    assertThat(accept.look(token, Optional.empty()))
        .isEqualTo(new AcceptInvitation.Result.NoSuchInvitation<>());
    assertThat(accept.accept(token, eve.id(), ""))
        .isEqualTo(new AcceptInvitation.Result.NoSuchInvitation<>());
    assertThat(deletion.delete(room, owner.id())).isEqualTo(new Outcome.NotAMember<>());
  }

  @Test
  void whoWaitsForARoomHearsNothingOfItOnceItIsDeleted() {
    InvitationToken token =
        ((Invitations.Outcome.Done<ManageInvitations.Made>)
                invite.make(
                    room,
                    owner.id(),
                    new ManageInvitations.Wish(null, true, 0, Duration.ZERO, false)))
            .value()
            .token();
    accept.accept(token, eve.id(), "please");
    deletion.delete(room, owner.id());

    assertThat(accept.look(token, Optional.of(eve.id())))
        .isEqualTo(new AcceptInvitation.Result.NoSuchInvitation<>());
  }

  @Test
  void ownersDeleteChannelsAndNobodyAnythingElse() {
    Outcome<?> notAllowed = new Outcome.Refused<>(new Refusal.NotAllowed(Permission.DELETE_ROOM));
    assertThat(deletion.delete(room, admin.id())).isEqualTo(notAllowed);
    assertThat(deletion.delete(room, eve.id())).isEqualTo(new Outcome.NotAMember<>());
    assertThat(deletion.delete(UUID.randomUUID(), owner.id()))
        .isEqualTo(new Outcome.NotAMember<>());
    UUID group =
        chat.rooms
            .create(
                new NewRoom(
                    chat.id(),
                    Room.Kind.GROUP,
                    Room.Visibility.PRIVATE,
                    "",
                    "",
                    owner,
                    Member.Role.MEMBER,
                    List.of(member),
                    chat.clock.instant()))
            .orElseThrow()
            .id();
    assertThat(deletion.delete(group, owner.id())).isEqualTo(notAllowed);
    UUID direct = chat.direct(owner, member);
    assertThat(deletion.delete(direct, owner.id())).isEqualTo(notAllowed);
  }

  @Test
  void whatIsBroughtBackIsAsItWas() {
    ArrangeRooms arrange =
        new ArrangeRooms(
            new PostgresRoomPreferences(chat.database, chat.announcements), chat.clock);
    arrange.change(
        room,
        member.id(),
        new ArrangeRooms.Wish(Optional.of(true), Optional.of(true), Optional.empty()));
    manage.mute(room, owner.id(), member.id(), Optional.of(Duration.ofDays(30)));
    say(owner, "one");
    say(admin, "two @member");
    UUID third = say(owner, "three");
    chat.delete.delete(room, third, owner.id());
    chat.positions.read(room, admin.id(), chat.head(room), chat.clock.instant());
    List<Room> before = seen();
    InvitationToken token = link();
    // What happens in the same millisecond has no order in the moderation log.
    chat.clock.advance(Duration.ofSeconds(1));

    deletion.delete(room, owner.id());
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
    chat.clock.advance(Duration.ofDays(6));
    done(deletion.undelete(room, admin.id(), ""));

    assertThat(seen())
        .usingRecursiveComparison()
        .ignoringFields("headSeq", "read.headSeq")
        .isEqualTo(before);
    assertThat(chat.head(room)).isEqualTo(before.getFirst().headSeq() + 2);
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
    assertThat(accept.accept(token, eve.id(), "")).isInstanceOf(AcceptInvitation.Result.Done.class);
    assertThat(chat.moderation.entries(room, Optional.empty(), 2))
        .extracting(ModerationEntry::act)
        .containsExactly(ModerationEntry.Act.ROOM_UNDELETED, ModerationEntry.Act.ROOM_DELETED);
  }

  @Test
  void everyMemberIsToldAndWhoWasAwayReadsTheSame() {
    long before = chat.head(room);
    List<Long> heads = new ArrayList<>();
    for (Person person : List.of(owner, admin, member)) {
      heads.add(chat.logs.standing(person.id()).userSeq());
    }
    deletion.delete(room, owner.id());
    deletion.undelete(room, owner.id(), "");

    int each = 0;
    for (Person person : List.of(owner, admin, member)) {
      List<UserEvent> read = chat.logs.readUser(person.id(), heads.get(each++), 10).events();
      assertThat(read)
          .extracting(UserEvent::change)
          .containsExactly(
              new RoomLeft(room, true),
              new RoomJoined(chat.rooms.find(room, person.id()).orElseThrow()));
      List<UserEvent> told = chat.announcements.ofUser(person.id());
      assertThat(told.subList(told.size() - 2, told.size())).isEqualTo(read);
    }
    List<RoomEvent> log = chat.logs.readRoom(room, before, 10).events();
    assertThat(log)
        .extracting(event -> ((RoomChanged) event.change()).changed())
        .containsExactly(List.of(Detail.DELETED), List.of(Detail.UNDELETED));
    List<RoomEvent> told = chat.announcements.of(room);
    assertThat(told.subList(told.size() - 2, told.size())).isEqualTo(log);
  }

  @Test
  void whoRunsTheRoomBringsItBackAndNobodyElseHearsOfIt() {
    deletion.delete(room, owner.id());

    assertThat(deletion.find(room, member.id())).isEmpty();
    assertThat(deletion.mine(member.id())).isEmpty();
    assertThat(deletion.undelete(room, member.id(), "")).isEqualTo(new Outcome.NotAMember<>());
    assertThat(deletion.undelete(room, eve.id(), "")).isEqualTo(new Outcome.NotAMember<>());
    assertThat(deletion.mine(admin.id())).extracting(DeletedRoom::id).containsExactly(room);
    assertThat(deletion.find(room, admin.id()).orElseThrow().deleter()).isEqualTo(owner);
    assertThat(deletion.undelete(room, admin.id(), "")).isInstanceOf(Outcome.Done.class);
    assertThat(deletion.undelete(room, owner.id(), ""))
        .as("once more")
        .isInstanceOf(Outcome.Done.class);
    assertThat(deletion.undelete(room, member.id(), ""))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.ARCHIVE_ROOM)));
    assertThat(deletion.mine(owner.id())).isEmpty();
  }

  @Test
  void theNameIsFreeAndWhoComesBackTakesAnother() {
    deletion.delete(room, owner.id());
    UUID other = chat.room("harbour", Room.Visibility.PUBLIC, eve);

    assertThat(deletion.undelete(room, owner.id(), "")).isEqualTo(new Outcome.NameTaken<>());
    assertThat(chat.rooms.find(other, owner.id())).isPresent();
    assertThat(done(deletion.undelete(room, owner.id(), " Old harbour ")).name())
        .isEqualTo("Old harbour");
    RoomChanged change = (RoomChanged) chat.announcements.of(room).getLast().change();
    assertThat(change.changed()).containsExactly(Detail.UNDELETED, Detail.NAME);
    assertThat(change.formerName()).isEqualTo("Harbour");
    assertThat(change.newName()).isEqualTo("Old harbour");
  }

  @Test
  void afterItsTimeNothingBringsARoomBack() {
    deletion.delete(room, owner.id());
    chat.clock.advance(GRACE);

    assertThat(deletion.find(room, owner.id())).isEmpty();
    assertThat(deletion.mine(owner.id())).isEmpty();
    assertThat(deletion.undelete(room, owner.id(), "")).isEqualTo(new Outcome.NotAMember<>());
  }

  @Test
  void whoComesInTheMomentOfDeletionIsEitherInTheRoomOrOutside() throws Exception {
    for (int round = 0; round < 10; round++) {
      UUID raced = chat.room(owner, member);
      Person joins = chat.person("joins" + round);
      Person added = chat.person("added" + round);
      Person invited = chat.person("invited" + round);
      InvitationToken token =
          ((Invitations.Outcome.Done<ManageInvitations.Made>)
                  invite.make(
                      raced,
                      owner.id(),
                      new ManageInvitations.Wish(null, false, 0, Duration.ZERO, false)))
              .value()
              .token();
      List<Callable<Object>> all =
          List.of(
              () -> membership.join(raced, joins.id()),
              () -> membership.add(raced, member.id(), added.id()),
              () -> accept.accept(token, invited.id(), ""),
              () -> messages.append(chat.draft(raced, member, "in time?")),
              () -> deletion.delete(raced, owner.id()));
      List<Object> outcomes = new ArrayList<>();
      try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Object> outcome : many.invokeAll(all)) {
          outcomes.add(outcome.get());
        }
      }

      assertThat(outcomes.get(4)).isInstanceOf(Outcome.Done.class);
      assertThat(chat.count("select count(*) from chat.members where room_id = ?", raced))
          .as("nobody is left in a deleted room")
          .isZero();
      long came =
          2
              + (outcomes.get(0) instanceof Membership.JoinResult.Joined ? 1 : 0)
              + (outcomes.get(1) instanceof Membership.AddResult.Added ? 1 : 0)
              + (outcomes.get(2) instanceof AcceptInvitation.Result.Done ? 1 : 0);
      assertThat(chat.count("select count(*) from chat.deleted_members where room_id = ?", raced))
          .isEqualTo(came);
      assertThat(chat.count("select count(*) from chat.messages where room_id = ?", raced))
          .isEqualTo(outcomes.get(3) instanceof Appended.Durable ? 1 : 0);
      RoomEvent last = chat.logs.readRoom(raced, chat.head(raced) - 1, 1).events().getFirst();
      assertThat(((RoomChanged) last.change()).changed()).containsExactly(Detail.DELETED);
      done(deletion.undelete(raced, owner.id(), ""));
      assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
    }
  }

  @Test
  void ofTwoWhoBringItBackAndDeleteItAtOnceEachHasTheirTurn() throws Exception {
    for (int round = 0; round < 10; round++) {
      deletion.delete(room, owner.id());
      List<Callable<Object>> both =
          List.of(
              () -> deletion.undelete(room, admin.id(), ""),
              () -> deletion.undelete(room, owner.id(), ""),
              () -> deletion.delete(room, owner.id()));
      try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Object> outcome : many.invokeAll(both)) {
          outcome.get();
        }
      }

      long inside = chat.count("select count(*) from chat.members where room_id = ?", room);
      long aside = chat.count("select count(*) from chat.deleted_members where room_id = ?", room);
      assertThat(List.of(inside, aside)).isIn(List.of(3L, 0L), List.of(0L, 3L));
      deletion.undelete(room, owner.id(), "");
    }
    assertThat(chat.rooms.find(room, owner.id()).orElseThrow().read())
        .extracting(ReadPosition::headSeq)
        .isEqualTo(chat.head(room));
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
  }

  @Test
  void bannedPeopleAreStillBanned() {
    Moderate moderate = new Moderate(chat.moderation, chat.rooms, chat.people, chat.clock);
    moderate.ban(room, owner.id(), eve.id(), Optional.empty(), "noise");
    deletion.delete(room, owner.id());
    deletion.undelete(room, owner.id(), "");

    assertThat(membership.join(room, eve.id())).isInstanceOf(Membership.JoinResult.Banned.class);
  }

  private List<Room> seen() {
    List<Room> seen = new ArrayList<>();
    for (Person person : List.of(owner, admin, member, eve)) {
      seen.add(chat.rooms.find(room, person.id()).orElseThrow());
    }
    return seen;
  }

  private InvitationToken link() {
    return ((Invitations.Outcome.Done<ManageInvitations.Made>)
            invite.make(
                room, owner.id(), new ManageInvitations.Wish(null, false, 0, Duration.ZERO, false)))
        .value()
        .token();
  }

  private UUID say(Person person, String text) {
    return ((Appended.Durable) messages.append(chat.draft(room, person, text))).message().id();
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }
}
