package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.calendar.CronCalendar;
import dev.parley.chat.adapter.postgres.PostgresDrafts;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresSavedItems;
import dev.parley.chat.adapter.postgres.PostgresScheduledMessages;
import dev.parley.chat.app.KeepDrafts;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.app.SaveForLater;
import dev.parley.chat.app.ScheduleMessages;
import dev.parley.chat.app.ScheduleMessages.When;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.app.SendScheduled;
import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Recurrence;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.SavedItem;
import dev.parley.chat.domain.ScheduledMessage;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.domain.UserEvent.Change;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.SavedItems;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody keeps for themselves: an old state and their log since are the state now. */
class OwnLogTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final KeepDrafts drafts =
      new KeepDrafts(new PostgresDrafts(chat.database, chat.announcements), chat.clock);
  private final SaveForLater save =
      new SaveForLater(
          new PostgresSavedItems(chat.database, chat.announcements),
          new LookAtMessage(messages, chat.rooms),
          chat.clock);
  private final PostgresScheduledMessages kept =
      new PostgresScheduledMessages(chat.database, chat.announcements);
  private final CronCalendar calendar = new CronCalendar();
  private final ScheduleMessages schedule =
      new ScheduleMessages(kept, calendar, chat.rooms, chat.threads, chat.clock);
  private final SendScheduled send =
      new SendScheduled(
          kept, new SendMessage(messages, chat.rooms, chat.call, chat.clock), calendar, chat.clock);
  private final Person ada = chat.person("ada");
  private final UUID room = chat.room(ada);
  private final List<Old> remembered = new ArrayList<>();

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  /** A state that somebody read once, and the position from which they go on. */
  private record Old(long position, Own state) {}

  /** What somebody keeps, by what it is known by. */
  private record Own(
      Map<KeptDraft.Place, KeptDraft> drafts,
      Map<UUID, SavedItem> saved,
      Map<UUID, ScheduledMessage> scheduled) {
    Own() {
      this(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    /** A copy, as a device keeps it that has heard these since. */
    Own and(List<UserEvent> events) {
      Own own = new Own(new HashMap<>(drafts), new HashMap<>(saved), new HashMap<>(scheduled));
      events.stream().map(UserEvent::change).forEach(own::hear);
      return own;
    }

    private void hear(Change change) {
      switch (change) {
        case Change.DraftChanged(KeptDraft draft) ->
            keep(drafts, draft.place(), draft.text().isEmpty() ? null : draft);
        case Change.SavedItemChanged(UUID id, SavedItem item) -> keep(saved, id, item);
        case Change.ScheduledMessageChanged(UUID id, ScheduledMessage message) ->
            keep(scheduled, id, message);
        default -> {}
      }
    }

    private static <K, V> void keep(Map<K, V> all, K key, @Nullable V value) {
      if (value == null) {
        all.remove(key);
      } else {
        all.put(key, value);
      }
    }
  }

  /** The seed is the test's parameter, and one more is new in each run. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 0})
  void anyOldStateAndTheLogSinceAreTheStateNow(long given) {
    long seed = given == 0 ? System.nanoTime() : given;
    Random random = new Random(seed);
    remembered.add(new Old(0, new Own()));
    for (int i = 0; i < 300; i++) {
      chat.clock.advance(Duration.ofSeconds(random.nextInt(120)));
      happen(random, "text " + random.nextInt(5));
      if (random.nextInt(20) == 0) {
        // As a client does: the position first, so that the state may be ahead of it, never behind.
        remembered.add(new Old(Math.max(head() - 3, 0), now()));
      }
    }

    Own now = now();
    assertThat(now.drafts()).as("seed %s", seed).isNotEmpty();
    assertThat(now.saved()).as("seed %s", seed).isNotEmpty();
    assertThat(now.scheduled()).as("seed %s", seed).isNotEmpty();
    for (Old old : remembered) {
      List<UserEvent> replayed = chat.logs.readUser(ada.id(), old.position(), 1_000).events();
      assertThat(old.state().and(replayed)).as("seed %s, replayed", seed).isEqualTo(now);
      List<UserEvent> heard =
          chat.announcements.ofUser(ada.id()).stream()
              .filter(event -> event.seq() > old.position())
              .toList();
      assertThat(old.state().and(heard)).as("seed %s, live", seed).isEqualTo(now);
    }
  }

  private void happen(Random random, String text) {
    switch (random.nextInt(6)) {
      case 0 -> {
        Appended said = messages.append(chat.draft(room, ada, text));
        assertThat(said).isInstanceOf(Appended.Durable.class);
      }
      case 1 -> draft(random, random.nextInt(3) == 0 ? "" : text);
      case 2 -> keep(random, text);
      case 3 -> changeKept(random, text);
      case 4 -> plan(random, text);
      default -> changePlanned(random, text);
    }
  }

  private void draft(Random random, String text) {
    UUID thread = random.nextBoolean() ? null : anyMessage(random).map(Message::id).orElse(null);
    drafts.put(new KeptDraft.Place(room, thread), ada.id(), text);
  }

  private void keep(Random random, String text) {
    Instant time = random.nextBoolean() ? null : soon(random);
    anyMessage(random)
        .ifPresent(
            message -> save.save(new SavedItem.Place(room, message.id()), ada.id(), text, time));
    if (random.nextInt(3) == 0) {
      save.note(ada.id(), text, soon(random));
    }
  }

  private void changeKept(Random random, String text) {
    List<SavedItem> all = List.copyOf(now().saved().values());
    if (all.isEmpty()) {
      return;
    }
    SavedItem item = all.get(random.nextInt(all.size()));
    Instant due = item.remindTime();
    switch (random.nextInt(5)) {
      case 0 -> save.forget(ada.id(), item.id());
      case 1 -> save.change(ada.id(), item.id(), wish(Optional.of(random.nextBoolean())));
      case 2 ->
          save.change(
              ada.id(),
              item.id(),
              new SaveForLater.Wish(Optional.empty(), Optional.of(text), Optional.empty()));
      default -> {
        if (due != null && !due.isAfter(chat.clock.instant())) {
          save.remind(item.id(), due);
        }
      }
    }
  }

  private static SaveForLater.Wish wish(Optional<Boolean> done) {
    return new SaveForLater.Wish(Optional.empty(), Optional.empty(), done);
  }

  private void plan(Random random, String text) {
    Optional<Reply> reply =
        random.nextBoolean()
            ? Optional.empty()
            : anyMessage(random).map(message -> new Reply(message.id(), false));
    When when =
        random.nextInt(3) == 0
            ? new When.Again(new Recurrence("*/30 * * * *", ZoneOffset.UTC))
            : new When.Once(soon(random));
    schedule.schedule(
        new ScheduleMessages.Wish(room, ada.id(), UUID.randomUUID(), text, reply, when));
  }

  private void changePlanned(Random random, String text) {
    List<ScheduledMessage> all = schedule.of(ada.id());
    if (all.isEmpty()) {
      return;
    }
    ScheduledMessage message = all.get(random.nextInt(all.size()));
    Instant due = message.sendTime();
    switch (random.nextInt(5)) {
      case 0 -> schedule.takeBack(ada.id(), message.id());
      case 1 -> schedule.change(ada.id(), message.id(), Optional.of(text), Optional.empty());
      default -> {
        if (due != null && !due.isAfter(chat.clock.instant())) {
          send.send(message.id(), due);
        }
      }
    }
  }

  /** One of the last that were said in the room, which can be replied to. */
  private Optional<Message> anyMessage(Random random) {
    List<Message> last =
        messages.list(room, new Window.Before(Long.MAX_VALUE), 5).stream()
            .filter(message -> message.thread() == null)
            .toList();
    return last.isEmpty() ? Optional.empty() : Optional.of(last.get(random.nextInt(last.size())));
  }

  private Instant soon(Random random) {
    return chat.clock.instant().plusSeconds(60 + random.nextInt(600));
  }

  private long head() {
    return chat.logs.standing(ada.id()).userSeq();
  }

  private Own now() {
    Own own = new Own();
    drafts.of(ada.id()).forEach(draft -> own.drafts().put(draft.place(), draft));
    Stream.of(true, false)
        .flatMap(done -> save.of(ada.id(), done, false, Optional.empty(), 1_000).items().stream())
        .map(SavedItems.Listed::item)
        .forEach(item -> own.saved().put(item.id(), item));
    schedule.of(ada.id()).forEach(message -> own.scheduled().put(message.id(), message));
    return own;
  }
}
