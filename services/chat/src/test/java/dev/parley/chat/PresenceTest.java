package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.memory.InProcessDevices;
import dev.parley.chat.adapter.postgres.PostgresPresence;
import dev.parley.chat.app.ChangeOwnPresence;
import dev.parley.chat.app.ShowPresence;
import dev.parley.chat.app.TrackDevices;
import dev.parley.chat.domain.Availability;
import dev.parley.chat.domain.Availability.Choice;
import dev.parley.chat.domain.OwnPresence;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.domain.Status;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.Devices.Report;
import dev.parley.chat.port.Devices.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How people are, over several devices, what they chose, and what of it others see. */
class PresenceTest {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final ChatDatabase chat = new ChatDatabase();
  private final Devices devices =
      new InProcessDevices(new Devices.Terms(Duration.ofSeconds(60), GRACE), chat.clock);
  private final PostgresPresence kept = new PostgresPresence(chat.database, chat.announcements);
  private final ShowPresence show = new ShowPresence(devices, kept, chat.acquaintances, chat.clock);
  private final TrackDevices track =
      new TrackDevices(devices, kept, chat.announcements, chat.clock);
  private final ChangeOwnPresence own =
      new ChangeOwnPresence(show, kept, chat.announcements, chat.clock);
  private final Person person = chat.person("ada");
  private final UUID ada = person.id();

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void aPersonIsOnlineAwayAndOfflineByTheirDevices() {
    report("laptop", State.ACTIVE);
    report("phone", State.IDLE);
    report("laptop", State.IDLE);
    report("laptop", State.GONE);
    report("phone", State.GONE);
    chat.clock.advance(GRACE);
    track.forget();

    assertThat(chat.announcements.presencesOf(ada))
        .extracting(Presence::state)
        .containsExactly(Presence.State.ONLINE, Presence.State.AWAY, Presence.State.OFFLINE);
  }

  @Test
  void whoHasLeftWasLastSeenWhenTheyLeft() {
    report("laptop", State.ACTIVE);
    assertThat(now().lastSeen()).isNull();
    chat.clock.advance(Duration.ofHours(1));
    Instant left = chat.clock.instant();
    report("laptop", State.GONE);
    chat.clock.advance(GRACE);
    track.forget();
    chat.clock.advance(Duration.ofHours(1));

    assertThat(now())
        .isEqualTo(new Presence(ada, Presence.State.OFFLINE, left, null, Set.of(), person));
    assertThat(chat.announcements.presencesOf(ada).getLast()).isEqualTo(now());
  }

  @Test
  void doNotDisturbShowsOnlyWhileConnectedAndEndsByItself() {
    choose(Choice.NOT_TO_BE_DISTURBED, chat.clock.instant().plusSeconds(3600));
    assertThat(now().state()).isEqualTo(Presence.State.OFFLINE);
    report("laptop", State.ACTIVE);
    assertThat(now().state()).isEqualTo(Presence.State.DO_NOT_DISTURB);

    chat.clock.advance(Duration.ofHours(1));
    report("laptop", State.ACTIVE);
    assertThat(now().state()).isEqualTo(Presence.State.ONLINE);
    own.expire();

    assertThat(chat.announcements.presencesOf(ada))
        .extracting(Presence::state)
        .containsExactly(Presence.State.DO_NOT_DISTURB, Presence.State.ONLINE);
    assertThat(lastNews()).isEqualTo(new UserEvent.Change.OwnPresenceChanged(OwnPresence.NOTHING));
  }

  @Test
  void whoAppearsOfflineIsAsOneWhoHasLeftAtThatMoment() {
    report("laptop", State.ACTIVE);
    chat.clock.advance(Duration.ofMinutes(5));
    report("laptop", State.ACTIVE);
    Instant hidden = chat.clock.instant();
    choose(Choice.APPEAR_OFFLINE, null);
    Presence offline = new Presence(ada, Presence.State.OFFLINE, hidden, null, Set.of(), person);
    assertThat(chat.announcements.presencesOf(ada).getLast()).isEqualTo(offline);
    int told = chat.announcements.presencesOf(ada).size();

    chat.clock.advance(Duration.ofMinutes(5));
    report("laptop", State.IDLE);
    report("phone", State.ACTIVE);
    report("laptop", State.GONE);
    report("phone", State.GONE);
    chat.clock.advance(GRACE);
    track.forget();
    report("phone", State.ACTIVE);

    assertThat(now()).isEqualTo(offline);
    assertThat(chat.announcements.presencesOf(ada)).hasSize(told);
  }

  @Test
  void whoStopsAppearingOfflineIsOnlineAtOnce() {
    report("laptop", State.ACTIVE);
    choose(Choice.APPEAR_OFFLINE, null);
    choose(Choice.AUTOMATIC, null);

    assertThat(chat.announcements.presencesOf(ada))
        .extracting(Presence::state)
        .containsExactly(Presence.State.ONLINE, Presence.State.OFFLINE, Presence.State.ONLINE);
  }

  @Test
  void aStatusIsShownUntilItsEndAndThenGoneForAll() {
    Status lunch = new Status("🍜", "Lunch", chat.clock.instant().plusSeconds(1800));
    assertThat(own.change(ada, null, lunch))
        .isEqualTo(
            new ChangeOwnPresence.Result.Changed(new OwnPresence(Availability.AUTOMATIC, lunch)));
    assertThat(now().status()).isEqualTo(lunch);
    assertThat(chat.announcements.presencesOf(ada).getLast().status()).isEqualTo(lunch);

    chat.clock.advance(Duration.ofSeconds(1799));
    own.expire();
    assertThat(now().status()).isEqualTo(lunch);
    chat.clock.advance(Duration.ofSeconds(1));
    assertThat(now().status()).isNull();
    own.expire();

    assertThat(chat.announcements.presencesOf(ada).getLast().status()).isNull();
    assertThat(lastNews()).isEqualTo(new UserEvent.Change.OwnPresenceChanged(OwnPresence.NOTHING));
    int news = chat.announcements.ofUser(ada).size();
    own.expire();
    assertThat(chat.announcements.ofUser(ada)).hasSize(news);
  }

  @Test
  void whatIsChosenAndWhatIsSaidAreChangedApart() {
    Status status = new Status("", "Writing", null);
    own.change(ada, null, status);
    choose(Choice.APPEAR_AWAY, null);
    assertThat(own.of(ada))
        .isEqualTo(new OwnPresence(new Availability(Choice.APPEAR_AWAY, null), status));

    own.change(ada, null, Status.CLEARED);
    assertThat(own.of(ada))
        .isEqualTo(new OwnPresence(new Availability(Choice.APPEAR_AWAY, null), null));
  }

  @Test
  void theSameOnceMoreTellsNobodyAnything() {
    choose(Choice.APPEAR_AWAY, null);
    choose(Choice.APPEAR_AWAY, null);

    assertThat(chat.announcements.ofUser(ada)).hasSize(1);
    assertThat(chat.logs.readUser(ada, 0, 10).events())
        .extracting(UserEvent::change)
        .containsExactly(new UserEvent.Change.OwnPresenceChanged(own.of(ada)));
    assertThat(chat.logs.standing(ada).own()).isEqualTo(own.of(ada));
  }

  @Test
  void anEndMustBeInTheNextYear() {
    for (Instant end :
        List.of(
            Instant.EPOCH,
            chat.clock.instant(),
            chat.clock.instant().plus(Duration.ofDays(366)).plusMillis(1))) {
      assertThat(own.change(ada, new Availability(Choice.APPEAR_AWAY, end), null))
          .isEqualTo(new ChangeOwnPresence.Result.BadEnd(ChangeOwnPresence.Part.AVAILABILITY));
      assertThat(own.change(ada, null, new Status("", "x", end)))
          .isEqualTo(new ChangeOwnPresence.Result.BadEnd(ChangeOwnPresence.Part.STATUS));
    }
    assertThat(own.of(ada)).isEqualTo(OwnPresence.NOTHING);
  }

  @Test
  void anEmojiIsOneAndNothingElse() {
    for (String emoji : List.of("🌴", "❤️", "👩🏽‍❤️‍💋‍👨🏿", "🇩🇪", "1️⃣", "✈")) {
      assertThat(new Status(emoji, "", null).hasOneEmojiAtMost()).as(emoji).isTrue();
    }
    for (String text : List.of("a", "1", "🌴🌴", "🌴x", "\u202E", "\u200D", " ")) {
      assertThat(own.change(ada, null, new Status(text, "", null)))
          .as(text)
          .isEqualTo(new ChangeOwnPresence.Result.NotOneEmoji());
    }
  }

  @Test
  void peopleAreCountedByWhenTheyWereThereEvenUnseen() {
    choose(Choice.APPEAR_OFFLINE, null);
    report("laptop", State.ACTIVE);
    Instant then = chat.clock.instant();

    assertThat(kept.countActiveSince(then)).isEqualTo(1);
    assertThat(kept.countActiveSince(then.plusMillis(1))).isZero();
  }

  @Test
  void whomNobodyKnowsIsOffline() {
    UUID nobody = UUID.randomUUID();

    assertThat(show.of(List.of(nobody))).containsExactly(Presence.ofNobody(nobody));
  }

  private void report(String device, State state) {
    track.note(List.of(new Report(ada, device, state)));
  }

  private void choose(Choice choice, @Nullable Instant until) {
    own.change(ada, new Availability(choice, until), null);
  }

  private Presence now() {
    return show.of(List.of(ada)).getFirst();
  }

  private UserEvent.Change lastNews() {
    return chat.announcements.ofUser(ada).getLast().change();
  }
}
