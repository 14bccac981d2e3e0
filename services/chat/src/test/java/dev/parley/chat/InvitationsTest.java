package dev.parley.chat;

import static dev.parley.chat.domain.JoinStanding.DECLINED;
import static dev.parley.chat.domain.JoinStanding.INSIDE;
import static dev.parley.chat.domain.JoinStanding.OUTSIDE;
import static dev.parley.chat.domain.JoinStanding.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.app.AcceptInvitation;
import dev.parley.chat.app.AcceptInvitation.Reached;
import dev.parley.chat.app.AcceptInvitation.Result;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.ManageInvitations;
import dev.parley.chat.app.ManageInvitations.Made;
import dev.parley.chat.app.ManageInvitations.Wish;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.Moderate;
import dev.parley.chat.domain.Invitation;
import dev.parley.chat.domain.InvitationToken;
import dev.parley.chat.domain.JoinRequest;
import dev.parley.chat.domain.JoinStanding;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Invitations.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvitationsTest {
  private static final Duration WEEK = Duration.ofDays(7);

  private final ChatDatabase chat = new ChatDatabase();
  private final ManageInvitations manage = new ManageInvitations(chat.invitations, chat.clock);
  private final AcceptInvitation accept =
      new AcceptInvitation(chat.invitations, chat.people, chat.clock);
  private final ManageMembers members = new ManageMembers(chat.roomChanges, chat.clock);
  private final ChangeRoom change = new ChangeRoom(chat.roomChanges, chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final Person eve = chat.person("eve");
  private final UUID room = chat.privateRoom(ada, ben);

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void whoHasTheLinkSeesWhereItLeadsAndJoinsLikeAnybody() {
    InvitationToken token = link(0);

    var offer = done(accept.look(token, Optional.empty()));
    assertThat(offer.room().id()).isEqualTo(room);
    assertThat(offer.room().memberCount()).isEqualTo(2);
    assertThat(offer.invitation().creator()).isEqualTo(ada);
    assertThat(offer.standing()).isEqualTo(OUTSIDE);

    Reached reached = done(accept.accept(token, eve.id(), ""));
    assertThat(reached.standing()).isEqualTo(INSIDE);
    assertThat(reached.room().memberCount()).isEqualTo(3);
    assertThat(chat.announcements.of(room).getLast().change())
        .isInstanceOf(Change.MemberJoined.class);
    assertThat(chat.announcements.ofUser(eve.id()).getLast().change())
        .isInstanceOf(UserEvent.Change.RoomJoined.class);
    assertThat(done(accept.look(token, Optional.of(eve.id()))).standing()).isEqualTo(INSIDE);
  }

  @Test
  void onlyAHashOfTheSecretIsKept() {
    InvitationToken token = link(0);

    assertThat(token.text()).hasSize(32);
    assertThat(token.toString()).doesNotContain(token.text());
    assertThat(
            chat.count("select count(*) from chat.invitations where token_hash = ?", token.hash()))
        .isEqualTo(1);
    assertThat(
            chat.count(
                "select count(*) from chat.invitations i where i::text like ?",
                "%" + token.text() + "%"))
        .isZero();
  }

  @Test
  void aGuessedLinkIsNoneAndSoIsOneThatExpiredOrWasRevoked() {
    assertNotGood(new InvitationToken("guessed"), eve);

    InvitationToken brief = token(make(ada, new Wish(null, false, 0, Duration.ofHours(1), false)));
    chat.clock.advance(Duration.ofHours(1));
    assertNotGood(brief, eve);

    Made made = make(ada, new Wish(null, false, 0, WEEK, false));
    assertThat(manage.revoke(room, ben.id(), made.invitation().id()))
        .as("any member whose role may")
        .isInstanceOf(Outcome.Done.class);
    assertNotGood(made.token(), eve);
    assertThat(manage.revoke(room, ada.id(), made.invitation().id()))
        .isEqualTo(new Outcome.Missing<>());
  }

  @Test
  void oneWithoutExpiryIsGoodForEver() {
    InvitationToken token = token(make(ada, new Wish(null, false, 0, Duration.ZERO, false)));
    chat.clock.advance(Duration.ofDays(4_000));

    assertThat(standing(accept.accept(token, eve.id(), ""))).isEqualTo(INSIDE);
  }

  @Test
  void whoIsAMemberAlreadyTakesNoUse() {
    InvitationToken token = link(1);

    assertThat(standing(accept.accept(token, ben.id(), ""))).isEqualTo(INSIDE);
    assertThat(invitations()).extracting(Invitation::useCount).containsExactly(0);
    assertThat(standing(accept.accept(token, eve.id(), ""))).isEqualTo(INSIDE);
    assertThat(standing(accept.accept(token, eve.id(), ""))).as("once more").isEqualTo(INSIDE);
    assertThat(invitations()).extracting(Invitation::useCount).containsExactly(1);
    assertNotGood(token, chat.person("late"));
  }

  @Test
  void ofManyWhoWantTheLastUsesNoMoreThanThereAreGetThem() throws Exception {
    InvitationToken token = link(3);
    List<Callable<Result<Reached>>> all =
        IntStream.range(0, 12)
            .mapToObj(i -> chat.person("guest" + i))
            .<Callable<Result<Reached>>>map(guest -> () -> accept.accept(token, guest.id(), ""))
            .toList();
    List<Result<Reached>> results = new ArrayList<>();
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Result<Reached>> result : many.invokeAll(all)) {
        results.add(result.get());
      }
    }

    assertThat(results).filteredOn(Result.Done.class::isInstance).hasSize(3);
    assertThat(results).filteredOn(new Result.NoSuchInvitation<>()::equals).hasSize(9);
    assertThat(chat.rooms.find(room, ada.id()).orElseThrow().memberCount()).isEqualTo(5);
  }

  @Test
  void anInvitationForAnAddressIsForOne() {
    Invitation invitation =
        make(ada, new Wish("eve@example.org", false, 50, WEEK, false)).invitation();

    assertThat(invitation.email()).isEqualTo("eve@example.org");
    assertThat(invitation.useLimit()).isEqualTo(1);
    assertThat(invitations()).containsExactly(invitation);
  }

  @Test
  void invitingTakesThePermissionAndARoomThatCanBeEntered() {
    Wish wish = new Wish(null, false, 0, WEEK, false);
    assertThat(manage.make(room, eve.id(), wish)).isEqualTo(new Outcome.NotAMember<>());
    assertThat(manage.list(room, eve.id())).isEqualTo(new Outcome.NotAMember<>());

    permit(Role.ADMIN);
    var refused = new Outcome.Refused<>(new Refusal.NotAllowed(Permission.ADD_MEMBERS));
    assertThat(manage.make(room, ben.id(), wish)).isEqualTo(refused);
    assertThat(manage.list(room, ben.id())).isEqualTo(refused);
    assertThat(manage.waiting(room, ben.id())).isEqualTo(refused);

    UUID direct = chat.direct(ada, ben);
    assertThat(manage.make(direct, ada.id(), wish))
        .isEqualTo(new Outcome.Refused<>(new Refusal.Direct()));

    change.archive(room, ada.id(), true);
    assertThat(manage.make(room, ada.id(), wish))
        .isEqualTo(new Outcome.Refused<>(new Refusal.Archived()));
  }

  @Test
  void nobodyEntersAnArchivedRoomByAnInvitation() {
    InvitationToken token = link(0);
    change.archive(room, ada.id(), true);

    assertThat(accept.look(token, Optional.empty())).isEqualTo(new Result.Archived<>());
    assertThat(accept.accept(token, eve.id(), "")).isEqualTo(new Result.Archived<>());
    change.archive(room, ada.id(), false);
    assertThat(standing(accept.accept(token, eve.id(), ""))).isEqualTo(INSIDE);
  }

  @Test
  void whoIsBannedEntersByNoInvitationAndWaitsNoLonger() {
    Moderate moderate = new Moderate(chat.moderation, chat.rooms, chat.people, chat.clock);
    InvitationToken open = link(0);
    accept.accept(token(make(ada, new Wish(null, true, 1, WEEK, false))), eve.id(), "");
    assertThat(waiting()).hasSize(1);

    moderate.ban(room, ada.id(), eve.id(), Optional.of(Duration.ofSeconds(60)), "");

    assertThat(waiting()).isEmpty();
    assertThat(accept.accept(open, eve.id(), "")).isInstanceOf(Result.Banned.class);
    assertThat(accept.look(open, Optional.of(eve.id()))).isInstanceOf(Result.Banned.class);
    chat.clock.advance(Duration.ofSeconds(60));
    assertThat(standing(accept.accept(open, eve.id(), ""))).isEqualTo(JoinStanding.INSIDE);
  }

  @Test
  void anInvitationIsGoodWhileWhoMadeItMayAddPeople() {
    InvitationToken token = token(make(ben, new Wish(null, false, 0, WEEK, false)));
    permit(Role.ADMIN);
    assertNotGood(token, eve);
    permit(Role.MEMBER);
    assertThat(accept.look(token, Optional.empty())).isInstanceOf(Result.Done.class);

    members.remove(room, ada.id(), ben.id());

    assertNotGood(token, ben);
    assertThat(invitations()).as("they go with the membership").isEmpty();
  }

  @Test
  void whereApprovalIsNeededOneWaitsUntilSomebodyApproves() {
    InvitationToken token = token(make(ada, new Wish(null, true, 1, WEEK, false)));

    assertThat(standing(accept.accept(token, eve.id(), " Hello! "))).isEqualTo(WAITING);
    assertThat(standing(accept.accept(token, eve.id(), "Again"))).isEqualTo(WAITING);
    assertThat(chat.announcements.of(room).getLast().change())
        .isEqualTo(new Change.JoinRequestsChanged(eve, 1));
    assertThat(chat.logs.readRoom(room, chat.head(room) - 1, 1).events().getFirst())
        .isEqualTo(chat.announcements.of(room).getLast());
    assertThat(waiting()).extracting(JoinRequest::note).containsExactly("Hello!");
    assertThat(done(accept.look(token, Optional.of(eve.id()))).standing())
        .as("also once it is used up")
        .isEqualTo(WAITING);
    assertNotGood(token, chat.person("late"));

    assertThat(manage.approve(room, ben.id(), eve.id())).isInstanceOf(Outcome.Done.class);

    assertThat(chat.announcements.ofUser(eve.id()).getLast().change())
        .isInstanceOf(UserEvent.Change.RoomJoined.class);
    assertThat(waiting()).isEmpty();
    assertThat(manage.approve(room, ben.id(), eve.id())).isEqualTo(new Outcome.Missing<>());
    List<RoomEvent> last = chat.logs.readRoom(room, chat.head(room) - 2, 2).events();
    assertThat(last)
        .extracting(RoomEvent::change)
        .satisfiesExactly(
            joined -> assertThat(((Change.MemberJoined) joined).adder()).isEqualTo(ben),
            changed -> assertThat(changed).isEqualTo(new Change.JoinRequestsChanged(eve, 0)));
    assertThat(chat.announcements.of(room)).endsWith(last.toArray(new RoomEvent[0]));
  }

  @Test
  void howManyWaitIsToldToThoseWhoMayLetThemIn() {
    accept.accept(token(make(ada, new Wish(null, true, 0, WEEK, false))), eve.id(), "");

    assertThat(chat.rooms.find(room, ben.id()).orElseThrow().joinRequests()).isEqualTo(1);
    assertThat(chat.rooms.find(room, eve.id()).orElseThrow().joinRequests()).isZero();
    permit(Role.MODERATOR);
    assertThat(chat.rooms.find(room, ben.id()).orElseThrow().joinRequests()).isZero();
    assertThat(chat.rooms.find(room, ada.id()).orElseThrow().joinRequests()).isEqualTo(1);
  }

  @Test
  void whoWaitsMayTakeItBackAndAskAgain() {
    InvitationToken token = token(make(ada, new Wish(null, true, 0, WEEK, false)));
    assertThat(accept.withdraw(room, eve.id())).as("they have not asked").isFalse();
    accept.accept(token, eve.id(), "");

    assertThat(accept.withdraw(room, eve.id())).isTrue();

    assertThat(chat.announcements.of(room).getLast().change())
        .isEqualTo(new Change.JoinRequestsChanged(eve, 0));
    assertThat(waiting()).isEmpty();
    assertThat(accept.withdraw(room, eve.id())).isFalse();
    assertThat(manage.approve(room, ada.id(), eve.id())).isEqualTo(new Outcome.Missing<>());
    assertThat(standing(accept.accept(token, eve.id(), ""))).isEqualTo(WAITING);
    manage.decline(room, ada.id(), eve.id());
    assertThat(accept.withdraw(room, eve.id())).as("they were turned down").isFalse();
    assertThat(standing(accept.accept(token, eve.id(), ""))).isEqualTo(DECLINED);
  }

  @Test
  void whoIsTurnedDownAsksAgainOnlyByAnotherInvitation() {
    InvitationToken token = token(make(ada, new Wish(null, true, 0, WEEK, false)));
    accept.accept(token, eve.id(), "");

    assertThat(manage.decline(room, ada.id(), eve.id())).isInstanceOf(Outcome.Done.class);

    assertThat(manage.decline(room, ada.id(), eve.id())).isEqualTo(new Outcome.Missing<>());
    assertThat(standing(accept.accept(token, eve.id(), ""))).isEqualTo(DECLINED);
    assertThat(waiting()).isEmpty();
    InvitationToken other = token(make(ben, new Wish(null, true, 0, WEEK, false)));
    assertThat(standing(accept.accept(other, eve.id(), ""))).isEqualTo(WAITING);
    assertThat(standing(accept.accept(link(0), eve.id(), "")))
        .as("one that needs no approval lets them in")
        .isEqualTo(INSIDE);
    assertThat(waiting()).isEmpty();
  }

  @Test
  void whoIsAddedByNameWaitsNoLonger() {
    accept.accept(token(make(ada, new Wish(null, true, 0, WEEK, false))), eve.id(), "");

    new Membership(chat.rooms, chat.moderation, chat.blocks, chat.people, chat.clock)
        .add(room, ada.id(), eve.id());
    members.remove(room, ada.id(), eve.id());

    assertThat(waiting()).isEmpty();
  }

  @Test
  void answeringTakesThePermissionAndARoomThatCanBeEntered() {
    accept.accept(token(make(ada, new Wish(null, true, 0, WEEK, false))), eve.id(), "");
    assertThat(manage.approve(room, eve.id(), eve.id())).isEqualTo(new Outcome.NotAMember<>());

    permit(Role.MODERATOR);
    assertThat(manage.approve(room, ben.id(), eve.id()))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.ADD_MEMBERS)));
    assertThat(manage.decline(room, ben.id(), eve.id()))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.ADD_MEMBERS)));

    change.archive(room, ada.id(), true);
    assertThat(manage.approve(room, ada.id(), eve.id()))
        .isEqualTo(new Outcome.Refused<>(new Refusal.Archived()));
    assertThat(waiting()).hasSize(1);
  }

  @Test
  void aRoomHasAHundredInvitationsThatAreGood() {
    for (int i = 0; i < Invitation.MAX_PER_ROOM; i++) {
      link(1);
    }
    Wish wish = new Wish(null, false, 0, WEEK, false);
    assertThat(manage.make(room, ada.id(), wish)).isEqualTo(new Outcome.TooMany<>());

    chat.clock.advance(WEEK);
    assertThat(manage.make(room, ada.id(), wish)).isInstanceOf(Outcome.Done.class);
    assertThat(invitations()).as("those that are good no more are forgotten").hasSize(1);
  }

  private InvitationToken link(int uses) {
    return token(make(ada, new Wish(null, false, uses, WEEK, false)));
  }

  private Made make(Person person, Wish wish) {
    return done(manage.make(room, person.id(), wish));
  }

  private static InvitationToken token(Made made) {
    return made.token();
  }

  private void assertNotGood(InvitationToken token, Person person) {
    assertThat(accept.look(token, Optional.of(person.id())))
        .isEqualTo(new Result.NoSuchInvitation<>());
    assertThat(accept.look(token, Optional.empty())).isEqualTo(new Result.NoSuchInvitation<>());
    assertThat(accept.accept(token, person.id(), "")).isEqualTo(new Result.NoSuchInvitation<>());
  }

  private List<Invitation> invitations() {
    return done(manage.list(room, ada.id()));
  }

  private List<JoinRequest> waiting() {
    return done(manage.waiting(room, ada.id())).first();
  }

  private void permit(Role least) {
    change.change(
        room,
        ada.id(),
        new ChangeRoom.Wish(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(Permission.ADD_MEMBERS, least)));
  }

  private static JoinStanding standing(Result<Reached> result) {
    return done(result).standing();
  }

  private static <T> T done(Result<T> result) {
    return switch (result) {
      case Result.Done<T> done -> done.value();
      case Result.NoSuchInvitation<T> refused -> throw new AssertionError(refused);
      case Result.Archived<T> refused -> throw new AssertionError(refused);
      case Result.Banned<T> refused -> throw new AssertionError(refused);
    };
  }

  private static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T> done) {
      return done.value();
    }
    throw new AssertionError(outcome);
  }
}
