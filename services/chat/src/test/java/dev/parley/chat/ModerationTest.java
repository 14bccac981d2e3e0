package dev.parley.chat;

import static dev.parley.chat.domain.Member.Role.ADMIN;
import static dev.parley.chat.domain.Member.Role.MODERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.Membership.AddResult;
import dev.parley.chat.app.Membership.JoinResult;
import dev.parley.chat.app.Moderate;
import dev.parley.chat.domain.Ban;
import dev.parley.chat.domain.ModerationEntry;
import dev.parley.chat.domain.ModerationEntry.Act;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomEvent.Change;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModerationTest {
  private static final Optional<Duration> MINUTE = Optional.of(Duration.ofSeconds(60));

  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final ChangeRoom change = new ChangeRoom(chat.roomChanges, chat.clock);
  private final ManageMembers manage = new ManageMembers(chat.roomChanges, chat.clock);
  private final Membership membership =
      new Membership(chat.rooms, chat.moderation, chat.blocks, chat.people, chat.clock);
  private final Moderate moderate =
      new Moderate(chat.moderation, chat.rooms, chat.people, chat.clock);
  private final Person owner = chat.person("owner");
  private final Person admin = chat.person("admin");
  private final Person moderator = chat.person("moderator");
  private final Person member = chat.person("member");
  private final Person eve = chat.person("eve");
  private final UUID room = chat.room(owner, admin, moderator, member);

  ModerationTest() {
    manage.setRole(room, owner.id(), admin.id(), ADMIN);
    manage.setRole(room, owner.id(), moderator.id(), MODERATOR);
  }

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void whoIsBannedIsGoneAndComesBackByNoWayUntilItHasExpired() {
    assertThat(ban(moderator, member, Optional.of(Duration.ofHours(1)), "noise"))
        .isInstanceOf(Outcome.Done.class);

    assertThat(chat.announcements.of(room).getLast().change())
        .isEqualTo(new Change.MemberLeft(member, moderator, true, false));
    assertThat(chat.logs.readRoom(room, chat.head(room) - 1, 1).events().getFirst().change())
        .isEqualTo(new Change.MemberLeft(member, moderator, true, false));
    assertThat(membership.join(room, member.id())).isInstanceOf(JoinResult.Banned.class);
    assertThat(membership.add(room, owner.id(), member.id())).isInstanceOf(AddResult.Banned.class);
    assertThat(messages.append(chat.draft(room, member, "still here")))
        .isEqualTo(new Appended.NotAMember());

    chat.clock.advance(Duration.ofHours(1));

    assertThat(moderate.bans(room, moderator.id(), 10)).isEqualTo(new Outcome.Done<>(List.of()));
    assertThat(membership.join(room, member.id())).isInstanceOf(JoinResult.Joined.class);
  }

  @Test
  void aBanHoldsAlsoInTheMomentOfJoining() {
    ban(moderator, eve, Optional.empty(), "");

    assertThat(chat.rooms.add(room, eve, new Warrant.OneselfToPublic(), chat.clock.instant()))
        .as("as by one who looked before the ban")
        .isEmpty();
    assertThat(chat.rooms.add(room, eve, new Warrant.ByMember(owner.id()), chat.clock.instant()))
        .isEmpty();
  }

  @Test
  void somebodyWhoIsNoMemberIsBannedWithoutAWordToTheRoom() {
    long head = chat.head(room);

    Ban ban = done(ban(moderator, eve, Optional.empty(), " old acquaintance "));

    assertThat(ban.reason()).isEqualTo("old acquaintance");
    assertThat(ban.expireTime()).isNull();
    assertThat(chat.head(room)).isEqualTo(head);
    assertThat(moderate.bans(room, admin.id(), 10)).isEqualTo(new Outcome.Done<>(List.of(ban)));
    assertThat(moderate.lift(room, admin.id(), eve.id())).isEqualTo(new Outcome.Done<>(true));
    assertThat(moderate.lift(room, admin.id(), eve.id())).isEqualTo(new Outcome.Done<>(false));
    assertThat(membership.join(room, eve.id())).isInstanceOf(JoinResult.Joined.class);
  }

  @Test
  void nobodyBansThoseAboveNorThemselvesNorWithoutThePermission() {
    assertThat(ban(member, eve, Optional.empty(), ""))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.REMOVE_MEMBERS)));
    assertThat(ban(moderator, admin, Optional.empty(), ""))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    assertThat(ban(owner, owner, Optional.empty(), ""))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    assertThat(ban(eve, member, Optional.empty(), "")).isEqualTo(new Outcome.NotAMember<>());
    assertThat(moderate.ban(room, owner.id(), UUID.randomUUID(), Optional.empty(), "")).isEmpty();
    assertThat(moderate.bans(room, member.id(), 10))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.REMOVE_MEMBERS)));
  }

  @Test
  void whoIsMutedReadsAndSaysNothingUntilThen() {
    messages.append(chat.draft(room, member, "before"));
    UUID said = messages.list(room, new Window.Before(Long.MAX_VALUE), 1).getFirst().id();
    Instant end = chat.clock.instant().plusSeconds(60);

    assertThat(manage.mute(room, moderator.id(), member.id(), MINUTE))
        .isInstanceOf(Outcome.Done.class);

    assertThat(messages.append(chat.draft(room, member, "after")))
        .isEqualTo(new Appended.Muted(end));
    assertThat(chat.edit.edit(room, said, member.id(), "after").toString()).contains("MUTED");
    assertThat(chat.delete.delete(room, said, member.id()).toString()).contains("MUTED");
    assertThat(chat.react.react(room, said, member.id(), "👍").toString()).contains("MUTED");
    assertThat(chat.rooms.find(room, member.id()).orElseThrow().muteEnd()).isEqualTo(end);
    Change.MemberMuted told = (Change.MemberMuted) chat.announcements.of(room).getLast().change();
    assertThat(told.until()).isEqualTo(end);
    assertThat(chat.logs.readRoom(room, chat.head(room) - 1, 1).events().getFirst().change())
        .isEqualTo(told);

    chat.clock.advance(Duration.ofSeconds(60));
    assertThat(messages.append(chat.draft(room, member, "after")))
        .isInstanceOf(Appended.Durable.class);
  }

  @Test
  void whoIsMutedSpeaksAgainWhenThatIsSaid() {
    manage.mute(room, moderator.id(), member.id(), MINUTE);
    long head = chat.head(room);

    manage.mute(room, admin.id(), member.id(), Optional.empty());
    manage.mute(room, admin.id(), member.id(), Optional.empty());

    assertThat(chat.head(room)).as("once more is no change").isEqualTo(head + 1);
    assertThat(messages.append(chat.draft(room, member, "thanks")))
        .isInstanceOf(Appended.Durable.class);
  }

  @Test
  void whoLeavesAndComesBackIsStillMutedAndStillWaitsForTheirTurn() {
    slow(moderator, 30);
    Instant said = chat.clock.instant();
    messages.append(chat.draft(room, member, "one"));
    Instant end = chat.clock.instant().plusSeconds(60);
    manage.mute(room, moderator.id(), member.id(), MINUTE);

    manage.remove(room, member.id(), member.id());
    membership.join(room, member.id());

    assertThat(messages.append(chat.draft(room, member, "back")))
        .isEqualTo(new Appended.Muted(end));
    Change.MemberJoined told = (Change.MemberJoined) chat.announcements.of(room).getLast().change();
    assertThat(told.member().muteEnd()).isEqualTo(end);
    manage.mute(room, moderator.id(), member.id(), Optional.empty());
    assertThat(messages.append(chat.draft(room, member, "back")))
        .isEqualTo(new Appended.TooSoon(said.plusSeconds(30)));
    chat.clock.advance(Duration.ofSeconds(30));
    manage.remove(room, member.id(), member.id());
    membership.join(room, member.id());
    assertThat(messages.append(chat.draft(room, member, "back")))
        .as("what is over is not kept")
        .isInstanceOf(Appended.Durable.class);
    assertThat(chat.count("select count(*) from chat.former_members")).isZero();
  }

  @Test
  void nobodyMutesThoseAboveNorThemselvesNorWithoutThePermission() {

    assertThat(manage.mute(room, member.id(), moderator.id(), MINUTE))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.MUTE_MEMBERS)));
    assertThat(manage.mute(room, moderator.id(), admin.id(), MINUTE))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    assertThat(manage.mute(room, owner.id(), owner.id(), MINUTE))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotBelow()));
    assertThat(manage.mute(room, owner.id(), eve.id(), MINUTE))
        .isEqualTo(new Outcome.NoSuchMember<>());
  }

  @Test
  void aSlowRoomLetsEachSpeakInTurnAndModeratorsAtOnce() {
    assertThat(slow(member, 30))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.MUTE_MEMBERS)));
    assertThat(slow(moderator, 30)).isInstanceOf(Outcome.Done.class);
    Instant first = chat.clock.instant();
    messages.append(chat.draft(room, member, "one"));
    chat.clock.advance(Duration.ofSeconds(29));

    var early = chat.draft(room, member, "two");
    assertThat(messages.append(early)).isEqualTo(new Appended.TooSoon(first.plusSeconds(30)));
    assertThat(messages.append(chat.draft(room, moderator, "a")))
        .isInstanceOf(Appended.Durable.class);
    assertThat(messages.append(chat.draft(room, moderator, "b")))
        .isInstanceOf(Appended.Durable.class);
    chat.clock.advance(Duration.ofSeconds(1));
    assertThat(messages.append(chat.again(early)))
        .as("the same send, later")
        .isInstanceOf(Appended.Durable.class);
    assertThat(messages.append(chat.again(early)))
        .as("and a repeat of it is answered, however soon")
        .isInstanceOf(Appended.Durable.class);
  }

  @Test
  void ofSeveralSendsInOneCommitASlowRoomTakesOne() {
    slow(moderator, 30);

    var begun =
        List.of(chat.draft(room, member, "one"), chat.draft(room, member, "two")).stream()
            .map(messages::begin)
            .toList();

    assertThat(begun.get(0).get()).isInstanceOf(Appended.Durable.class);
    assertThat(begun.get(1).get()).isInstanceOf(Appended.TooSoon.class);
  }

  @Test
  void everyActIsRecordedForThoseWhoKeepOrder() {
    messages.append(chat.draft(room, member, "spam"));
    UUID spam = messages.list(room, new Window.Before(Long.MAX_VALUE), 1).getFirst().id();
    chat.clock.advance(Duration.ofSeconds(1));
    chat.delete.delete(room, spam, moderator.id());
    manage.mute(room, moderator.id(), member.id(), MINUTE);
    chat.clock.advance(Duration.ofSeconds(1));
    manage.mute(room, moderator.id(), member.id(), Optional.empty());
    chat.clock.advance(Duration.ofSeconds(1));
    slow(moderator, 10);
    chat.clock.advance(Duration.ofSeconds(1));
    manage.remove(room, moderator.id(), member.id());
    chat.clock.advance(Duration.ofSeconds(1));
    ban(moderator, member, Optional.empty(), "spam");
    chat.clock.advance(Duration.ofSeconds(1));
    moderate.lift(room, admin.id(), member.id());
    chat.clock.advance(Duration.ofSeconds(1));
    change.archive(room, owner.id(), true);

    List<ModerationEntry> entries =
        done(moderate.entries(room, moderator.id(), Optional.empty(), 100));

    assertThat(entries)
        .extracting(ModerationEntry::act)
        .startsWith(
            Act.ROOM_ARCHIVED,
            Act.BAN_LIFTED,
            Act.MEMBER_BANNED,
            Act.MEMBER_REMOVED,
            Act.SLOW_MODE_CHANGED,
            Act.MEMBER_UNMUTED)
        .contains(Act.MEMBER_MUTED, Act.MESSAGE_DELETED, Act.ROLE_CHANGED);
    ModerationEntry banned = entries.get(2);
    assertThat(banned.actor()).isEqualTo(moderator);
    assertThat(banned.subject()).isEqualTo(member);
    assertThat(banned.detail()).isEqualTo("spam");
    assertThat(done(moderate.entries(room, moderator.id(), Optional.of(banned.id()), 2)))
        .isEqualTo(entries.subList(3, 5));
    assertThat(moderate.entries(room, member.id(), Optional.empty(), 100))
        .isEqualTo(new Outcome.NotAMember<>());
  }

  @Test
  void whatOnesOwnMessagesComeToIsNoActOfModeration() {
    messages.append(chat.draft(room, member, "never mind"));
    UUID mine = messages.list(room, new Window.Before(Long.MAX_VALUE), 1).getFirst().id();
    int before = done(moderate.entries(room, owner.id(), Optional.empty(), 100)).size();

    chat.delete.delete(room, mine, member.id());
    manage.remove(room, member.id(), member.id());

    assertThat(done(moderate.entries(room, owner.id(), Optional.empty(), 100))).hasSize(before);
  }

  private Outcome<Ban> ban(Person by, Person whom, Optional<Duration> length, String reason) {
    return moderate.ban(room, by.id(), whom.id(), length, reason).orElseThrow();
  }

  private Outcome<?> slow(Person by, int seconds) {
    return change.change(
        room,
        by.id(),
        new ChangeRoom.Wish(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(seconds),
            Map.of()));
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<T>) outcome).value();
  }
}
