package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.ChatJobs;
import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.ExpireMessages;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.Retention;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.domain.RoomEvent.Change.MessageDeleted;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.platform.jobs.JobRunner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpireMessagesTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final ChangeRoom change = new ChangeRoom(chat.roomChanges, chat.clock);
  private final ExpireMessages expire = new ExpireMessages(chat.expiry, chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID room = chat.room(ada, ben);

  @AfterEach
  void stop() {
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
    messages.close();
    chat.close();
  }

  @Test
  void whatIsSaidDisappearsWhenItsTimeIsOverAndNothingIsLeftOfIt() {
    Message before = say("stays");
    keep(new Retention(60, 0));
    Message gone = say("goes, @ben");
    chat.edit.edit(room, gone.id(), ada.id(), "goes soon, @ben");
    chat.react.react(room, gone.id(), ben.id(), "👍");
    chat.pin.pin(room, gone.id(), ada.id());
    assertThat(before.expireTime()).isNull();
    assertThat(gone.expireTime()).isEqualTo(gone.createTime().plusSeconds(60));
    assertThat(find(gone).expireTime()).isEqualTo(gone.expireTime());
    assertThat(jobs()).hasSize(1);

    chat.clock.advance(Duration.ofSeconds(59));
    expire.inRoom(room);
    assertThat(shown()).hasSize(2);
    chat.clock.advance(Duration.ofSeconds(1));
    expire.inRoom(room);
    expire.inRoom(room);

    assertThat(shown()).containsExactly(before);
    assertThat(find(gone).text()).isEmpty();
    assertThat(find(gone).disappeared()).isTrue();
    assertThat(chat.count("select count(*) from chat.message_edits")).isZero();
    assertThat(chat.count("select count(*) from chat.reactions")).isZero();
    assertThat(chat.count("select count(*) from chat.mentions")).isZero();
    assertThat(messages.pins(room)).isEmpty();
    MessageDeleted told = (MessageDeleted) chat.announcements.of(room).getLast().change();
    assertThat(told.message()).isEqualTo(find(gone));
    assertThat(told.person()).isEqualTo(ada);
    assertThat(told.unmentioned().people()).containsExactly(ben.id());
    assertThat(chat.logs.readRoom(room, chat.head(room) - 1, 1).events().getFirst())
        .isEqualTo(chat.announcements.of(room).getLast());
    assertThat(chat.rooms.find(room, ben.id()).orElseThrow().read().unreadCount()).isEqualTo(1);
  }

  @Test
  void anotherTimeCountsForWhatIsSaidFromThenOn() {
    keep(new Retention(60, 0));
    Message short1 = say("a minute");
    keep(new Retention(3_600, 0));
    Message long1 = say("an hour");
    keep(Retention.FOR_GOOD);
    Message ever = say("for good");
    chat.clock.advance(Duration.ofSeconds(60));
    expire.inRoom(room);

    assertThat(shown()).containsExactly(long1, ever);
    assertThat(short1.expireTime()).isNotNull();
    chat.clock.advance(Duration.ofHours(1));
    expire.inRoom(room);
    assertThat(shown()).containsExactly(ever);
  }

  @Test
  void aRetryGetsWhatWasSaidFirstAndWhatSomebodyDeletedStaysATombstone() {
    keep(new Retention(60, 0));
    Draft draft = chat.draft(room, ada, "once");
    Message first = ((Appended.Durable) messages.append(draft)).message();
    assertThat(((Appended.Durable) messages.append(chat.again(draft))).message()).isEqualTo(first);
    chat.delete.delete(room, first.id(), ada.id());
    chat.clock.advance(Duration.ofSeconds(60));
    expire.inRoom(room);

    assertThat(shown()).hasSize(1);
    assertThat(shown().getFirst().deleted()).isTrue();
    assertThat(shown().getFirst().expireTime()).isNull();
  }

  @Test
  void whatHasRepliesIsATombstoneForAsLongAsTheyAreThere() {
    keep(new Retention(60, 0));
    Message root = say("shall we?");
    keep(new Retention(120, 0));
    messages.append(chat.draft(room, ben, "yes, @ada", new Reply(root.id(), false)));
    chat.clock.advance(Duration.ofSeconds(60));
    expire.inRoom(room);

    assertThat(shown()).hasSize(1);
    assertThat(shown().getFirst().deleted()).isTrue();
    assertThat(shown().getFirst().since().replies().count()).isEqualTo(1);
    chat.clock.advance(Duration.ofSeconds(60));
    expire.inRoom(room);
    assertThat(shown()).isEmpty();
    assertThat(chat.threads.replies(room, root.id(), new Window.After(0), 9)).isEmpty();
    assertThat(chat.count("select count(*) from chat.thread_mentions")).isZero();
  }

  @Test
  void aRoomThatForgetsLosesWhatIsOldAlsoWhatWasSaidBefore() {
    UUID other = chat.room(ada);
    for (int i = 0; i < 250; i++) {
      say("old " + i);
    }
    Message deleted = say("deleted");
    chat.delete.delete(room, deleted.id(), ada.id());
    messages.append(chat.draft(other, ada, "elsewhere"));
    chat.clock.advance(Duration.ofDays(8));
    Message fresh = say("fresh");
    keep(new Retention(0, 7));
    assertThat(jobs()).hasSize(1);

    expire.inRoomsThatForget();
    assertThat(shown()).containsExactly(fresh);
    assertThat(messages.list(other, new Window.After(0), 9)).hasSize(1);
    long head = chat.head(room);
    expire.inRoomsThatForget();
    assertThat(chat.head(room)).isEqualTo(head);

    chat.clock.advance(Duration.ofDays(7).plusSeconds(1));
    expire.inRoomsThatForget();
    assertThat(shown()).isEmpty();
    keep(Retention.FOR_GOOD);
    say("stays");
    chat.clock.advance(Duration.ofDays(3_000));
    expire.inRoomsThatForget();
    assertThat(shown()).hasSize(1);
  }

  @Test
  void whoRunsARoomSaysHowLongItKeepsWhatIsSaidAndInAConversationEachDoes() {
    assertThat(
            change.change(room, ben.id(), ChangeRoom.Wish.keeping(before -> new Retention(60, 0))))
        .isEqualTo(new Outcome.Refused<>(new Refusal.NotAllowed(Permission.CHANGE_RETENTION)));
    UUID direct = chat.direct(ada, ben);
    assertThat(
            change.change(
                direct, ben.id(), ChangeRoom.Wish.keeping(before -> new Retention(60, 0))))
        .isInstanceOf(Outcome.Done.class);
    Outcome<RoomDetails> done =
        change.change(room, ada.id(), ChangeRoom.Wish.keeping(before -> new Retention(60, 30)));
    assertThat(((Outcome.Done<RoomDetails>) done).value().retention())
        .isEqualTo(new Retention(60, 30));
    assertThat(chat.rooms.find(room, ben.id()).orElseThrow().details().retention())
        .isEqualTo(new Retention(60, 30));
  }

  /** The whole way: a node whose jobs run, and a clock that moves on. */
  @Test
  void aRunningNodeLetsDisappearWhatIsOver() {
    keep(new Retention(60, 0));
    say("one");
    chat.clock.advance(Duration.ofSeconds(1));
    say("two");
    try (JobRunner runner =
        JobRunner.of(chat.database, ChatJobs.QUEUE)
            .on(ChatJobs.EXPIRE_MESSAGES, (roomId, time) -> expire.inRoom(roomId))
            .start(chat.clock, new SimpleMeterRegistry())) {
      chat.clock.advance(Duration.ofSeconds(70));
      ChatDatabase.until("all has disappeared", () -> shown().isEmpty());
      ChatDatabase.until("no job is left", () -> jobs().isEmpty());
      assertThat(runner).isNotNull();
    }
  }

  private void keep(Retention retention) {
    assertThat(change.change(room, ada.id(), ChangeRoom.Wish.keeping(before -> retention)))
        .isInstanceOf(Outcome.Done.class);
  }

  private Message say(String text) {
    return ((Appended.Durable) messages.append(chat.draft(room, ada, text))).message();
  }

  private Message find(Message message) {
    return messages.find(room, message.id()).orElseThrow();
  }

  private List<Message> shown() {
    return messages.list(room, new Window.After(0), 500);
  }

  private List<Instant> jobs() {
    return chat.database.read(handle ->
        handle
            .createQuery("select execution_time from chat.jobs where task_name = 'expire-messages'")
            .mapTo(Instant.class)
            .list());
  }
}
