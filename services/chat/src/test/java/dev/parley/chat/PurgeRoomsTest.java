package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresRoomDeletion;
import dev.parley.chat.app.DeleteRoom;
import dev.parley.chat.app.PurgeRooms;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Poll.Question;
import dev.parley.chat.domain.Preferences;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.domain.UserEvent.Change.RoomLeft;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.RoomChanges.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PurgeRoomsTest {
  private static final Duration GRACE = Duration.ofDays(7);

  /**
   * Own logs stay dense: what is told of the room there is that one is not in it. A default room
   * that is gone is not made again.
   */
  private static final Set<String> KEPT = Set.of("user_log", "default_rooms");

  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final PostgresRoomDeletion rooms =
      new PostgresRoomDeletion(chat.database, chat.announcements);
  private final DeleteRoom deletion = new DeleteRoom(rooms, chat.clock, GRACE);
  private final PurgeRooms purge = new PurgeRooms(rooms, chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final UUID room = chat.room(ada, ben);

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @Test
  void beforeItsTimeNothingOfARoomGoes() {
    say(room, "kept");
    deletion.delete(room, ada.id());
    chat.clock.advance(GRACE.minusSeconds(1));

    assertThat(purge.run()).isZero();
    assertThat(deletion.undelete(room, ada.id(), "")).isInstanceOf(Outcome.Done.class);
    chat.clock.advance(GRACE);
    assertThat(purge.run()).isZero();
  }

  @Test
  void afterItsTimeNothingOfARoomIsLeft() {
    fill();
    deletion.delete(room, ada.id());
    for (String table : tablesThatNameRooms()) {
      assertThat(of(table))
          .as("%s names rooms: let RoomPurge take its rows, and fill it in this test", table)
          .isPositive();
    }
    chat.clock.advance(GRACE);
    purge.run();

    assertThat(chat.count("select count(*) from chat.rooms where id = ?", room)).isZero();
    for (String table : tablesThatNameRooms()) {
      assertThat(of(table) > 0).as(table).isEqualTo(KEPT.contains(table));
    }
    assertThat(chat.count("select count(*) from chat.message_edits")).isZero();
    assertThat(chat.count("select count(*) from chat.reactions")).isZero();
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
  }

  @Test
  void ownLogsOutliveARoomAndSayThatOneIsNotInIt() {
    chat.positions.unread(room, ben.id(), 1, chat.clock.instant());
    say(room, "read this");
    chat.positions.read(room, ben.id(), chat.head(room), chat.clock.instant());
    chat.preferences.save(ben.id(), new Preferences(false, true), chat.clock.instant());
    deletion.delete(room, ada.id());
    chat.clock.advance(GRACE);
    purge.run();

    List<UserEvent> read = chat.logs.readUser(ben.id(), 0, 10).events();
    assertThat(read)
        .extracting(UserEvent::change)
        .containsExactly(
            new RoomLeft(room, true),
            new RoomLeft(room, true),
            new UserEvent.Change.PreferencesChanged(new Preferences(false, true)),
            new RoomLeft(room, true));
    assertThat(read).extracting(UserEvent::seq).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aLargeRoomGoesInManySmallStretchesAndTakesNothingElseWithIt() {
    UUID other = chat.room(ada, ben);
    for (int i = 0; i < 25; i++) {
      say(room, "number " + i);
    }
    say(other, "kept");
    deletion.delete(room, ada.id());
    chat.clock.advance(GRACE);
    List<Long> stretches = new ArrayList<>();
    long gone;
    while ((gone = rooms.purge(chat.clock.instant(), 10)) > 0) {
      stretches.add(gone);
      assertThat(deletion.undelete(room, ada.id(), "")).isEqualTo(new Outcome.NotAMember<>());
    }

    assertThat(stretches).hasSizeGreaterThanOrEqualTo(4);
    assertThat(chat.count("select count(*) from chat.messages")).isEqualTo(1);
    assertThat(chat.rooms.find(other, ben.id()).orElseThrow().joined()).isTrue();
    assertThat(new VerifyCounts(new PostgresAudit(chat.database)).examine()).isEmpty();
  }

  @Test
  void onceItHasBegunAClockThatIsBehindBringsNothingBack() {
    for (int i = 0; i < 25; i++) {
      say(room, "number " + i);
    }
    deletion.delete(room, ada.id());
    chat.clock.advance(GRACE);
    rooms.purge(chat.clock.instant(), 10);
    chat.clock.advance(Duration.ofSeconds(-10));

    assertThat(deletion.undelete(room, ada.id(), "")).isEqualTo(new Outcome.NotAMember<>());
    assertThat(deletion.mine(ada.id())).isEmpty();
  }

  /** Something of everything that a room can have. */
  private void fill() {
    UUID edited = say(room, "hello @ben");
    messages.append(
        chat.draft(room, ada, "yes?", new Question(List.of("yes", "no"), false, false, null)));
    chat.edit.edit(room, edited, ada.id(), "hello again @ben");
    chat.react.react(room, edited, ben.id(), "👍");
    chat.delete.delete(room, say(room, "oops"), ada.id());
    messages.append(chat.draft(room, ben, "and @ada", new Reply(edited, false)));
    Appended gone = messages.append(chat.draft(room, ben, "oops", new Reply(edited, true)));
    chat.delete.delete(room, ((Appended.Durable) gone).message().id(), ben.id());
    Person eve = chat.person("eve");
    chat.database.useTransaction(handle -> {
      handle.execute(
          "insert into chat.bans (room_id, user_id, by_id, reason, create_time) values (?, ?, ?, '', now())",
          room,
          eve.id(),
          ada.id());
      handle.execute(
          "insert into chat.room_avatars (room_id, format, bytes) values (?, 'PNG', 'x')", room);
      handle.execute(
          "insert into chat.drafts (user_id, room_id, text, update_time) values (?, ?, 'half', now())",
          ben.id(),
          room);
      handle.execute(
          "insert into chat.thread_drafts (user_id, thread_id, room_id, text, update_time) values (?, ?, ?, 'half', now())",
          ben.id(),
          edited,
          room);
      handle.execute(
          """
          insert into chat.saved_items (id, user_id, room_id, message_id, note, create_time, due)
          values (?, ?, ?, ?, '', now(), false)
          """,
          UUID.randomUUID(),
          ben.id(),
          room,
          edited);
      handle.execute(
          """
          insert into chat.scheduled_messages
            (id, sender_id, client_id, room_id, also_in_room, text, create_time, sent_count, sending)
          values (?, ?, ?, ?, false, 'later', now(), 0, false)
          """,
          UUID.randomUUID(),
          ben.id(),
          UUID.randomUUID(),
          room);
      handle.execute("insert into chat.default_rooms (name, room_id) values ('general', ?)", room);
      handle.execute(
          "insert into chat.former_members (room_id, user_id) values (?, ?)", room, eve.id());
      handle.execute(
          """
          insert into chat.invitations (id, room_id, creator_id, token_hash, approval_needed, use_limit, create_time)
          values (?, ?, ?, 'x', true, 0, now())
          """,
          UUID.randomUUID(),
          room,
          ada.id());
      handle.execute(
          """
          insert into chat.join_requests (room_id, user_id, invitation_id, note, create_time)
          values (?, ?, ?, '', now())
          """,
          room,
          eve.id(),
          UUID.randomUUID());
    });
  }

  /** But for that of the members, which is empty while a room is deleted. */
  private List<String> tablesThatNameRooms() {
    return chat.database.read(handle ->
        handle
            .createQuery(
                """
                select table_name::text from information_schema.columns
                 where table_schema = 'chat' and column_name = 'room_id' and table_name <> 'members'
                 order by 1
                """)
            .mapTo(String.class)
            .list());
  }

  private long of(String table) {
    return chat.count("select count(*) from chat." + table + " where room_id = ?", room);
  }

  private UUID say(UUID where, String text) {
    return ((Appended.Durable) messages.append(chat.draft(where, ada, text))).message().id();
  }
}
