package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Some of a big room do not read. What the others get of messages offered at a fixed rate, and
 * when, is measured without and then with them. In the end the slow ones read again: each must be
 * told to resync, and must then have every message, by what came and by what it reads over REST.
 */
final class SlowReaders {
  static final int SLOW = 50;

  private static final String NAME = "1 room x 1,000, %d of them slow".formatted(SLOW);
  private static final int RATE = 1000;
  private static final int SAMPLED = 64;

  /** So little that a slow reader is soon behind by more than the server keeps for it. */
  private static final int RECEIVE_BYTES = 16_384;

  /**
   * Messages of half a kilobyte by which a slow reader is behind by more than is kept for it: a
   * megabyte that waits and a megabyte on its way out in the server, and up to four that the kernel
   * takes.
   */
  private static final int OVERFLOW = 14_000;

  private static final Duration BETWEEN_SIPS = Duration.ofSeconds(2);
  private static final int PAGE = 200;

  private final ParleyProcess server;
  private final Crowd crowd;
  private final Results results;
  private final Dialect dialect = new ParleyDialect();
  private final List<BitSet> seen = new ArrayList<>();
  private final BitSet resynced = new BitSet();

  /** Position of the room when the slow ones come; theirs are counted from there. */
  private long from;

  private long lastSip = System.nanoTime();

  private SlowReaders(ParleyProcess server, Crowd crowd, Results results) {
    this.server = server;
    this.crowd = crowd;
    this.results = results;
    for (int slow = 0; slow < SLOW; slow++) {
      seen.add(new BitSet());
    }
  }

  static void measure(ParleyProcess server, Crowd crowd, Results results)
      throws IOException, InterruptedException {
    new SlowReaders(server, crowd, results).measure();
  }

  private void measure() throws IOException, InterruptedException {
    int fast = crowd.size() - SLOW;
    try (Swarm swarm = Swarm.connect(server.port(), dialect, crowd.hellos(0, fast))) {
      Load load = new Load(dialect, swarm, fast, person -> crowd.bigRoom(), SAMPLED);
      Trial.warmUp(server, load, SlowReaders::offer);
      offerTo("without them", load);
      from = server.headOf(crowd.bigRoom());
      try (Swarm slow =
          Swarm.connect(server.port(), dialect, crowd.hellos(fast, crowd.size()), RECEIVE_BYTES)) {
        slow.onResync(resynced::set);
        slow.onPosition(this::see);
        load.meanwhile(() -> sip(slow));
        overflow(load);
        offerTo("with them", load);
        letRead(slow, load);
      }
      readWhatIsMissing(fast);
      results.add(NAME + ": told to resync and caught up by REST", SLOW, "clients");
    }
  }

  private void offerTo(String how, Load load) throws IOException {
    String title = NAME + ", the fast " + how;
    System.out.println(title);
    Trial trial = Trial.of(server, load, Pace.MEASURED, SlowReaders::offer);
    Report.of(title, trial, load, results);
    results.add(title + ": JVM resident", Usage.residentMegabytes(server.pid()), "MB");
  }

  /** At most what the kernel has taken in for each. */
  private void sip(Swarm slow) throws IOException {
    if (System.nanoTime() - lastSip > BETWEEN_SIPS.toNanos()) {
      lastSip = System.nanoTime();
      slow.pump();
    }
  }

  private static void overflow(Load load) throws IOException {
    long enough = load.sent() + OVERFLOW;
    while (load.sent() < enough) {
      load.asManyAsItTakes(OneRoom.WINDOW, Duration.ofSeconds(1));
    }
    load.forget();
  }

  private static void offer(Load load, Duration duration) throws IOException {
    load.atRate(RATE, duration);
  }

  /** They read what waits for them, and what is said after that is live. */
  private void letRead(Swarm slow, Load load) throws IOException {
    slow.until(() -> resynced.cardinality() == SLOW, Pace.PATIENCE);
    load.one();
    int head = Math.toIntExact(server.headOf(crowd.bigRoom()) - from);
    slow.until(() -> seen.stream().allMatch(those -> those.get(head)), Pace.PATIENCE);
    System.out.printf(
        "  %d messages while they did not read, of which they got %d to %d live%n",
        head,
        seen.stream().mapToInt(BitSet::cardinality).min().orElseThrow(),
        seen.stream().mapToInt(BitSet::cardinality).max().orElseThrow());
  }

  private void see(int who, long position) {
    BitSet those = seen.get(who);
    int index = Math.toIntExact(position - from);
    if (index <= 0 || those.get(index)) {
      throw new VoidRunException("slow reader " + who + " got position " + position + " again");
    }
    those.set(index);
  }

  private void readWhatIsMissing(int fast) throws InterruptedException {
    int head = Math.toIntExact(server.headOf(crowd.bigRoom()) - from);
    try (Rest rest = new Rest(server.port())) {
      Rest.each(
          SLOW,
          slow -> {
            BitSet those = seen.get(slow);
            for (int hole = those.nextClearBit(1); hole <= head; hole = those.nextClearBit(1)) {
              readPage(rest, crowd.person(fast + slow).accessToken(), hole, those);
            }
            return those;
          });
    }
  }

  private void readPage(Rest rest, String token, int hole, BitSet those) {
    JsonNode messages =
        rest.get(
                token,
                "/v1/rooms/%s/messages?after=%d&pageSize=%d"
                    .formatted(crowd.bigRoom(), from + hole - 1, PAGE))
            .path("messages");
    for (JsonNode message : messages) {
      those.set(Math.toIntExact(message.path("seq").asLong() - from));
    }
    if (!those.get(hole)) {
      throw new VoidRunException("position " + (from + hole) + " is nowhere to be read");
    }
  }
}
