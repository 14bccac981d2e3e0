package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.ReadMessages;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomSort;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomDirectory.Search;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomListsTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final Person ada = chat.person("ada");
  private final Person eve = chat.person("eve");

  @AfterEach
  void stop() {
    chat.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 100})
  void pagesOfRoomsHaveEachOnceByNameWithoutRegardToCase(int size) {
    // Private rooms may share a name.
    List<String> names = List.of("beta", "Alpha", "alpha", "ALPHA", "Ärger", "ärger", "Zulu", "日本");
    names.forEach(name -> chat.room(name, Room.Visibility.PRIVATE, ada));

    List<Room> all = pages(mark -> chat.rooms.list(ada.id(), mark, size), size);

    assertThat(all).doesNotHaveDuplicates().hasSize(8);
    assertThat(all)
        .extracting(room -> room.details().name().toLowerCase(Locale.ROOT))
        .containsExactly("alpha", "alpha", "alpha", "beta", "zulu", "ärger", "ärger", "日本");
    assertThat(chat.rooms.list(eve.id(), Optional.empty(), size).items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void pagesHaveNamesWhoseSmallLettersJavaAndPostgresqlFormDifferently(int size) {
    // Java: i and a dot above, and the other sigma at a word's end.
    List<String> names = List.of("İstanbul", "ia", "iz", "ΟΔΟΣ", "οδοσα", "οδος2");
    names.forEach(name -> chat.room(name, Room.Visibility.PUBLIC, ada));

    assertThat(pages(mark -> chat.rooms.list(ada.id(), mark, size), size))
        .extracting(room -> room.details().name())
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(
            pages(
                mark -> chat.directory.discover(eve.id(), ChatDatabase.byName(""), mark, size),
                size))
        .extracting(found -> found.details().name())
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(
            chat.directory
                .discover(eve.id(), ChatDatabase.byName("İstanbul"), Optional.empty(), 9)
                .items())
        .hasSize(1);
    assertThat(
            chat.directory
                .discover(eve.id(), ChatDatabase.byName("ΟΔΟΣ"), Optional.empty(), 9)
                .items())
        .extracting(found -> found.details().name())
        .contains("ΟΔΟΣ");
  }

  @Test
  void publicRoomsAreFoundByPartsOfNamesWithoutRegardToCase() {
    chat.room("Garden Club", Room.Visibility.PUBLIC, ada);
    chat.room("gardeners", Room.Visibility.PUBLIC, ada);
    chat.room("100%_sure", Room.Visibility.PUBLIC, ada);
    chat.room("secret garden", Room.Visibility.PRIVATE, ada);

    assertThat(found("GARDEN")).containsExactly("Garden Club", "gardeners");
    assertThat(found("%")).containsExactly("100%_sure");
    assertThat(found("_")).containsExactly("100%_sure");
    assertThat(found("")).hasSize(3);
    assertThat(found("orchard")).isEmpty();
  }

  @Test
  void sharedRoomsAreThoseThatBothAreIn() {
    UUID both = chat.room(ada, eve);
    UUID three = chat.room(chat.person("bob"), ada, eve);
    chat.room(ada);
    chat.room(eve);

    assertThat(chat.rooms.shared(ada.id(), eve.id(), 10)).containsExactlyInAnyOrder(both, three);
    assertThat(chat.rooms.shared(ada.id(), eve.id(), 1)).hasSize(1);
    assertThat(chat.rooms.shared(ada.id(), UUID.randomUUID(), 10)).isEmpty();
  }

  @Test
  void windowsOfMessagesTellWhetherThereIsMore() {
    UUID room = chat.room(ada);
    try (PostgresMessageRepository messages = chat.node()) {
      for (int i = 0; i < 9; i++) {
        messages.append(chat.draft(room, ada, "text " + i));
      }
      ReadMessages read = new ReadMessages(messages, chat.rooms, chat.logs);

      assertFound(read.read(room, ada.id(), new Window.Before(Long.MAX_VALUE), 4), true, 7, 10);
      assertFound(read.read(room, ada.id(), new Window.Before(7), 4), true, 3, 6);
      assertFound(read.read(room, ada.id(), new Window.Before(6), 4), false, 2, 5);
      assertFound(read.read(room, ada.id(), new Window.Before(3), 4), false, 2, 2);
      assertFound(read.read(room, ada.id(), new Window.After(0), 4), true, 2, 5);
      assertFound(read.read(room, ada.id(), new Window.After(6), 4), false, 7, 10);
      assertFound(read.read(room, ada.id(), new Window.After(5), 4), true, 6, 9);
      assertNothing(read.read(room, ada.id(), new Window.After(10), 4));
      assertNothing(read.read(room, ada.id(), new Window.Before(2), 4));
    }
  }

  @Test
  void aPageBringsWhatBecameOfTheRoomBetweenItsMessages() {
    Person ada = chat.person("ada");
    Person ben = chat.person("ben");
    Person cem = chat.person("cem");
    UUID room = chat.room(ada);
    try (PostgresMessageRepository messages = chat.node()) {
      ReadMessages read = new ReadMessages(messages, chat.rooms, chat.logs);
      chat.rooms.add(room, ben, new Warrant.OneselfToPublic(), chat.clock.instant());
      messages.append(chat.draft(room, ada, "3"));
      chat.remove(room, ben);
      messages.append(chat.draft(room, ada, "5"));
      chat.rooms.add(room, cem, new Warrant.OneselfToPublic(), chat.clock.instant());

      assertThat(changes(read.read(room, ada.id(), new Window.Before(Long.MAX_VALUE), 1)))
          .as("to the end of the room")
          .containsExactly(6L);
      assertThat(changes(read.read(room, ada.id(), new Window.Before(5), 1)))
          .as("from its beginning")
          .containsExactly(1L, 2L, 4L);
      assertThat(changes(read.read(room, ada.id(), new Window.After(0), 1)))
          .containsExactly(1L, 2L);
      assertThat(changes(read.read(room, ada.id(), new Window.After(3), 1)))
          .containsExactly(4L, 6L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NAME, 1",
    "NAME, 4",
    "MEMBERS, 1",
    "MEMBERS, 3",
    "ACTIVITY, 1",
    "ACTIVITY, 3",
    "ACTIVITY, 100"
  })
  void pagesOfDiscoveredRoomsHaveEachOnceInTheirOrder(RoomSort sort, int size) {
    try (PostgresMessageRepository messages = chat.node()) {
      Person ben = chat.person("ben");
      UUID quiet = chat.room("b quiet", Room.Visibility.PUBLIC, ada);
      chat.clock.advance(Duration.ofSeconds(1));
      UUID crowded = chat.room("d crowded", Room.Visibility.PUBLIC, ada, ben, eve);
      chat.clock.advance(Duration.ofSeconds(1));
      UUID busy = chat.room("a busy", Room.Visibility.PUBLIC, ada, ben);
      chat.clock.advance(Duration.ofSeconds(1));
      UUID other = chat.room("c other", Room.Visibility.PUBLIC, ada);
      chat.clock.advance(Duration.ofSeconds(1));
      for (UUID room : List.of(quiet, crowded, other)) {
        messages.append(chat.draft(room, ada, "hello"));
        chat.clock.advance(Duration.ofSeconds(1));
      }
      UUID silent = chat.room("e silent", Room.Visibility.PUBLIC, ada);
      chat.clock.advance(Duration.ofSeconds(1));
      messages.append(chat.draft(busy, ada, "hello"));
      Search search = new Search("", sort, false);

      List<Room> all = pages(mark -> chat.directory.discover(eve.id(), search, mark, size), size);

      List<UUID> expected =
          switch (sort) {
            case NAME -> List.of(busy, quiet, other, crowded, silent);
            case MEMBERS -> List.of(crowded, busy, silent, other, quiet);
            case ACTIVITY -> List.of(busy, silent, other, crowded, quiet);
          };
      assertThat(all).extracting(Room::id).containsExactlyElementsOf(expected);
      assertThat(said(all, busy)).isEqualTo(chat.clock.instant());
      assertThat(said(all, silent)).isNull();
      assertThat(all)
          .filteredOn(found -> found.joined())
          .extracting(Room::id)
          .containsExactly(crowded);
    }
  }

  @Test
  void archivedRoomsAreDiscoveredWhereTheyAreAskedFor() {
    UUID room = chat.room("old", Room.Visibility.PUBLIC, ada);
    new ChangeRoom(chat.roomChanges, chat.clock).archive(room, ada.id(), true);

    assertThat(found("old")).isEmpty();
    assertThat(
            chat.directory
                .discover(eve.id(), new Search("old", RoomSort.NAME, true), Optional.empty(), 10)
                .items())
        .hasSize(1);
  }

  private static @Nullable Instant said(List<Room> all, UUID room) {
    return all.stream()
        .filter(found -> found.id().equals(room))
        .findFirst()
        .orElseThrow()
        .lastMessageTime();
  }

  private static List<Long> changes(ReadMessages.Result result) {
    return ((ReadMessages.Result.Found) result).changes().stream().map(RoomEvent::seq).toList();
  }

  private static void assertNothing(ReadMessages.Result result) {
    ReadMessages.Result.Found found = (ReadMessages.Result.Found) result;
    assertThat(found.messages()).isEmpty();
    assertThat(found.more()).isFalse();
  }

  private static void assertFound(ReadMessages.Result result, boolean more, long first, long last) {
    ReadMessages.Result.Found found = (ReadMessages.Result.Found) result;
    assertThat(found.messages())
        .extracting(Message::seq)
        .isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
    assertThat(found.more()).isEqualTo(more);
  }

  private List<String> found(String query) {
    return chat
        .directory
        .discover(eve.id(), ChatDatabase.byName(query), Optional.empty(), 10)
        .items()
        .stream()
        .map(found -> found.details().name())
        .toList();
  }

  /** All items of all pages; each but the last must be full. */
  private static <T> List<T> pages(Function<Optional<Page.Mark>, Page<T>> list, int size) {
    List<T> all = new ArrayList<>();
    Optional<Page.Mark> next = Optional.empty();
    do {
      Page<T> page = list.apply(next);
      all.addAll(page.items());
      next = page.next();
      assertThat(page.items()).isNotEmpty();
      assertThat(next.isEmpty() || page.items().size() == size).isTrue();
      assertThat(all).hasSizeLessThan(100);
    } while (next.isPresent());
    return all;
  }
}
