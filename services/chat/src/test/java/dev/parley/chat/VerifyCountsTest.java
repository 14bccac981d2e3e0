package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Disagreement;
import dev.parley.chat.domain.Disagreement.Kind;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.port.MessageRepository.Appended;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCountsTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final VerifyCounts counts = new VerifyCounts(new PostgresAudit(chat.database));
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private UUID room;

  @BeforeEach
  void talk() {
    room = chat.room(ada, ben);
    UUID other = chat.room(ben, ada);
    for (int i = 0; i < 5; i++) {
      messages.append(chat.draft(room, ada, "@ben " + i));
      messages.append(chat.draft(other, ben, "@all"));
    }
    chat.positions.read(room, ben.id(), 5, chat.clock.instant());
    Message gone = ((Appended.Durable) messages.append(chat.draft(room, ada, "@ben?"))).message();
    chat.react.react(room, gone.id(), ben.id(), "👍");
    chat.delete.delete(room, gone.id(), ada.id());
  }

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    assertThat(counts.examine()).isEmpty();
    assertThat(counts.glance(10)).isEmpty();
  }

  /** Ben has read three messages of five. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ROOM_LOG     | update chat.rooms set head_seq = head_seq - 1 where id = ?",
        "HEAD_ORDINAL | update chat.rooms set head_ordinal = 99 where id = ?",
        "ORDINALS     | update chat.messages set ordinal = null where seq > 4 and room_id = ?",
        "ORDINALS     | update chat.messages set ordinal = ordinal + 1 where seq > 5 and room_id ="
            + " ?",
        "POSITIONS    | update chat.members set read_ordinal = 1 where read_seq = 5 and room_id ="
            + " ?",
        "POSITIONS    | update chat.members set delivered_seq = 99 where room_id = ?",
        "POSITIONS    | update chat.members set seen_seq = 0 where room_id = ?",
        "MENTIONS     | delete from chat.mentions where ordinal = 5 and room_id = ?",
        "MENTIONS     | insert into chat.mentions select ?, user_id, 77 from chat.people",
        "TOMBSTONES   | delete from chat.tombstones where room_id = ?",
        "TOMBSTONES   | insert into chat.tombstones values (?, 1)",
        "TOMBSTONES   | update chat.messages set text = 'back' where delete_time is not null and"
            + " room_id = ?",
        "MEMBER_COUNT | update chat.rooms set member_count = 7 where id = ?",
      })
  void whatIsWrongIsFoundAndMended(Kind kind, String damage) {
    ReadPosition before = chat.rooms.find(room, ben.id()).orElseThrow().read();
    chat.database.inTransaction(handle -> handle.execute(damage, room));

    List<Disagreement> found = counts.examine();

    assertThat(found).extracting(Disagreement::id).containsOnly(room);
    assertThat(found).extracting(Disagreement::kind).contains(kind);
    assertThat(counts.repair(found)).isEmpty();
    assertThat(chat.rooms.find(room, ben.id()).orElseThrow().read()).isEqualTo(before);
    assertThat(before.unreadCount()).isEqualTo(2);
    assertThat(before.mentionCount()).isEqualTo(2);
  }

  @Test
  void aHoleInALogIsToldAndStays() {
    chat.database.inTransaction(
        handle -> handle.execute("delete from chat.room_log where room_id = ? and seq = 4", room));

    List<Disagreement> left = counts.repair(counts.examine());

    assertThat(left).extracting(Disagreement::kind).containsExactly(Kind.ROOM_LOG);
    assertThat(left.getFirst().detail()).contains("9 rows from 1 to 10");
  }

  @Test
  void theHeadOfAPersonsOwnLogIsMended() {
    chat.database.inTransaction(handle ->
        handle.execute("update chat.user_heads set head_seq = 0 where user_id = ?", ben.id()));

    List<Disagreement> found = counts.examine();

    assertThat(found).extracting(Disagreement::kind).containsExactly(Kind.OWN_LOG);
    assertThat(counts.repair(found)).isEmpty();
  }

  @Test
  void theJobCountsWhatItFindsRoomAfterRoom() {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (CountsJob job = new CountsJob(counts, metrics)) {
      job.glance();
      assertThat(metrics.counter("parley.counts.disagreements").count()).isZero();

      chat.database.inTransaction(
          handle -> handle.execute("update chat.rooms set head_ordinal = 99 where id = ?", room));
      job.glance();
      assertThat(metrics.counter("parley.counts.disagreements").count()).isEqualTo(1);
    }
    assertThat(counts.glance(1).size() + counts.glance(1).size() + counts.glance(1).size())
        .as("the second room comes second, then the first again")
        .isEqualTo(1);
  }
}
