package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresDrafts;
import dev.parley.chat.app.KeepDrafts;
import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.UserEvent.Change.DraftChanged;
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

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void whatOneHasBegunIsKeptAndOnesOwnDevicesAreTold() {
    KeptDraft kept = new KeptDraft(room, "half a thou", chat.clock.instant());

    assertThat(drafts.put(room, ada.id(), "half a thou")).contains(kept);
    assertThat(drafts.of(ada.id())).containsExactly(kept);
    assertThat(drafts.of(ben.id())).isEmpty();
    assertThat(chat.announcements.ofUser(ada.id()).getLast().change())
        .isEqualTo(new DraftChanged(kept));
    assertThat(chat.announcements.ofUser(ben.id())).hasSize(1);
  }

  @Test
  void theSameAgainTellsNobody() {
    drafts.put(room, ada.id(), "half");
    long told = chat.logs.standing(ada.id()).userSeq();
    chat.clock.advance(Duration.ofSeconds(1));

    assertThat(drafts.put(room, ada.id(), "half")).isPresent();
    assertThat(drafts.put(room, ben.id(), "")).contains(KeptDraft.nothing(room));
    assertThat(chat.logs.standing(ada.id()).userSeq()).isEqualTo(told);
  }

  @Test
  void anEmptyOneIsNoneAndAReplaySaysWhatIsSoNow() {
    drafts.put(room, ada.id(), "a secret");
    drafts.put(room, ada.id(), "");

    assertThat(drafts.of(ada.id())).isEmpty();
    assertThat(chat.logs.readUser(ada.id(), 1, 9).events())
        .extracting(event -> event.change())
        .containsExactly(
            new DraftChanged(KeptDraft.nothing(room)), new DraftChanged(KeptDraft.nothing(room)));
  }

  @Test
  void theLatestComesFirst() {
    UUID other = chat.room(ada);
    drafts.put(room, ada.id(), "one");
    chat.clock.advance(Duration.ofSeconds(1));
    drafts.put(other, ada.id(), "two");

    assertThat(drafts.of(ada.id())).extracting(KeptDraft::text).containsExactly("two", "one");
  }

  @Test
  void whoIsNotInTheRoomKeepsNone() {
    Person eve = chat.person("eve");
    assertThat(drafts.put(room, eve.id(), "x")).isEmpty();
    assertThat(drafts.put(UUID.randomUUID(), eve.id(), "x")).isEmpty();

    drafts.put(room, ben.id(), "half");
    chat.remove(room, ben);
    assertThat(drafts.of(ben.id())).isEqualTo(List.of());
  }
}
