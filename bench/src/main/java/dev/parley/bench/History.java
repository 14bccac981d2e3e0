package dev.parley.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * A year of talk, written to the database, as a million sends would take hours: 5,000 rooms, and a
 * million messages of some ten words each. A tenth of it is in one room. Words are as frequent as
 * in a language (Zipf's law); every twentieth message is Chinese. The same each time.
 */
final class History {
  static final int ROOMS = 5_000;
  static final int MESSAGES = Pace.isFull() ? 1_000_000 : 50_000;

  /** In the first room. */
  static final int IN_ONE_ROOM = MESSAGES / 10;

  /** In half of the messages. */
  static final String COMMON = "the";

  /** In every 50,000th message, and in one of the reader's. */
  static final String RARE = "xylograph";

  private static final int VOCABULARY = 50_000;
  private static final int CHUNK = 20_000;
  private static final List<String> SYLLABLES =
      List.of(
          "ka", "lo", "mi", "ter", "sha", "run", "del", "pri", "von", "qua", "stu", "gel", "nor",
          "bix", "faw", "jem");

  private final Random random = new Random(7);
  private final String[] words = new String[VOCABULARY];
  private final double[] cumulative = new double[VOCABULARY];
  private final String sender;

  /** As said by this person, who is in all rooms. */
  History(String sender) {
    this.sender = sender;
    double sum = 0;
    for (int rank = 0; rank < VOCABULARY; rank++) {
      words[rank] = word(rank);
      sum += 1.0 / (rank + 1);
      cumulative[rank] = sum;
    }
  }

  /** The id of a room; the first is the large one. */
  static UUID room(int number) {
    return new UUID(0x5EA2C4L << 40 | number, 0x8000_0000_0000_0000L);
  }

  /** Writes it, with a reader in some of the rooms, evenly chosen. */
  void write(ParleyProcess server, String reader, int readersRooms) {
    try (Connection connection = server.database();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int number = 0; number < ROOMS; number++) {
        statement.addBatch(
            "insert into chat.rooms (id, kind, visibility, name, topic, member_count, create_time) values ('%s', 'CHANNEL', 'PRIVATE', 'search %d', '', 1, now())"
                .formatted(room(number), number));
        statement.addBatch(member(number, sender));
        if (number % (ROOMS / readersRooms) == 0) {
          statement.addBatch(member(number, reader));
        }
      }
      statement.executeBatch();
      long[] heads = new long[ROOMS];
      for (int from = 0; from < MESSAGES; from += CHUNK) {
        copy(connection, from, heads);
      }
      statement.execute(
          """
          update chat.rooms r set head_seq = m.seq, head_ordinal = m.seq
            from (select room_id, max(seq) as seq from chat.messages group by room_id) m
           where r.id = m.room_id and r.name like 'search %'
          """);
      statement.execute(
          "insert into chat.search_backlog values ('ffffffff-ffff-ffff-ffff-ffffffffffff')");
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("vacuum analyze chat.messages");
    } catch (SQLException | IOException e) {
      throw new VoidRunException("the history could not be written", e);
    }
  }

  private static String member(int number, String person) {
    return "insert into chat.members (room_id, user_id, role, joined_seq, join_time) values ('%s', '%s', 'MEMBER', 0, now())"
        .formatted(room(number), person);
  }

  private void copy(Connection connection, int from, long[] heads)
      throws SQLException, IOException {
    StringBuilder rows = new StringBuilder();
    Instant now = Instant.now();
    for (int i = from; i < Math.min(from + CHUNK, MESSAGES); i++) {
      int number = i % 10 == 0 ? 0 : 1 + random.nextInt(ROOMS - 1);
      Instant time = now.minus(Duration.ofDays(365)).plusSeconds(31L * i * 1_000_000 / MESSAGES);
      UUID id =
          new UUID(
              time.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000),
              0x8000_0000_0000_0000L | random.nextLong() >>> 2);
      long seq = ++heads[number];
      rows.append(id).append('\t').append(room(number)).append('\t').append(seq).append('\t');
      rows.append(seq).append('\t').append(sender).append('\t').append(new UUID(i, 1)).append('\t');
      rows.append(text(i)).append('\t').append(time).append('\n');
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "copy chat.messages (id, room_id, seq, ordinal, sender_id, client_id, text, create_time) from stdin",
            new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private String text(int number) {
    if (number % 20 == 7) {
      return chinese();
    }
    List<String> said = new ArrayList<>();
    for (int i = 6 + random.nextInt(9); i > 0; i--) {
      said.add(anyWord());
    }
    if (random.nextBoolean()) {
      said.add(random.nextInt(said.size()), COMMON);
    }
    if (number % 50_000 == 0) {
      said.add(RARE);
    }
    return String.join(" ", said);
  }

  private String chinese() {
    StringBuilder text = new StringBuilder();
    for (int i = 8 + random.nextInt(12); i > 0; i--) {
      // As with words, some are much more frequent.
      int rank = (int) (2_000 * Math.pow(random.nextDouble(), 3));
      text.appendCodePoint(0x4E00 + rank);
    }
    return text.toString();
  }

  /** A word as often as its rank says. */
  String anyWord() {
    double at = random.nextDouble() * cumulative[VOCABULARY - 1];
    int low = 0;
    int high = VOCABULARY - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (cumulative[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return words[low];
  }

  /** Each rank has one, the frequent ones shorter. */
  private static String word(int rank) {
    StringBuilder word = new StringBuilder();
    for (int rest = rank + SYLLABLES.size(); rest > 0; rest /= SYLLABLES.size()) {
      word.append(SYLLABLES.get(rest % SYLLABLES.size()));
    }
    return word.toString();
  }
}
