package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresNewcomers;
import dev.parley.chat.adapter.postgres.PostgresRoomDeletion;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.DeleteRoom;
import dev.parley.chat.app.PurgeRooms;
import dev.parley.chat.app.WelcomeNewcomers;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.UserEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WelcomeNewcomersTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final WelcomeNewcomers welcome = welcome("general", "News");
  private final Person ada = chat.person("ada");

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void theFirstMakesTheRoomsAndOwnsThemAndTheNextJoin() {
    register(ada);
    Person ben = register(chat.person("ben"));

    assertThat(roomsOf(ada))
        .extracting(room -> room.details().name())
        .containsExactly("general", "News");
    assertThat(roomsOf(ben))
        .extracting(Room::id)
        .isEqualTo(roomsOf(ada).stream().map(Room::id).toList());
    assertThat(roomsOf(ada)).extracting(Room::role).containsOnly(Role.OWNER);
    assertThat(roomsOf(ben)).extracting(Room::role).containsOnly(Role.MEMBER);
    assertThat(roomsOf(ben)).allMatch(Room::forEverybody);
    assertThat(chat.announcements.ofUser(ben.id()))
        .extracting(UserEvent::change)
        .hasSize(2)
        .hasOnlyElementsOfType(UserEvent.Change.RoomJoined.class);
    assertThat(chat.rooms.find(chat.room(ada), ada.id()).orElseThrow().forEverybody()).isFalse();
  }

  @Test
  void aRoomThatIsThereIsTakenAndKeptWhateverItIsCalledLater() {
    UUID general = chat.room("General", Room.Visibility.PUBLIC, ada);
    welcome.begin();
    assertThat(chat.rooms.find(general, ada.id()).orElseThrow().forEverybody()).isTrue();
    chat.database.useTransaction(
        handle -> handle.execute("update chat.rooms set name = 'lobby' where id = ?", general));

    assertThat(roomsOf(register(chat.person("ben")))).extracting(Room::id).contains(general);
  }

  @Test
  void whoLeavesIsNotBroughtBack() {
    register(ada);
    Person ben = register(chat.person("ben"));
    roomsOf(ben).forEach(room -> chat.remove(room.id(), ben));
    welcome.run();
    welcome.begin();
    welcome.run();

    assertThat(roomsOf(ben)).isEmpty();
  }

  @Test
  void archivedAndDeletedRoomsTakeNobodyAndAreNotMadeAgain() {
    register(ada);
    UUID general = named("general");
    UUID news = named("News");
    new ChangeRoom(chat.roomChanges, chat.clock).archive(general, ada.id(), true);
    PostgresRoomDeletion rooms = new PostgresRoomDeletion(chat.database, chat.announcements);
    new DeleteRoom(rooms, chat.clock, Duration.ofDays(7)).delete(news, ada.id());

    assertThat(roomsOf(register(chat.person("ben")))).isEmpty();
    chat.clock.advance(Duration.ofDays(7));
    new PurgeRooms(rooms, chat.clock).run();
    assertThat(roomsOf(register(chat.person("eve")))).isEmpty();
    assertThat(chat.count("select count(*) from chat.rooms")).isEqualTo(1);
  }

  @Test
  void whatIsNoLongerADefaultRoomIsNone() {
    register(ada);
    UUID general = named("general");
    welcome("News").begin();

    assertThat(chat.rooms.find(general, ada.id()).orElseThrow().forEverybody()).isFalse();
  }

  @Test
  void whoBannedSomebodyBeforeTheyCameIsNotOverruled() {
    register(ada);
    Person eve = chat.person("eve");
    UUID general = named("general");
    chat.database.useTransaction(handle ->
        handle.execute(
            "insert into chat.bans (room_id, user_id, by_id, reason, create_time) values (?, ?, ?, '', now())",
            general,
            eve.id(),
            ada.id()));

    assertThat(roomsOf(register(eve))).extracting(Room::id).containsExactly(named("News"));
  }

  @Test
  void manyAtOnceOnManyNodesAllComeInOnceAndTheRoomsAreMadeOnce() throws Exception {
    List<Person> all = IntStream.range(0, 20).mapToObj(i -> chat.person("person" + i)).toList();
    all.forEach(this::await);
    Callable<Boolean> node =
        () -> {
          welcome("general", "News").run();
          return true;
        };
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> done : nodes.invokeAll(Collections.nCopies(4, node))) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(chat.count("select count(*) from chat.rooms")).isEqualTo(2);
    assertThat(chat.count("select count(*) from chat.members")).isEqualTo(40);
  }

  private WelcomeNewcomers welcome(String... names) {
    return new WelcomeNewcomers(
        new PostgresNewcomers(chat.database, chat.announcements), List.of(names), chat.clock);
  }

  private void await(Person person) {
    chat.database.useTransaction(handle -> PostgresNewcomers.registered(handle, person.id()));
  }

  private Person register(Person person) {
    await(person);
    welcome.run();
    return person;
  }

  private UUID named(String name) {
    return chat.database.read(handle ->
        handle
            .createQuery("select id from chat.rooms where name = ?")
            .bind(0, name)
            .mapTo(UUID.class)
            .one());
  }

  private List<Room> roomsOf(Person person) {
    return chat.rooms.list(person.id(), Optional.empty(), 10).items();
  }
}
