package dev.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A reconnect storm: thousands of connections drop at once, messages are sent while nobody is
 * there, and all come back at the same moment with the position that they know. It is over when all
 * are welcome and have each missed event exactly once and in order, and get the next one live.
 */
final class Storm {
  private static final int CONNECTIONS = 5000;
  private static final int MISSED = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ParleyProcess server;
  private final Crowd crowd;
  private final Dialect dialect = new ParleyDialect();

  /** Position that each connection is at. */
  private final long[] at = new long[CONNECTIONS];

  private int caughtUp;
  private long goal;

  private Storm(ParleyProcess server, Crowd crowd) {
    this.server = server;
    this.crowd = crowd;
  }

  static void measure(ParleyProcess server, Crowd crowd, Results results) throws IOException {
    new Storm(server, crowd).measure(results);
  }

  private void measure(Results results) throws IOException {
    String name = "storm of %,d with %d missed each: ".formatted(CONNECTIONS, MISSED);
    System.out.println(name + "connecting");
    Swarm.connect(server.port(), dialect, greetings(-1)).close();
    try (Swarm speaker = Swarm.connect(server.port(), dialect, crowd.hellos(1))) {
      long known = server.headOf(crowd.bigRoom());
      Load load = new Load(dialect, speaker, 1, person -> crowd.bigRoom(), 1);
      while (load.sent() < MISSED) {
        load.one();
      }
      if (server.headOf(crowd.bigRoom()) != known + MISSED) {
        throw new VoidRunException("somebody else said something");
      }
      Stretch stretch = Stretch.begin(server);
      try (Swarm swarm = Swarm.rush(server.port(), dialect, greetings(known))) {
        expect(swarm, known);
        goal = known + MISSED;
        swarm.until(() -> swarm.welcomed() == CONNECTIONS, PATIENCE);
        double welcome = stretch.end(server).elapsed();
        swarm.until(() -> caughtUp == CONNECTIONS, PATIENCE);
        Stretch.Cost cost = stretch.end(server);
        results.add(name + "all welcome", welcome, "s");
        results.add(Targets.STORM, cost.elapsed(), "s");
        results.add(name + "server CPU", cost.server(), "s");
        results.add(name + "PostgreSQL CPU", cost.database(), "s");
        requireLive(swarm, speaker);
      }
    }
  }

  /** One message more, which everybody must get. */
  private void requireLive(Swarm swarm, Swarm speaker) throws IOException {
    caughtUp = 0;
    goal++;
    speaker.say(0, dialect.send(crowd.bigRoom(), Stamp.text(System.nanoTime())));
    swarm.until(() -> caughtUp == CONNECTIONS, Pace.PATIENCE);
    if (swarm.events() != (MISSED + 1L) * CONNECTIONS) {
      throw new VoidRunException(
          "%d connections that missed %d got %d events"
              .formatted(CONNECTIONS, MISSED, swarm.events()));
    }
  }

  private void expect(Swarm swarm, long known) {
    Arrays.fill(at, known);
    swarm.onPosition((who, position) -> {
      if (position != at[who] + 1) {
        throw new VoidRunException(
            "connection %d got position %d after %d".formatted(who, position, at[who]));
      }
      at[who] = position;
      if (position == goal) {
        caughtUp++;
      }
    });
  }

  /** Several connections of each person; of those who know a position, or know nothing (-1). */
  private List<String> greetings(long known) {
    List<String> greetings = new ArrayList<>();
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      String token = crowd.person(connection % crowd.size()).accessToken();
      greetings.add(
          known < 0
              ? ParleyDialect.hello(token)
              : ParleyDialect.hello(token, crowd.bigRoom(), known));
    }
    return greetings;
  }
}
