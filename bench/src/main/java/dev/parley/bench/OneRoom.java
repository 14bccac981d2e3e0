package dev.parley.bench;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * What a delivery costs: one room in which everybody is connected, messages of 200 bytes. Saturated
 * and one at a time it is held against the least server on Netty, in turns; then messages are
 * offered at fixed rates.
 */
final class OneRoom {
  /** What the figures of this shape are called by. */
  static final String NAME = "1 room x 1,000";

  private static final int PAIRS = 5;

  /** By how much the events of the two sides of a comparison may differ in length. */
  private static final double SAME_LENGTH = 0.02;

  /** Sends per second that are offered. */
  static final int[] RATES = {20, 200, 1000};

  /** One delivery of so many is timed. */
  static final int SAMPLED = 64;

  /**
   * Messages that may be on their way at once, acknowledged or not, until all have them. More than
   * one group commit takes, so that the writer never waits for the load.
   */
  static final int WINDOW = 512;

  private final ParleyProcess server;
  private final Load load;
  private final Results results;

  private OneRoom(ParleyProcess server, Load load, Results results) {
    this.server = server;
    this.load = load;
    this.results = results;
  }

  static void measure(ParleyProcess server, Crowd crowd, Results results) throws IOException {
    System.out.println("one message after the other, until the compilers know their way");
    SendFigures.warmUp(server, crowd, Pace.WARM_SENDS);
    try (Swarm swarm =
        Swarm.connect(server.port(), new ParleyDialect(), crowd.hellos(crowd.size()))) {
      Load load =
          new Load(new ParleyDialect(), swarm, crowd.size(), person -> crowd.bigRoom(), SAMPLED);
      OneRoom room = new OneRoom(server, load, results);
      room.besideBareNetty(crowd);
      results.add(
          "JVM resident with %,d connections, after saturation".formatted(swarm.size()),
          Usage.residentMegabytes(server.pid()),
          "MB");
      Shape shape = new Shape(NAME, server, load, results);
      for (int rate : RATES) {
        shape.offered(rate);
      }
    }
  }

  private void besideBareNetty(Crowd crowd) throws IOException {
    List<String> hellos = Collections.nCopies(crowd.size(), "{\"hello\":{}}");
    try (LeastNetty.Running bare = LeastNetty.start(BareNetty.class);
        Swarm swarm = Swarm.connect(bare.port(), new ParleyDialect(), hellos)) {
      Turns.Side least =
          new Turns.Side(
              bare,
              new Load(
                  new ParleyDialect(), swarm, crowd.size(), person -> crowd.bigRoom(), SAMPLED));
      // First, so that the compiler has seen enough by the time that sends are slow.
      inTurns("saturated", WINDOW, least, Targets.SATURATED_AGAINST_NETTY);
      inTurns("one at a time", 1, least, Targets.ONE_AT_A_TIME_AGAINST_NETTY);
    }
  }

  private void inTurns(String how, int window, Turns.Side least, String ratio) throws IOException {
    System.out.println(NAME + ", " + how + ", in turns with bare Netty");
    Turns turns =
        Turns.of(
            PAIRS,
            new Turns.Side(server, load),
            least,
            (offered, duration) -> offered.asManyAsItTakes(window, duration));
    requireSameLength(turns.ours().bytesPerDelivery(), turns.theirs().bytesPerDelivery());
    Report.of(NAME + ", " + how, turns.ours(), load, results);
    Report.of("bare Netty, " + how, turns.theirs(), least.load(), results);
    results.add(ratio, turns.ratio(Trial::serverCpuPerMillion), "x");
  }

  /** An event gets longer with what messages become; whoever has less to write is no measure. */
  private static void requireSameLength(double ours, double theirs) {
    if (Math.abs(theirs / ours - 1) > SAME_LENGTH) {
      throw new VoidRunException(
          "an event of Parley takes %.0f bytes and one of bare Netty %.0f: bring LeastNetty.event up to date"
              .formatted(ours, theirs));
    }
  }
}
