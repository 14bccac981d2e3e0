package dev.parley.bench;

import java.io.IOException;

/**
 * A hundred rooms of a hundred: everybody is connected and in ten of them, and speaks in one of
 * these.
 */
final class HundredRooms {
  /** What the figures of this shape are called by. */
  static final String NAME = "100 rooms x 100";

  /** People in each room. */
  static final int MEMBERS = 100;

  /** Sends per second that are offered. */
  static final int[] RATES = {200, 2000};

  private static final int WINDOW = 1024;
  private static final int SAMPLED = 16;

  private HundredRooms() {}

  static void measure(ParleyProcess server, Crowd crowd, Results results) throws IOException {
    try (Swarm swarm =
        Swarm.connect(server.port(), new ParleyDialect(), crowd.hellos(crowd.size()))) {
      Load load = new Load(new ParleyDialect(), swarm, MEMBERS, crowd::hall, SAMPLED);
      Shape shape = new Shape(NAME, server, load, results);
      shape.saturated(WINDOW);
      for (int rate : RATES) {
        shape.offered(rate);
      }
    }
  }
}
