package dev.parley.bench;

import java.io.IOException;

/** Many small rooms: everybody is connected, has a room of five, and is in four more. */
final class ThousandRooms {
  /** What the figures of this shape are called by. */
  static final String NAME = "1,000 rooms x 5";

  /** People in each room. */
  static final int MEMBERS = 5;

  /** Sends that may be on their way at once, of all clients together. */
  static final int WINDOW = 2048;

  /** Sends per second that are offered. */
  static final int[] RATES = {500, 2000, 4000};

  private static final int SAMPLED = 4;

  private ThousandRooms() {}

  static void measure(ParleyProcess server, Crowd crowd, Results results) throws IOException {
    try (Swarm swarm =
        Swarm.connect(server.port(), new ParleyDialect(), crowd.hellos(crowd.size()))) {
      Load load = new Load(new ParleyDialect(), swarm, MEMBERS, crowd::circle, SAMPLED);
      Shape shape = new Shape(NAME, server, load, results);
      shape.saturated(WINDOW);
      for (int rate : RATES) {
        shape.offered(rate);
      }
    }
  }
}
