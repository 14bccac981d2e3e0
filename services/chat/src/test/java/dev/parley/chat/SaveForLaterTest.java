package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresSavedItems;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.app.SaveForLater;
import dev.parley.chat.app.SaveForLater.Result;
import dev.parley.chat.app.SaveForLater.Wish;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.SavedItem;
import dev.parley.chat.domain.SavedItem.Place;
import dev.parley.chat.domain.UserEvent.Change.SavedItemChanged;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.SavedItems.Listed;
import dev.parley.chat.port.SavedItems.Mark;
import dev.parley.chat.port.SavedItems.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SaveForLaterTest {
  private static final Wish NOTHING =
      new Wish(Optional.empty(), Optional.empty(), Optional.empty());

  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final SaveForLater save =
      new SaveForLater(
          new PostgresSavedItems(chat.database, chat.announcements),
          new LookAtMessage(messages, chat.rooms),
          chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID room = chat.room(ada, ben);

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void aMessageIsSavedForOneselfAndOnesOwnDevicesAreTold() {
    Message message = said("read this later");
    SavedItem item = saved(save.save(place(message), ada.id(), "for Friday", null));

    assertThat(item.place()).isEqualTo(place(message));
    assertThat(item.note()).isEqualTo("for Friday");
    assertThat(list(ada, false)).containsExactly(new Listed(item, Optional.of(message)));
    assertThat(list(ben, false)).isEmpty();
    assertThat(lastToldTo(ada)).isEqualTo(new SavedItemChanged(item.id(), item));
    assertThat(replayed(ada)).isEqualTo(new SavedItemChanged(item.id(), item));
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(1);
  }

  @Test
  void savedAgainItIsTheSameItemAndTheSameOnceMoreTellsNobody() {
    Message message = said("twice");
    SavedItem first = saved(save.save(place(message), ada.id(), "", null));
    chat.clock.advance(Duration.ofMinutes(1));
    saved(save.save(place(message), ada.id(), "", null));
    assertThat(chat.announcements.ofUser(ada.id()).stream().map(event -> event.change()))
        .filteredOn(SavedItemChanged.class::isInstance)
        .hasSize(1);
    saved(save.change(ada.id(), first.id(), done(true)));
    SavedItem again = saved(save.save(place(message), ada.id(), "again", null));

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.createTime()).isEqualTo(first.createTime());
    assertThat(list(ada, false)).extracting(Listed::item).containsExactly(again);
  }

  @Test
  void aReminderFallsDueOnceAtItsTimeAndNotWhenItWasMoved() {
    Instant soon = chat.clock.instant().plusSeconds(60);
    SavedItem item = saved(save.note(ada.id(), "call the bank", soon));
    assertThat(jobs()).containsExactly(item.id() + "@" + soon);
    Instant later = soon.plusSeconds(60);
    saved(save.change(ada.id(), item.id(), remind(later)));
    assertThat(jobs()).containsExactly(item.id() + "@" + later);

    save.remind(item.id(), soon);
    assertThat(list(ada, false).getFirst().item().due()).isFalse();
    save.remind(item.id(), later);
    SavedItem due = list(ada, false).getFirst().item();
    assertThat(due.due()).isTrue();
    assertThat(lastToldTo(ada)).isEqualTo(new SavedItemChanged(item.id(), due));
    long told = chat.announcements.ofUser(ada.id()).size();
    save.remind(item.id(), later);
    save.remind(UUID.randomUUID(), later);
    assertThat(chat.announcements.ofUser(ada.id())).hasSize((int) told);
  }

  @Test
  void whoAnswersAReminderIsNotRemindedAnyMore() {
    Instant soon = chat.clock.instant().plusSeconds(60);
    SavedItem item = saved(save.note(ada.id(), "call the bank", soon));
    chat.clock.advance(Duration.ofSeconds(60));
    save.remind(item.id(), soon);

    SavedItem seen =
        saved(
            save.change(
                ada.id(),
                item.id(),
                new Wish(Optional.of(Optional.empty()), Optional.empty(), Optional.empty())));
    assertThat(seen.due()).isFalse();
    assertThat(seen.remindTime()).isNull();
    SavedItem snoozed = saved(save.change(ada.id(), item.id(), remind(soon.plusSeconds(1200))));
    assertThat(snoozed.due()).isFalse();
    saved(save.change(ada.id(), item.id(), done(true)));
    assertThat(jobs()).isEmpty();
    assertThat(list(ada, false)).isEmpty();
    assertThat(list(ada, true)).hasSize(1);
    saved(save.change(ada.id(), item.id(), done(false)));
    assertThat(list(ada, false)).hasSize(1);
  }

  @Test
  void whatIsForgottenIsGoneAndAReplaySaysSo() {
    SavedItem item = saved(save.note(ada.id(), "call", chat.clock.instant().plusSeconds(60)));
    save.forget(ben.id(), item.id());
    assertThat(list(ada, false)).hasSize(1);
    save.forget(ada.id(), item.id());
    save.forget(ada.id(), item.id());

    assertThat(list(ada, false)).isEmpty();
    assertThat(jobs()).isEmpty();
    assertThat(lastToldTo(ada)).isEqualTo(new SavedItemChanged(item.id(), null));
    assertThat(replayed(ada)).isEqualTo(new SavedItemChanged(item.id(), null));
    assertThat(save.change(ada.id(), item.id(), done(true))).isEqualTo(new Result.NoSuchItem());
  }

  @Test
  void nobodySavesOrChangesWhatTheyDoNotSee() {
    Message message = said("members only");
    Person eve = chat.person("eve");
    assertThat(save.save(place(message), eve.id(), "", null)).isEqualTo(new Result.NotAMember());
    assertThat(save.save(new Place(UUID.randomUUID(), message.id()), ada.id(), "", null))
        .isEqualTo(new Result.NoSuchRoom());
    assertThat(save.save(new Place(room, UUID.randomUUID()), ada.id(), "", null))
        .isEqualTo(new Result.NoSuchMessage());
    chat.delete.delete(room, message.id(), ada.id());
    assertThat(save.save(place(message), ada.id(), "", null)).isEqualTo(new Result.Deleted());
    SavedItem item = saved(save.note(ada.id(), "mine", chat.clock.instant().plusSeconds(60)));
    assertThat(save.change(ben.id(), item.id(), done(true))).isEqualTo(new Result.NoSuchItem());
  }

  @Test
  void whoHasLeftKeepsTheItemWithoutWhatWasSaid() {
    Message message = said("a secret");
    saved(save.save(place(message), ben.id(), "", null));
    chat.delete.delete(room, message.id(), ada.id());
    assertThat(list(ben, false).getFirst().message().orElseThrow().deleted()).isTrue();
    chat.remove(room, ben);

    assertThat(list(ben, false)).hasSize(1);
    assertThat(list(ben, false).getFirst().message()).isEmpty();
  }

  @Test
  void timesThatArePastOrFarAwayAreRefused() {
    Instant now = chat.clock.instant();
    for (Instant time : List.of(now, now.minusSeconds(1), Instant.parse("9999-12-31T23:59:59Z"))) {
      assertThat(save.note(ada.id(), "call", time)).isEqualTo(new Result.BadTime());
      assertThat(save.save(place(said("x")), ada.id(), "", time)).isEqualTo(new Result.BadTime());
      assertThat(save.change(ada.id(), UUID.randomUUID(), remind(time)))
          .isEqualTo(new Result.BadTime());
    }
    assertThat(save.note(ada.id(), "in five years", now.plus(Duration.ofDays(5 * 365))))
        .isInstanceOf(Result.Saved.class);
  }

  @Test
  void aNoteAloneIsNotEmptied() {
    SavedItem note = saved(save.note(ada.id(), "call", chat.clock.instant().plusSeconds(60)));
    SavedItem message = saved(save.save(place(said("x")), ada.id(), "word", null));

    assertThat(save.change(ada.id(), note.id(), noted(""))).isEqualTo(new Result.NothingNoted());
    assertThat(saved(save.change(ada.id(), message.id(), noted(""))).note()).isEmpty();
    assertThat(saved(save.change(ada.id(), note.id(), noted("write"))).note()).isEqualTo("write");
    assertThat(saved(save.change(ada.id(), note.id(), NOTHING)).note()).isEqualTo("write");
  }

  @Test
  void afterAThousandOpenOnesSomeHaveToBeDone() {
    chat.database.useTransaction(handle ->
        handle.execute(
            """
            insert into chat.saved_items (id, user_id, note, create_time, due)
            select gen_random_uuid(), ?, 'old', now(), false from generate_series(1, ?)
            """,
            ada.id(),
            SavedItem.MOST_OPEN - 1));
    SavedItem last = saved(save.save(place(said("the last")), ada.id(), "", null));
    Message more = said("one more");

    assertThat(save.save(place(more), ada.id(), "", null)).isEqualTo(new Result.TooMany());
    assertThat(save.change(ada.id(), last.id(), noted("still mine")))
        .isInstanceOf(Result.Saved.class);
    saved(save.change(ada.id(), last.id(), done(true)));
    saved(save.save(place(more), ada.id(), "", null));
    assertThat(save.change(ada.id(), last.id(), done(false))).isEqualTo(new Result.TooMany());
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    for (int i = 0; i < 5; i++) {
      chat.clock.advance(Duration.ofSeconds(1));
      saved(save.save(place(said("number " + i)), ada.id(), "", null));
    }
    List<String> read = new ArrayList<>();
    Optional<Mark> from = Optional.empty();
    do {
      Stretch page = save.of(ada.id(), false, true, from, 2);
      page.items().forEach(listed -> read.add(listed.message().orElseThrow().text()));
      from = page.next();
    } while (from.isPresent());

    assertThat(read).containsExactly("number 4", "number 3", "number 2", "number 1", "number 0");
    assertThat(save.of(ada.id(), false, false, Optional.empty(), 9).items())
        .allMatch(listed -> listed.message().isEmpty());
  }

  private static Wish remind(Instant time) {
    return new Wish(Optional.of(Optional.of(time)), Optional.empty(), Optional.empty());
  }

  private static Wish noted(String note) {
    return new Wish(Optional.empty(), Optional.of(note), Optional.empty());
  }

  private static Wish done(boolean whether) {
    return new Wish(Optional.empty(), Optional.empty(), Optional.of(whether));
  }

  private List<Listed> list(Person person, boolean done) {
    return save.of(person.id(), done, true, Optional.empty(), 50).items();
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
            .createQuery("select task_instance from chat.jobs where task_name = 'remind'")
            .mapTo(String.class)
            .list());
  }

  private Place place(Message message) {
    return new Place(room, message.id());
  }

  private Message said(String text) {
    return ((Appended.Durable) messages.append(chat.draft(room, ada, text))).message();
  }

  private static SavedItem saved(Result result) {
    return ((Result.Saved) result).item();
  }
}
