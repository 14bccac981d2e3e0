package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresDrafts;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.KeepDrafts;
import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.KeptDraft.Place;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.UserEvent.Change.DraftChanged;
import dev.parley.chat.port.Drafts.Outcome;
import dev.parley.chat.port.MessageRepository.Appended;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepDraftsTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final KeepDrafts drafts =
      new KeepDrafts(new PostgresDrafts(chat.database, chat.announcements), chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID room = chat.room(ada, ben);
  private final Place here = new Place(room, null);

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void whatOneHasBegunIsKeptAndOnesOwnDevicesAreTold() {
    KeptDraft kept = new KeptDraft(here, "half a thou", chat.clock.instant());

    assertThat(drafts.put(here, ada.id(), "half a thou")).isEqualTo(new Outcome.Kept(kept));
    assertThat(drafts.of(ada.id())).containsExactly(kept);
    assertThat(drafts.of(ben.id())).isEmpty();
    assertThat(chat.announcements.ofUser(ada.id()).getLast().change())
        .isEqualTo(new DraftChanged(kept));
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(1);
  }

  @Test
  void theSameAgainTellsNobody() {
    drafts.put(here, ada.id(), "half");
    long told = chat.logs.standing(ada.id()).userSeq();
    chat.clock.advance(Duration.ofSeconds(1));

    assertThat(drafts.put(here, ada.id(), "half")).isInstanceOf(Outcome.Kept.class);
    assertThat(drafts.put(here, ben.id(), "")).isEqualTo(new Outcome.Kept(KeptDraft.nothing(here)));
    assertThat(chat.logs.standing(ada.id()).userSeq()).isEqualTo(told);
  }

  @Test
  void anEmptyOneIsNoneAndAReplaySaysWhatIsSoNow() {
    drafts.put(here, ada.id(), "a secret");
    drafts.put(here, ada.id(), "");

    assertThat(drafts.of(ada.id())).isEmpty();
    assertThat(chat.logs.readUser(ada.id(), 1, 9).events())
        .extracting(event -> event.change())
        .containsExactly(
            new DraftChanged(KeptDraft.nothing(here)), new DraftChanged(KeptDraft.nothing(here)));
  }

  @Test
  void theLatestComesFirst() {
    UUID other = chat.room(ada);
    drafts.put(here, ada.id(), "one");
    chat.clock.advance(Duration.ofSeconds(1));
    drafts.put(new Place(other, null), ada.id(), "two");

    assertThat(drafts.of(ada.id())).extracting(KeptDraft::text).containsExactly("two", "one");
  }

  @Test
  void aThreadHasOneOfItsOwn() {
    try (PostgresMessageRepository messages = chat.node()) {
      Message root = said(messages.append(chat.draft(room, ada, "shall we?")));
      Message reply =
          said(messages.append(chat.draft(room, ben, "yes", new Reply(root.id(), false))));
      Place thread = new Place(room, root.id());
      drafts.put(here, ada.id(), "in the room");
      chat.clock.advance(Duration.ofSeconds(1));
      KeptDraft kept = ((Outcome.Kept) drafts.put(thread, ada.id(), "in the thread")).draft();

      assertThat(kept.place()).isEqualTo(thread);
      assertThat(drafts.of(ada.id()))
          .extracting(KeptDraft::text)
          .containsExactly("in the thread", "in the room");
      assertThat(chat.logs.readUser(ada.id(), 0, 99).events().getLast().change())
          .isEqualTo(new DraftChanged(kept));
      drafts.put(thread, ada.id(), "");
      assertThat(drafts.of(ada.id())).extracting(KeptDraft::text).containsExactly("in the room");
      assertThat(chat.logs.readUser(ada.id(), 0, 99).events().getLast().change())
          .isEqualTo(new DraftChanged(KeptDraft.nothing(thread)));
      assertThat(drafts.put(new Place(room, reply.id()), ada.id(), "x"))
          .isEqualTo(new Outcome.NotThere());
      assertThat(drafts.put(new Place(chat.room(ada), root.id()), ada.id(), "x"))
          .isEqualTo(new Outcome.NotThere());
    }
  }

  private static Message said(Appended appended) {
    return ((Appended.Durable) appended).message();
  }

  @Test
  void afterFiveHundredAnotherIsRefusedAndThoseThereAreCanBeChanged() {
    chat.database.useTransaction(handle ->
        handle.execute(
            """
            insert into chat.thread_drafts (user_id, thread_id, room_id, text, update_time)
            select ?, gen_random_uuid(), ?, 'half', now() from generate_series(1, ?)
            """,
            ada.id(),
            room,
            KeptDraft.MOST - 1));
    assertThat(drafts.put(here, ada.id(), "the last")).isInstanceOf(Outcome.Kept.class);
    Place another = new Place(chat.room(ada), null);

    assertThat(drafts.put(another, ada.id(), "one more")).isEqualTo(new Outcome.TooMany());
    assertThat(drafts.put(here, ada.id(), "the very last")).isInstanceOf(Outcome.Kept.class);
    assertThat(drafts.put(here, ada.id(), "")).isInstanceOf(Outcome.Kept.class);
    assertThat(drafts.put(another, ada.id(), "one more")).isInstanceOf(Outcome.Kept.class);
  }

  @Test
  void whoIsNotInTheRoomKeepsNone() {
    Person eve = chat.person("eve");
    assertThat(drafts.put(here, eve.id(), "x")).isEqualTo(new Outcome.NotThere());
    assertThat(drafts.put(new Place(UUID.randomUUID(), null), eve.id(), "x"))
        .isEqualTo(new Outcome.NotThere());

    drafts.put(here, ben.id(), "half");
    chat.remove(room, ben);
    assertThat(drafts.of(ben.id())).isEqualTo(List.of());
  }
}
