package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.adapter.calendar.CronCalendar;
import dev.parley.chat.adapter.postgres.ChatJobs;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresScheduledMessages;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.ScheduleMessages;
import dev.parley.chat.app.ScheduleMessages.Result;
import dev.parley.chat.app.ScheduleMessages.When;
import dev.parley.chat.app.ScheduleMessages.Wish;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.app.SendScheduled;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Recurrence;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.ScheduledMessage;
import dev.parley.chat.domain.ScheduledMessage.Failure;
import dev.parley.chat.domain.UserEvent.Change.ScheduledMessageChanged;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomRepository.Warrant;
import dev.parley.chat.port.ScheduledMessages;
import dev.parley.platform.jobs.JobRunner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduledMessagesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final CronCalendar calendar = new CronCalendar();
  private final PostgresScheduledMessages kept =
      new PostgresScheduledMessages(chat.database, chat.announcements);
  private final ScheduleMessages schedule =
      new ScheduleMessages(kept, calendar, chat.rooms, chat.threads, chat.clock);
  private final SendMessage sendMessage =
      new SendMessage(messages, chat.rooms, chat.call, chat.clock);
  private final SendScheduled send = new SendScheduled(kept, sendMessage, calendar, chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID room = chat.room(ada, ben);

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void whatIsScheduledIsSaidAtItsTimeAndThenIsGone() {
    Instant time = in(Duration.ofHours(1));
    ScheduledMessage later = scheduled(schedule.schedule(wish(ada, "good morning", time)));
    assertThat(schedule.of(ada.id())).containsExactly(later);
    assertThat(schedule.of(ben.id())).isEmpty();
    assertThat(lastToldTo(ada)).isEqualTo(new ScheduledMessageChanged(later.id(), later));
    assertThat(replayed(ada)).isEqualTo(new ScheduledMessageChanged(later.id(), later));
    assertThat(jobs()).containsExactly(later.id() + "@" + time);
    assertThat(said()).isEmpty();

    chat.clock.advance(Duration.ofHours(1));
    send.send(later.id(), time);

    assertThat(said()).extracting(Message::text).containsExactly("good morning");
    assertThat(said().getFirst().sender()).isEqualTo(ada);
    assertThat(said().getFirst().createTime()).isEqualTo(time);
    assertThat(schedule.of(ada.id())).isEmpty();
    assertThat(lastToldTo(ada)).isEqualTo(new ScheduledMessageChanged(later.id(), null));
    assertThat(replayed(ada)).isEqualTo(new ScheduledMessageChanged(later.id(), null));
  }

  @Test
  void aProcessThatDiesInTheMidstOfItSaysNothingTwice() {
    Instant time = in(Duration.ofHours(1));
    ScheduledMessage later = scheduled(schedule.schedule(wish(ada, "once", time)));
    chat.clock.advance(Duration.ofHours(1));
    SendScheduled dying =
        new SendScheduled(new DiesBeforeSettling(kept), sendMessage, calendar, chat.clock);
    assertThatThrownBy(() -> dying.send(later.id(), time)).hasMessage("killed");
    assertThat(said()).hasSize(1);
    assertThat(schedule.change(ada.id(), later.id(), Optional.of("other"), Optional.empty()))
        .isEqualTo(new Result.NoSuchMessage());
    schedule.takeBack(ada.id(), later.id());
    assertThat(schedule.of(ada.id())).hasSize(1);

    send.send(later.id(), time);
    send.send(later.id(), time);

    assertThat(said()).extracting(Message::text).containsExactly("once");
    assertThat(schedule.of(ada.id())).isEmpty();
  }

  @Test
  void whatWasMovedOrTakenBackIsNotSaidAtItsFormerTime() {
    Instant time = in(Duration.ofHours(1));
    ScheduledMessage moved = scheduled(schedule.schedule(wish(ada, "moved", time)));
    ScheduledMessage gone = scheduled(schedule.schedule(wish(ada, "gone", time)));
    Instant later = in(Duration.ofHours(2));
    scheduled(
        schedule.change(
            ada.id(), moved.id(), Optional.of("moved on"), Optional.of(new When.Once(later))));
    schedule.takeBack(ben.id(), gone.id());
    assertThat(schedule.of(ada.id())).hasSize(2);
    schedule.takeBack(ada.id(), gone.id());
    schedule.takeBack(ada.id(), gone.id());
    assertThat(jobs()).containsExactly(moved.id() + "@" + later);
    assertThat(lastToldTo(ada)).isEqualTo(new ScheduledMessageChanged(gone.id(), null));

    assertThat(send.send(moved.id(), time)).isEmpty();
    assertThat(send.send(gone.id(), time)).isEmpty();
    assertThat(said()).isEmpty();
    send.send(moved.id(), later);
    assertThat(said()).extracting(Message::text).containsExactly("moved on");
  }

  @Test
  void whatComesAgainIsSaidEachTimeByTheClockOfItsZone() {
    // A Sunday, 13 in Berlin.
    Recurrence mornings = new Recurrence("0 9 * * 1-5", BERLIN);
    ScheduledMessage daily =
        scheduled(schedule.schedule(wish(ada, "stand-up", new When.Again(mornings))));
    assertThat(daily.sendTime()).isEqualTo("2026-03-02T08:00:00Z");

    until("2026-03-02T08:00:01Z");
    send.send(daily.id(), sendTime(daily));
    ScheduledMessage next = schedule.of(ada.id()).getFirst();
    assertThat(next.sendTime()).isEqualTo("2026-03-03T08:00:00Z");
    assertThat(next.sentCount()).isEqualTo(1);
    assertThat(jobs()).containsExactly(daily.id() + "@2026-03-03T08:00:00Z");

    // Nobody was there for a week: what was missed is said once.
    until("2026-03-10T10:00:00Z");
    send.send(daily.id(), sendTime(next));
    assertThat(said()).hasSize(2);
    assertThat(schedule.of(ada.id()).getFirst().sendTime()).isEqualTo("2026-03-11T08:00:00Z");
  }

  @Test
  void oneCanBeSaidNowAndKeepsItsTimesAfterThat() {
    ScheduledMessage once =
        scheduled(schedule.schedule(wish(ada, "once", in(Duration.ofHours(1)))));
    ScheduledMessage daily =
        scheduled(
            schedule.schedule(
                wish(ada, "daily", new When.Again(new Recurrence("0 9 * * *", BERLIN)))));

    assertThat(send.sendNow(ben.id(), once.id())).isEmpty();
    assertThat(send.sendNow(ada.id(), once.id()).orElseThrow())
        .isInstanceOf(SendMessage.Result.Sent.class);
    assertThat(send.sendNow(ada.id(), daily.id()).orElseThrow())
        .isInstanceOf(SendMessage.Result.Sent.class);
    assertThat(said()).extracting(Message::text).containsExactly("once", "daily");
    assertThat(schedule.of(ada.id())).hasSize(1);
    assertThat(schedule.of(ada.id()).getFirst().sendTime()).isEqualTo(daily.sendTime());
    assertThat(send.sendNow(ada.id(), once.id())).isEmpty();
  }

  @Test
  void whatCannotBeSaidWaitsForItsSenderAndSaysWhy() {
    Instant time = in(Duration.ofHours(1));
    ScheduledMessage later = scheduled(schedule.schedule(wish(ben, "hello", time)));
    chat.remove(room, ben);
    send.send(later.id(), time);

    ScheduledMessage waiting = schedule.of(ben.id()).getFirst();
    assertThat(waiting.failure()).isEqualTo(Failure.NOT_A_MEMBER);
    assertThat(waiting.sendTime()).isNull();
    assertThat(lastToldTo(ben)).isEqualTo(new ScheduledMessageChanged(later.id(), waiting));
    assertThat(send.send(later.id(), time)).isEmpty();

    chat.rooms.add(room, ben, new Warrant.OneselfToPublic(), chat.clock.instant());
    Instant again = in(Duration.ofHours(2));
    ScheduledMessage renewed =
        scheduled(
            schedule.change(
                ben.id(), later.id(), Optional.empty(), Optional.of(new When.Once(again))));
    assertThat(renewed.failure()).isNull();
    send.send(later.id(), again);
    assertThat(said()).extracting(Message::text).containsExactly("hello");
  }

  @Test
  void whoIsMutedThenSaysNothingAndInASlowRoomItWaitsForItsTurn() {
    ManageMembers manage = new ManageMembers(chat.roomChanges, chat.clock);
    Instant time = in(Duration.ofMinutes(1));
    ScheduledMessage muted = scheduled(schedule.schedule(wish(ben, "muted", time)));
    manage.mute(room, ada.id(), ben.id(), Optional.of(Duration.ofHours(1)));
    send.send(muted.id(), time);
    assertThat(schedule.of(ben.id()).getFirst().failure()).isEqualTo(Failure.MUTED);

    manage.mute(room, ada.id(), ben.id(), Optional.empty());
    slow(60);
    messages.append(chat.draft(room, ben, "first"));
    ScheduledMessage slow = scheduled(schedule.schedule(wish(ben, "slow", time)));
    send.send(slow.id(), time);
    Instant turn = chat.clock.instant().plusSeconds(60);
    ScheduledMessage waiting = schedule.of(ben.id()).getFirst();
    assertThat(waiting.sendTime()).isEqualTo(turn);
    assertThat(waiting.failure()).isNull();
    chat.clock.advance(Duration.ofSeconds(60));
    send.send(slow.id(), turn);
    assertThat(said()).extracting(Message::text).containsExactly("first", "slow");
  }

  @Test
  void aReplyIsSaidInItsThread() {
    Message root =
        ((Appended.Durable) messages.append(chat.draft(room, ada, "shall we?"))).message();
    Instant time = in(Duration.ofHours(1));
    Reply reply = new Reply(root.id(), false);
    ScheduledMessage later =
        scheduled(
            schedule.schedule(
                new Wish(
                    room,
                    ben.id(),
                    UUID.randomUUID(),
                    "yes",
                    Optional.of(reply),
                    new When.Once(time))));
    send.send(later.id(), time);

    assertThat(chat.threads.replies(room, root.id(), new Window.After(0), 9))
        .extracting(Message::text)
        .containsExactly("yes");
    Wish nowhere =
        new Wish(
            room,
            ben.id(),
            UUID.randomUUID(),
            "yes",
            Optional.of(new Reply(UUID.randomUUID(), false)),
            new When.Once(in(Duration.ofHours(2))));
    assertThat(schedule.schedule(nowhere)).isEqualTo(new Result.NoSuchThread());
  }

  @Test
  void aRetryGetsTheFirstAnswer() {
    Wish wish = wish(ada, "hello", in(Duration.ofHours(1)));
    ScheduledMessage first = scheduled(schedule.schedule(wish));

    assertThat(scheduled(schedule.schedule(wish))).isEqualTo(first);
    assertThat(schedule.of(ada.id())).hasSize(1);
    Wish other = new Wish(room, ada.id(), wish.clientId(), "other", Optional.empty(), wish.when());
    assertThat(schedule.schedule(other)).isEqualTo(new Result.KeyConflict());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "*/4 * * * *",
        "0,3 9 * * *",
        "0 0 31 2 *",
        "nonsense",
        "0 0 1 1 * 2026"
      })
  void timesThatComeTooOftenOrNeverAreRefused(String cron) {
    assertThat(schedule.schedule(wish(ada, "x", new When.Again(new Recurrence(cron, BERLIN)))))
        .isEqualTo(new Result.BadRecurrence());
  }

  @Test
  void timesThatArePastOrFarAwayAreRefused() {
    Instant now = chat.clock.instant();
    for (Instant time : List.of(now, now.minusSeconds(1), Instant.parse("9999-12-31T23:59:59Z"))) {
      assertThat(schedule.schedule(wish(ada, "x", time))).isEqualTo(new Result.BadTime());
    }
    assertThat(schedule.schedule(wish(ada, " \n", in(Duration.ofHours(1)))))
        .isEqualTo(new Result.Unsayable());
  }

  @Test
  void whoMayNotSayItNowSchedulesNothing() {
    Person eve = chat.person("eve");
    Instant time = in(Duration.ofHours(1));
    assertThat(schedule.schedule(wish(eve, "x", time))).isEqualTo(new Result.NotAMember());
    UUID hidden = chat.privateRoom(ada);
    assertThat(schedule.schedule(in(hidden, ben, time))).isEqualTo(new Result.NoSuchRoom());
    new ChangeRoom(chat.roomChanges, chat.clock).archive(room, ada.id(), true);
    assertThat(schedule.schedule(wish(ada, "x", time))).isEqualTo(new Result.Archived());
  }

  @Test
  void afterTwoHundredSomeHaveToBeTakenBack() {
    ScheduledMessage first = scheduled(schedule.schedule(wish(ada, "0", in(Duration.ofHours(1)))));
    for (int i = 1; i < ScheduledMessage.MOST; i++) {
      scheduled(schedule.schedule(wish(ada, "number " + i, in(Duration.ofHours(1)))));
    }
    Wish more = wish(ada, "one more", in(Duration.ofHours(1)));
    assertThat(schedule.schedule(more)).isEqualTo(new Result.TooMany());
    schedule.takeBack(ada.id(), first.id());
    assertThat(schedule.schedule(more)).isInstanceOf(Result.Scheduled.class);
  }

  /** The whole way: two nodes whose jobs run, and a clock that moves on. */
  @Test
  void runningNodesSayWhatIsDueOnce() {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    JobRunner.Builder jobs =
        JobRunner.of(chat.database, ChatJobs.QUEUE).on(ChatJobs.SEND_SCHEDULED, send::send);
    for (int i = 0; i < 20; i++) {
      scheduled(schedule.schedule(wish(ada, "number " + i, in(Duration.ofMinutes(1)))));
    }
    try (JobRunner one = jobs.start(chat.clock, metrics);
        JobRunner other = jobs.start(chat.clock, metrics)) {
      chat.clock.advance(Duration.ofMinutes(2));
      ChatDatabase.until("all is said", () -> schedule.of(ada.id()).isEmpty());
      ChatDatabase.until("no job is left", () -> jobs().isEmpty());
      assertThat(one).isNotSameAs(other);
    }
    assertThat(said()).hasSize(20);
  }

  private record DiesBeforeSettling(ScheduledMessages kept) implements ScheduledMessages {
    @Override
    public Outcome put(ScheduledMessage message, UUID clientId, Instant time) {
      return kept.put(message, clientId, time);
    }

    @Override
    public Optional<ScheduledMessage> change(
        UUID senderId, UUID id, Instant time, UnaryOperator<ScheduledMessage> change) {
      return kept.change(senderId, id, time, change);
    }

    @Override
    public void takeBack(UUID senderId, UUID id, Instant time) {
      kept.takeBack(senderId, id, time);
    }

    @Override
    public Optional<ScheduledMessage> begin(UUID id, Instant sendTime) {
      return kept.begin(id, sendTime);
    }

    @Override
    public void settle(
        UUID id, Instant sendTime, Instant time, UnaryOperator<ScheduledMessage> change) {
      throw new IllegalStateException("killed");
    }

    @Override
    public List<ScheduledMessage> of(UUID senderId, int limit) {
      return kept.of(senderId, limit);
    }
  }

  private void slow(int seconds) {
    new ChangeRoom(chat.roomChanges, chat.clock)
        .change(
            room,
            ada.id(),
            new ChangeRoom.Wish(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(seconds),
                Map.of()));
  }

  private Wish wish(Person sender, String text, Instant time) {
    return wish(sender, text, new When.Once(time));
  }

  private Wish wish(Person sender, String text, When when) {
    return new Wish(room, sender.id(), UUID.randomUUID(), text, Optional.empty(), when);
  }

  private static Wish in(UUID room, Person sender, Instant time) {
    return new Wish(
        room, sender.id(), UUID.randomUUID(), "x", Optional.empty(), new When.Once(time));
  }

  private void until(String time) {
    chat.clock.advance(Duration.between(chat.clock.instant(), Instant.parse(time)));
  }

  private Instant in(Duration duration) {
    return chat.clock.instant().plus(duration);
  }

  private static Instant sendTime(ScheduledMessage message) {
    return Optional.ofNullable(message.sendTime()).orElseThrow();
  }

  private List<Message> said() {
    return messages.list(room, new Window.After(0), 50);
  }

  private Object lastToldTo(Person person) {
    return chat.announcements.ofUser(person.id()).getLast().change();
  }

  private Object replayed(Person person) {
    return chat.logs.readUser(person.id(), 0, 99).events().getLast().change();
  }

  private List<String> jobs() {
    return chat.database.read(handle ->
        handle
            .createQuery("select task_instance from chat.jobs where task_name = 'send-scheduled'")
            .mapTo(String.class)
            .list());
  }

  private static ScheduledMessage scheduled(Result result) {
    return ((Result.Scheduled) result).message();
  }
}
