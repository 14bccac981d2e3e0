package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresMessageSearch;
import dev.parley.chat.adapter.postgres.PostgresRoomDeletion;
import dev.parley.chat.adapter.postgres.PostgresSearchIndex;
import dev.parley.chat.app.DeleteRoom;
import dev.parley.chat.app.IndexMessages;
import dev.parley.chat.app.SearchMessages;
import dev.parley.chat.app.SearchMessages.Result;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.MessageSearch.Found;
import dev.parley.chat.port.MessageSearch.Hit;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  private final ChatDatabase chat = new ChatDatabase();
  private final PostgresMessageRepository messages = chat.node();
  private final PostgresSearchIndex index = new PostgresSearchIndex(chat.database);
  private final IndexMessages indexMessages = new IndexMessages(index);
  private final SearchMessages search =
      new SearchMessages(new PostgresMessageSearch(chat.database), chat.clock);
  private final Person ada = chat.person("ada");
  private final Person ben = chat.person("ben");
  private final Person eve = chat.person("eve");
  private UUID room;

  @BeforeEach
  void meet() {
    room = chat.room(ada, ben);
  }

  @AfterEach
  void stop() {
    messages.close();
    chat.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "engine|1",
        "ENGINE|1",
        "gin|1 2",
        "eng*|1",
        "\"gine\"|",
        "\"the engine runs\"|1",
        "\"engine the\"|",
        "the -engine|2",
        "the|1 2",
        "gin -\"the gin\"|1",
        "数据|3",
        "据库|3",
        "数据库|3",
        "库|3",
        "数库|",
        "brulee|4",
        "crème|4",
        "🎉|4",
        "has:link|5",
        "example|5",
        "example.org|5",
        "has:code|6",
        "has:mention|6",
        "engine gin|1",
        "2026|5",
        "nothinglikethis|",
      })
  void whatWasSaidIsFound(String query, String numbers) {
    List<String> said =
        List.of(
            "1 The engine runs",
            "2 the gin is here",
            "3 我们的数据库很好",
            "4 Crème brûlée 🎉",
            "5 see https://example.org/2026",
            "6 `code` for @ben");
    said.forEach(text -> say(room, ada, text));
    String expected = numbers == null ? "" : numbers;

    assertThat(numbers(found(ben, query))).isEqualTo(expected);
  }

  @Test
  void onlyOnesOwnRoomsAreSearched() {
    UUID secret = chat.privateRoom(ada);
    UUID open = chat.room(eve);
    say(secret, ada, "1 moth");
    say(open, eve, "2 moth");
    say(room, ben, "3 moth");

    assertThat(numbers(found(ben, "moth"))).isEqualTo("3");
    assertThat(numbers(found(ada, "moth"))).isEqualTo("1 3");
    assertThat(numbers(found(eve, "moth"))).isEqualTo("2");
    chat.rooms.add(room, eve, new Warrant.OneselfToPublic(), chat.clock.instant());
    assertThat(numbers(found(eve, "moth"))).isEqualTo("2 3");
    chat.remove(room, ben);
    assertThat(found(ben, "moth").hits()).isEmpty();
    assertThat(found(ben, "moth").total()).isZero();
  }

  @Test
  void whatIsEditedIsFoundByWhatItSaysNow() {
    Message said = say(room, ada, "the old wording");
    assertThat(found(ben, "old").hits()).hasSize(1);
    chat.edit.edit(room, said.id(), ada.id(), "the new wording");

    assertThat(look(ben, "old").hits()).as("gone at once").isEmpty();
    assertThat(found(ben, "new is:edited").hits()).hasSize(1);
    assertThat(found(ben, "old").hits()).isEmpty();
  }

  @Test
  void whatIsDeletedIsFoundNoMoreAndLeavesNoWord() {
    Message secret = say(room, ada, "swordfish wording");
    say(room, ada, "other wording");
    assertThat(found(ben, "swordf").hits()).hasSize(1);
    chat.delete.delete(room, secret.id(), ada.id());

    assertThat(look(ben, "swordfish").hits()).as("gone at once").isEmpty();
    indexAll();
    assertThat(found(ben, "wording").hits()).hasSize(1);
    assertThat(words()).contains("wording").doesNotContain("swordfish");
    assertThat(chat.count("select count(*) from chat.search_words_in_doubt")).isZero();
  }

  @Test
  void whatHasDisappearedIsFoundNoMoreAndLeavesNoWord() {
    Message secret = say(room, ada, "swordfish wording");
    say(room, ada, "other wording");
    assertThat(found(ben, "swordf").hits()).hasSize(1);
    chat.expire(room, secret.id());

    assertThat(look(ben, "swordfish").hits()).as("gone at once").isEmpty();
    indexAll();
    assertThat(found(ben, "wording").hits()).hasSize(1);
    assertThat(words()).contains("wording").doesNotContain("swordfish");
  }

  @Test
  void repliesAreFoundWithWhatWasSaidAroundThemInTheirThread() {
    Message root = say(room, ada, "the question");
    Message one = reply(root, "the first answer");
    say(room, ada, "something else");
    Message two = reply(root, "the second answer");

    assertThat(found(ben, "answer is:thread").hits()).hasSize(2);
    assertThat(found(ben, "the -is:thread").hits()).hasSize(1);
    Hit hit = found(ben, "second").hits().getFirst();
    assertThat(hit.message()).isEqualTo(two);
    assertThat(hit.previous()).isEqualTo(one);
    assertThat(hit.next()).isNull();
    assertThat(found(ben, "question").hits().getFirst().next())
        .extracting(Message::text)
        .isEqualTo("something else");
  }

  private Message reply(Message root, String text) {
    chat.clock.advance(Duration.ofMillis(1));
    Appended appended = messages.append(chat.draft(room, ada, text, new Reply(root.id(), false)));
    return ((Appended.Durable) appended).message();
  }

  @Test
  void pinsAreFoundWhileTheyAre() {
    Message said = say(room, ada, "the plan");
    say(room, ada, "another plan");
    chat.pin.pin(room, said.id(), ben.id());
    assertThat(found(ben, "plan is:pinned").hits()).hasSize(1);
    assertThat(found(ben, "plan -is:pinned").hits()).hasSize(1);
    chat.pin.unpin(room, said.id(), ben.id());
    assertThat(found(ben, "is:pinned").hits()).isEmpty();
  }

  @Test
  void conditionsNarrowWhereAndByWhom() {
    UUID lab = chat.room("The Lab", dev.parley.chat.domain.Room.Visibility.PUBLIC, ada, ben);
    UUID direct = chat.direct(ada, ben);
    say(room, ada, "1 moth");
    say(lab, ben, "2 moth");
    say(lab, ada, "3 moth");
    say(direct, ben, "4 moth");

    assertThat(numbers(found(ada, "moth from:ben"))).isEqualTo("2 4");
    assertThat(numbers(found(ada, "moth from:me"))).isEqualTo("1 3");
    assertThat(numbers(found(ada, "moth -from:me"))).isEqualTo("2 4");
    assertThat(numbers(found(ada, "in:\"the lab\""))).isEqualTo("2 3");
    assertThat(numbers(found(ada, "moth -in:\"the lab\""))).isEqualTo("1 4");
    assertThat(numbers(found(ada, "in:@ben"))).isEqualTo("4");
    assertThat(numbers(found(ben, "in:@ada"))).isEqualTo("4");
    assertThat(numbers(found(ada, "in:" + lab + " from:ada"))).isEqualTo("3");
    assertThat(numbers(found(ada, "in:\"the lab\" in:@ben from:ben"))).isEqualTo("2 4");
    assertThat(found(ada, "moth from:nobody").hits()).isEmpty();
    assertThat(found(ada, "moth in:nowhere").hits()).isEmpty();
    assertThat(numbers(found(ada, "moth -from:nobody -in:nowhere"))).isEqualTo("1 2 3 4");
  }

  @Test
  void daysNarrowWhen() {
    say(room, ada, "1 moth");
    chat.clock.advance(Duration.ofDays(2));
    say(room, ada, "2 moth");

    assertThat(numbers(found(ben, "moth before:2026-03-02"))).isEqualTo("1");
    assertThat(numbers(found(ben, "moth after:2026-03-01"))).isEqualTo("2");
    assertThat(numbers(found(ben, "on:today"))).isEqualTo("2");
    assertThat(found(ben, "moth after:2026-03-01 before:2026-03-03").hits()).isEmpty();
  }

  @Test
  void pagesGoOnWhereTheLastOneEndedTheNewestFirst() {
    for (int i = 1; i <= 5; i++) {
      say(room, ada, i + " moth");
    }
    indexAll();
    List<String> pages = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    do {
      Found page = done(search.search(ben.id(), "moth", ZoneOffset.UTC, after, 2));
      assertThat(page.total()).isEqualTo(5);
      pages.add(
          page.hits().stream()
              .map(hit -> hit.message().text().substring(0, 1))
              .toList()
              .toString());
      after = page.next();
    } while (after.isPresent());

    assertThat(pages).containsExactly("[5, 4]", "[3, 2]", "[1]");
  }

  /** Of what is expected to be much, the newest are found first, and all of it in the end. */
  @Test
  void muchIsFoundFromTheNewestMessagesOn() {
    for (int i = 1; i <= 10; i++) {
      say(room, ada, i + " moth");
      chat.clock.advance(Duration.ofDays(i < 5 ? 100 : 5));
    }
    indexAll();
    makeThePlannerExpectMuch();

    Found first = look(ben, "moth");
    assertThat(first.estimated()).isTrue();
    assertThat(numbers(first)).isEqualTo("1 2 3 4 5 6 7 8 9 10");
    List<String> pages = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    do {
      Found page = done(search.search(ben.id(), "moth", ZoneOffset.UTC, after, 3));
      pages.add(numbers(page));
      after = page.next();
    } while (after.isPresent());
    assertThat(pages).containsExactly("8 9 10", "5 6 7", "2 3 4", "1");
  }

  /** However much is said in one room meanwhile, and however little in another. */
  @Test
  void theNewestOfBusyAndQuietRoomsComeInOneOrder() {
    UUID quiet = chat.room(ada, ben);
    UUID silent = chat.room(ada, ben);
    say(silent, ada, "0 moth");
    List<String> told = new ArrayList<>();
    for (int i = 1; i <= 700; i++) {
      UUID where = i % 100 == 0 ? quiet : room;
      chat.clock.advance(Duration.ofSeconds(i % 7 == 0 ? 20 : 1));
      say(where, ada, i + (i % 25 == 0 ? " moth" : " relay"));
      if (i % 25 == 0) {
        told.add(String.valueOf(i));
      }
    }
    indexAll();
    makeThePlannerExpectMuch();

    assertThat(look(ben, "moth").estimated()).isTrue();
    List<String> found = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    do {
      Found page = done(search.search(ben.id(), "moth", ZoneOffset.UTC, after, 6));
      found.addAll(0, List.of(numbers(page).split(" ")));
      after = page.next();
    } while (after.isPresent());
    assertThat(found.subList(1, found.size())).isEqualTo(told);
    assertThat(found.getFirst()).isEqualTo("0");
  }

  /** For the planner it is as if there was much: nothing else tells it otherwise. */
  private void makeThePlannerExpectMuch() {
    chat.database.useTransaction(handle -> {
      handle.execute(
          "create temp table many as select terms from chat.search_entries, generate_series(1, 1000)");
      handle.execute(
          "insert into chat.search_entries select gen_random_uuid(), terms from many order by random()");
    });
    chat.database.read(handle -> handle.execute("analyze chat.search_entries"));
    chat.database.useTransaction(handle ->
        handle.execute(
            "delete from chat.search_entries e where not exists (select from chat.messages m where m.id = e.message_id)"));
  }

  @Test
  void whatWasSaidAroundItComesWithIt() {
    Message before = say(room, ben, "before");
    Message deleted = say(room, ben, "deleted");
    Message moth = say(room, ada, "moth");
    chat.delete.delete(room, deleted.id(), ben.id());

    Hit hit = found(ben, "moth").hits().getFirst();
    assertThat(hit.message()).isEqualTo(moth);
    assertThat(hit.previous()).isEqualTo(before);
    assertThat(hit.next()).isNull();
  }

  @Test
  void nothingIsFoundOfWhomOneHasBlockedUnlessOneAsksForThem() {
    say(room, ada, "moth");
    chat.blocks.block(ben.id(), ada, chat.clock.instant());

    assertThat(found(ben, "moth").hits()).isEmpty();
    assertThat(found(ben, "moth from:ada").hits()).hasSize(1);
  }

  @Test
  void whatWasSaidBeforeThereWasAnIndexIsTakenInTheNewestFirst() {
    for (int i = 1; i <= 4; i++) {
      say(room, ada, i + " moth");
    }
    assertThat(index.follow(500)).isGreaterThan(0);
    asBeforeThereWasAnIndex();

    assertThat(index.catchUp(2)).isEqualTo(2);
    assertThat(numbers(look(ben, "moth"))).isEqualTo("3 4");
    assertThat(look(ben, "moth").indexedSince()).isBefore(chat.clock.instant());
    assertThat(numbers(found(ben, "moth"))).isEqualTo("1 2 3 4");
    assertThat(look(ben, "moth").indexedSince()).isNull();
  }

  @Test
  void aRoomThatIsDeletedForGoodTakesWhatCanBeFoundWithIt() {
    PostgresRoomDeletion rooms = new PostgresRoomDeletion(chat.database, chat.announcements);
    DeleteRoom deletion = new DeleteRoom(rooms, chat.clock, Duration.ofDays(1));
    say(room, ada, "moth");
    assertThat(found(ben, "moth").hits()).hasSize(1);
    deletion.delete(room, ada.id());
    assertThat(look(ben, "moth").hits()).isEmpty();
    chat.clock.advance(Duration.ofDays(2));
    while (rooms.purge(chat.clock.instant(), 10) > 0) {
      // There is more.
    }
    indexAll();

    assertThat(chat.count("select count(*) from chat.search_entries")).isZero();
    assertThat(words()).isEmpty();
  }

  @Test
  void severalProcessesThatFollowAtOnceDoNoHarm() throws Exception {
    PostgresSearchIndex other = new PostgresSearchIndex(chat.database);
    List<Thread> threads = new ArrayList<>();
    for (PostgresSearchIndex each : List.of(index, other, index, other)) {
      threads.add(
          Thread.startVirtualThread(() -> {
            for (int i = 0; i < 30; i++) {
              each.follow(3);
            }
          }));
    }
    for (int i = 0; i < 20; i++) {
      say(room, ada, "moth " + i);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(found(ben, "moth").total()).isEqualTo(20);
  }

  /** The seed is the test's parameter, and one more is new in each run. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 0})
  void afterAnyHistoryItIsAsIfMadeAnew(long given) {
    long seed = given == 0 ? System.nanoTime() : given;
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      happen(random);
      if (random.nextInt(4) == 0) {
        index.follow(1 + random.nextInt(20));
      }
      if (random.nextInt(10) == 0) {
        index.tidy(2);
      }
    }
    indexAll();
    List<String> followed = entries();
    List<String> words = words();
    asBeforeThereWasAnIndex();
    indexAll();

    assertThat(followed).as("seed %s", seed).isEqualTo(entries());
    assertThat(words).as("seed %s", seed).isEqualTo(words());
  }

  private void happen(Random random) {
    chat.clock.advance(Duration.ofMillis(1 + random.nextInt(5)));
    List<Message> last = messages.list(room, new Window.Before(Long.MAX_VALUE), 6);
    String text =
        List.of("moth", "engine", "数据库", "swordfish").get(random.nextInt(4))
            + random.nextInt(5)
            + "x";
    if (last.isEmpty() || random.nextInt(2) == 0) {
      say(room, random.nextBoolean() ? ada : ben, text);
      return;
    }
    Message message = last.get(random.nextInt(last.size()));
    UUID sender = message.sender().id();
    switch (random.nextInt(6)) {
      case 0 -> chat.edit.edit(room, message.id(), sender, text);
      case 1 -> chat.delete.delete(room, message.id(), sender);
      case 2 -> chat.pin.pin(room, message.id(), ben.id());
      case 3 -> chat.expire(room, message.id());
      case 4 ->
          messages.append(
              chat.draft(room, ada, text, new Reply(message.id(), random.nextBoolean())));
      default -> chat.pin.unpin(room, message.id(), ben.id());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 0})
  void whateverIsAskedIsAnsweredOrRefused(long given) {
    long seed = given == 0 ? System.nanoTime() : given;
    Random random = new Random(seed);
    say(room, ada, "moth");
    indexAll();
    int answered = 0;
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      String query =
          i % 2 == 0 ? SearchTermsTest.anything(random) : SearchTermsTest.anythingAsked(random);
      switch (search.search(ben.id(), query, ZoneOffset.UTC, Optional.empty(), 5)) {
        case SearchMessages.Result.Done done -> {
          answered++;
          assertThat(done.found().hits())
              .as("seed %s: %s", seed, query)
              .allMatch(hit -> hit.message().text().equals("moth"));
        }
        case SearchMessages.Result.Unfit unfit -> {
          refused++;
          assertThat(unfit.expected()).as("seed %s: %s", seed, query).isNotBlank();
        }
      }
    }
    assertThat(answered).as("seed %s", seed).isPositive();
    assertThat(refused).as("seed %s", seed).isPositive();
  }

  private Message say(UUID where, Person sender, String text) {
    chat.clock.advance(Duration.ofMillis(1));
    return ((Appended.Durable) messages.append(chat.draft(where, sender, text))).message();
  }

  private void indexAll() {
    while (indexMessages.step()) {
      // There is more.
    }
  }

  private void asBeforeThereWasAnIndex() {
    chat.database.useTransaction(handle -> {
      handle.execute("truncate chat.search_entries, chat.search_words");
      // As another node says that has taken words away.
      handle.execute(
          "update chat.consumer_positions set transaction_id = transaction_id + 1 where stream = 'search-words'");
      handle.execute(
          "insert into chat.search_backlog values ('ffffffff-ffff-ffff-ffff-ffffffffffff')");
    });
  }

  /** Once everything is taken in. */
  private Found found(Person person, String query) {
    indexAll();
    return look(person, query);
  }

  private Found look(Person person, String query) {
    return done(search.search(person.id(), query, ZoneOffset.UTC, Optional.empty(), 20));
  }

  private static Found done(Result result) {
    assertThat(result).isInstanceOf(Result.Done.class);
    return ((Result.Done) result).found();
  }

  /** What the messages begin with, the oldest first. */
  private static String numbers(Found found) {
    return String.join(
        " ",
        found.hits().reversed().stream().map(hit -> hit.message().text().split(" ")[0]).toList());
  }

  private List<String> words() {
    return strings("select word from chat.search_words order by 1");
  }

  private List<String> entries() {
    return strings("select message_id || ' ' || terms::text from chat.search_entries order by 1");
  }

  private List<String> strings(String sql) {
    return chat.database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
