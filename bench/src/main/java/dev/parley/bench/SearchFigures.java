package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * How long somebody waits for what they look for, in a million messages, of whose 5,000 rooms they
 * are in 50, the largest among them; what it costs to make them ready to be found; and how long
 * they wait for the newest messages of a room of 100,000, and for those around one in its midst.
 */
final class SearchFigures {
  private static final int READERS_ROOMS = 50;
  private static final int TIMES = 200;
  private static final long LONGEST_INDEXING = TimeUnit.MINUTES.toNanos(30);

  private SearchFigures() {}

  static void measure(ParleyProcess server, Results results) throws InterruptedException {
    System.out.println(
        "%,d messages in %,d rooms, a reader in %d of them"
            .formatted(History.MESSAGES, History.ROOMS, READERS_ROOMS));
    try (Rest rest = new Rest(server.port())) {
      Account reader = Account.register(rest, "search-reader");
      Account writer = Account.register(rest, "search-writer");
      // Chat hears of newcomers a moment later, at the latest when they ask for something.
      rest.get(reader.accessToken(), "/v1/rooms");
      rest.get(writer.accessToken(), "/v1/rooms");
      History history = new History(writer.id());
      history.write(server, reader.id(), READERS_ROOMS);
      index(server, results);
      queries(history).forEach((name, query) -> search(rest, reader, name, query, server, results));
      open(rest, reader, results);
    }
  }

  private static void index(ParleyProcess server, Results results) throws InterruptedException {
    Stretch stretch = Stretch.begin(server);
    long begun = System.nanoTime();
    while (count(server, "select count(*) from chat.search_backlog") > 0) {
      if (System.nanoTime() - begun > LONGEST_INDEXING) {
        throw new VoidRunException("the messages were not ready to be found within 30 minutes");
      }
      TimeUnit.SECONDS.sleep(1);
    }
    Stretch.Cost cost = stretch.end(server);
    double thousands = History.MESSAGES / 1e3;
    results.add(
        "search: indexing, messages", History.MESSAGES / ((System.nanoTime() - begun) / 1e9), "/s");
    results.add("search: indexing a thousand messages, JVM CPU", cost.server() / thousands, "s");
    results.add(
        "search: indexing a thousand messages, PostgreSQL CPU", cost.database() / thousands, "s");
    results.add(
        "search: size of the index beside its messages",
        (double)
                count(
                    server,
                    "select pg_total_relation_size('chat.search_entries') + pg_total_relation_size('chat.search_words')")
            / count(server, "select pg_total_relation_size('chat.messages')"),
        "x");
    run(server, "vacuum analyze chat.search_entries");
  }

  /** What is looked for, by what it is to show; another each time where that can be. */
  private static Map<String, IntFunction<String>> queries(History history) {
    Map<String, IntFunction<String>> queries = new LinkedHashMap<>();
    queries.put("a rare word", time -> History.RARE);
    queries.put("a common word", time -> "\"" + History.COMMON + "\"");
    queries.put("any word", time -> history.anyWord());
    queries.put("two CJK characters", time -> Character.toString(0x4E00 + time % 40) + "\u4E03");
    queries.put("part of words", time -> List.of("erka", "hamit", "unlo", "uavon").get(time % 4));
    queries.put("a common word without another", time -> History.COMMON + " -" + history.anyWord());
    queries.put(
        "two words in a row", time -> "\"" + History.COMMON + " " + history.anyWord() + "\"");
    queries.put(
        "a word from somebody in a time",
        time -> History.COMMON + " from:search-writer after:2020-01-01");
    return queries;
  }

  private static void search(
      Rest rest,
      Account reader,
      String name,
      IntFunction<String> query,
      ParleyProcess server,
      Results results) {
    Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
    long found = 0;
    for (int time = 0; time < TIMES + 20; time++) {
      String asked = URLEncoder.encode(query.apply(time), StandardCharsets.UTF_8);
      long begun = System.nanoTime();
      JsonNode answer = rest.get(reader.accessToken(), "/v1/messages:search?query=" + asked);
      if (time >= 20) {
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
      }
      found += answer.path("totalCount").asLong();
    }
    if (name.equals("a rare word")) {
      requireAll(server, reader, found / (TIMES + 20));
    }
    if (found == 0) {
      throw new VoidRunException(name + ": nothing was found");
    }
    results.add(Targets.search(name), micros.getValueAtPercentile(95) / 1e3, "ms");
    results.add("search: " + name + ", p50", micros.getValueAtPercentile(50) / 1e3, "ms");
  }

  /** What search finds of the rare word is what the texts have. */
  private static void requireAll(ParleyProcess server, Account reader, long found) {
    long there =
        count(
            server,
            """
            select count(*) from chat.messages m join chat.members v using (room_id)
             where v.user_id = '%s' and ' ' || m.text || ' ' like '%% %s %%'
            """
                .formatted(reader.id(), History.RARE));
    if (there != found) {
      throw new VoidRunException("%d of %d messages are found".formatted(found, there));
    }
  }

  private static void open(Rest rest, Account reader, Results results) {
    String messages = "/v1/rooms/" + History.room(0) + "/messages?pageSize=50";
    results.add(Targets.OPEN_LARGE, p95(time -> rest.get(reader.accessToken(), messages)), "ms");
    results.add(
        Targets.OPEN_LARGE_MIDST,
        p95(time ->
            rest.get(
                reader.accessToken(),
                messages + "&before=" + (1_000 + time * 31 % (History.IN_ONE_ROOM - 1_000)))),
        "ms");
  }

  private static double p95(IntFunction<JsonNode> call) {
    Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
    for (int time = 0; time < TIMES + 20; time++) {
      long begun = System.nanoTime();
      int messages = call.apply(time).path("messages").size();
      if (time >= 20) {
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
      }
      if (messages != 50) {
        throw new VoidRunException("%d messages of 50 are listed".formatted(messages));
      }
    }
    return micros.getValueAtPercentile(95) / 1e3;
  }

  private static long count(ParleyProcess server, String sql) {
    try (Connection connection = server.database();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new VoidRunException("the database could not be asked", e);
    }
  }

  private static void run(ParleyProcess server, String sql) {
    try (Connection connection = server.database();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new VoidRunException("the database could not be told", e);
    }
  }
}
