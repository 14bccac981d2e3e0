package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresRoomDeletion;
import dev.parley.chat.adapter.postgres.PostgresRoomRepository;
import dev.parley.chat.app.DeleteRoom;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Preferences;
import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.Migrations;
import dev.parley.platform.db.Migrations.Schema;
import dev.parley.platform.db.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoomSchemaTest {
  private static final Schema CHAT = new Schema("chat");

  @Test
  void theSchemaGoesUpAndDownAndUpAgain() {
    try (Database database = TestDatabase.fresh()) {
      Migrations migrations = new Migrations(database);
      migrations.up(CHAT);
      List<String> objects = objects(database);

      migrations.down(CHAT, 0, true);
      assertThat(objects(database)).allMatch(name -> name.startsWith("schema_history"));

      migrations.up(CHAT);
      assertThat(objects(database)).isEqualTo(objects).contains("rooms", "messages", "room_log");
    }
  }

  @Test
  void whatWasSaidBeforeThereWereOrdinalsIsNumberedAndRead() {
    try (Database database = TestDatabase.fresh()) {
      Migrations migrations = new Migrations(database);
      migrations.up(CHAT);
      migrations.down(CHAT, 1, true);
      UUID room = UUID.randomUUID();
      UUID ada = UUID.randomUUID();
      database.useTransaction(handle -> {
        handle.execute("insert into chat.people values (?, 'ada', 'Ada', 1)", ada);
        handle.execute(
            """
            insert into chat.rooms (id, kind, visibility, name, topic, member_count, head_seq, create_time)
            values (?, 'CHANNEL', 'PUBLIC', 'general', '', 1, 3, now())
            """,
            room);
        handle.execute("insert into chat.members values (?, ?, 'OWNER', 1, now())", room, ada);
        for (int seq = 1; seq <= 3; seq++) {
          handle.execute(
              "insert into chat.room_log (room_id, seq, kind, user_id, create_time) values (?, ?,"
                  + " ?, ?, now())",
              room,
              seq,
              seq == 1 ? "MEMBER_JOINED" : "MESSAGE_CREATED",
              ada);
        }
        for (int seq = 2; seq <= 3; seq++) {
          handle.execute(
              "insert into chat.messages values (?, ?, ?, ?, ?, 'hi', now())",
              UUID.randomUUID(),
              room,
              seq,
              ada,
              UUID.randomUUID());
        }
      });

      migrations.up(CHAT);

      assertThat(new VerifyCounts(new PostgresAudit(database)).examine()).isEmpty();
      assertThat(
              new PostgresRoomRepository(database, new Announcements())
                  .find(room, ada)
                  .orElseThrow()
                  .read())
          .isEqualTo(new ReadPosition(room, 3, 2, 2, 0, 0, 3));
    }
  }

  @Test
  void ownLogsStayDenseWhenReadsAreTakenBack() {
    try (ChatDatabase chat = new ChatDatabase();
        PostgresMessageRepository messages = chat.node()) {
      Person ada = chat.person("ada");
      Person ben = chat.person("ben");
      UUID room = chat.room(ada, ben);
      messages.append(chat.draft(room, ada, "hi"));
      chat.positions.read(room, ben.id(), 9, chat.clock.instant());
      chat.preferences.save(ben.id(), new Preferences(false, true), chat.clock.instant());

      new Migrations(chat.database).down(CHAT, 1, true);

      assertThat(
              chat.count(
                  "select count(*) from chat.user_log where user_id = ? and seq between 1 and 3",
                  ben.id()))
          .isEqualTo(3);
    }
  }

  @Test
  void logsLoseTheirBeginningWhenChangesOfMessagesAreTakenBack() {
    try (ChatDatabase chat = new ChatDatabase();
        PostgresMessageRepository messages = chat.node()) {
      Person ada = chat.person("ada");
      UUID room = chat.room(ada);
      UUID message =
          ((Appended.Durable) messages.append(chat.draft(room, ada, "hi"))).message().id();
      chat.react.react(room, message, ada.id(), "👍");
      messages.append(chat.draft(room, ada, "and on"));
      UUID untouched = chat.room(ada);

      new Migrations(chat.database).down(CHAT, 2, true);

      assertThat(chat.count("select count(*) from chat.room_log where room_id = ?", room))
          .as("what came after the last change")
          .isEqualTo(1);
      assertThat(chat.count("select min(seq) from chat.room_log where room_id = ?", room))
          .isEqualTo(4);
      assertThat(chat.count("select count(*) from chat.room_log where room_id = ?", untouched))
          .isEqualTo(1);
    }
  }

  @Test
  void membershipsThatStandAsideHaveTheColumnsOfMemberships() {
    try (Database database = TestDatabase.fresh("chat")) {
      assertThat(columns(database, "deleted_members")).isEqualTo(columns(database, "members"));
    }
  }

  @Test
  void deletedRoomsComeBackAsPrivateOnesWhenDeletingIsTakenBack() {
    try (ChatDatabase chat = new ChatDatabase()) {
      Person ada = chat.person("ada");
      UUID room = chat.room(ada, chat.person("ben"));
      PostgresRoomDeletion rooms = new PostgresRoomDeletion(chat.database, new Announcements());
      new DeleteRoom(rooms, chat.clock, Duration.ofDays(7)).delete(room, ada.id());

      new Migrations(chat.database).down(CHAT, 10, true);

      assertThat(chat.count("select member_count from chat.rooms where id = ?", room)).isEqualTo(2);
      assertThat(chat.count("select count(*) from chat.members where room_id = ?", room))
          .isEqualTo(2);
      assertThat(chat.count("select count(*) from chat.room_log where room_id = ?", room)).isZero();
      assertThat(
              chat.count(
                  "select count(*) from chat.user_log where kind = 'ROOM_LEFT' and user_id = ?",
                  ada.id()))
          .isEqualTo(1);
    }
  }

  /** In their order: rows are moved as a whole. */
  private static List<String> columns(Database database, String table) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select format('%s %s %s %s', attname, format_type(atttypid, atttypmod), attnotnull,
                              pg_get_expr(adbin, adrelid))
                  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
                 where attrelid = to_regclass('chat.' || :table) and attnum > 0 and not attisdropped
                 order by attnum
                """)
            .bind("table", table)
            .mapTo(String.class)
            .list());
  }

  /** Tables, indexes and sequences of the schema. */
  private static List<String> objects(Database database) {
    return database.read(handle ->
        handle
            .createQuery(
                "select relname::text from pg_class where relnamespace = to_regnamespace('chat')"
                    + " order by 1")
            .mapTo(String.class)
            .list());
  }
}
