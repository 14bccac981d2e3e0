package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresLogRetention;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.PruneLogs;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Disagreement;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Window;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PruneLogsTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final Person ada = chat.person("ada");
  private final PruneLogs prune =
      new PruneLogs(new PostgresLogRetention(chat.database), chat.clock, Duration.ofDays(30));

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void whatIsOldLeavesTheLogsAndWhatWasSaidStays() {
    UUID room = chat.room(ada);
    messages.append(chat.draft(room, ada, "old"));
    chat.clock.advance(Duration.ofDays(20));
    messages.append(chat.draft(room, ada, "newer"));
    chat.clock.advance(Duration.ofDays(11));
    UUID other = chat.room(ada);
    prune.run();

    assertThat(chat.logs.readRoom(room, 0, 10).events())
        .extracting(RoomEvent::seq)
        .containsExactly(3L);
    assertThat(chat.logs.readRoom(room, 0, 10).head()).isEqualTo(3);
    assertThat(chat.logs.readRoom(other, 0, 10).events()).hasSize(1);
    assertThat(chat.logs.readUser(ada.id(), 0, 10).events())
        .extracting(UserEvent::seq)
        .containsExactly(2L);
    assertThat(messages.list(room, new Window.After(0), 10)).hasSize(2);
    chat.clock.advance(Duration.ofDays(40));
    prune.run();
    VerifyCounts doctor = new VerifyCounts(new PostgresAudit(chat.database));
    assertThat(doctor.examine()).isEmpty();
    doctor.repair(
        List.of(new Disagreement(Disagreement.Kind.ROOM_LOG, room, "for the sake of it")));

    messages.append(chat.draft(room, ada, "and on"));
    assertThat(chat.head(room)).isEqualTo(4);
  }

  @Test
  void aLogLosesItsBeginningAndNeverItsMiddle() {
    UUID room = chat.room(ada);
    messages.append(chat.draft(room, ada, "two"));
    chat.clock.advance(Duration.ofDays(40));
    messages.append(chat.draft(room, ada, "three, by a clock that is ahead"));
    chat.clock.advance(Duration.ofDays(-40));
    messages.append(chat.draft(room, ada, "four"));
    messages.append(chat.draft(room, ada, "five"));
    chat.clock.advance(Duration.ofDays(35));
    prune.run();

    assertThat(chat.logs.readRoom(room, 0, 10).events()).isEmpty();
    assertThat(chat.head(room)).isEqualTo(5);
  }

  @Test
  void whatBecameOfAMessageOutlivesTheLog() {
    UUID room = chat.room(ada);
    Message kept = ((Appended.Durable) messages.append(chat.draft(room, ada, "old"))).message();
    Message gone = ((Appended.Durable) messages.append(chat.draft(room, ada, "older"))).message();
    chat.edit.edit(room, kept.id(), ada.id(), "new");
    chat.react.react(room, kept.id(), ada.id(), "👍");
    chat.delete.delete(room, gone.id(), ada.id());
    List<Message> before = messages.list(room, new Window.After(0), 10);
    chat.clock.advance(Duration.ofDays(40));
    prune.run();

    assertThat(chat.logs.readRoom(room, 0, 10).events()).isEmpty();
    assertThat(messages.list(room, new Window.After(0), 10)).isEqualTo(before);
    assertThat(messages.edits(kept.id(), 10)).hasSize(1);
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
    chat.react.takeBack(room, kept.id(), ada.id(), "👍");
    assertThat(chat.logs.readRoom(room, 6, 10).events())
        .extracting(RoomEvent::seq)
        .containsExactly(7L);
  }

  @Test
  void moreThanOneStretchGoesInOneRun() {
    UUID room = chat.room(ada);
    chat.database.useTransaction(handle ->
        handle.execute(
            """
            insert into chat.room_log (room_id, seq, kind, user_id, create_time)
            select ?, n, 'MEMBER_LEFT', ?, timestamptz '2020-01-01' from generate_series(2, 5001) n
            """,
            room,
            ada.id()));
    prune.run();

    assertThat(chat.count("select count(*) from chat.room_log where seq > 1")).isZero();
  }
}
