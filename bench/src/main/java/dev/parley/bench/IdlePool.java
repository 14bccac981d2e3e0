package dev.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a connection weighs on which nothing happens: the slope of the server's memory from a
 * thousand idle connections to nine thousand, each reading after the garbage is collected. Several
 * connections of each person, who are each in some fifteen rooms.
 */
final class IdlePool {
  private static final int FEW = 1000;
  private static final int MANY = 9000;

  private IdlePool() {}

  static void measure(ParleyProcess server, Crowd crowd, Results results)
      throws IOException, InterruptedException {
    System.out.println("idle pool");
    try (Swarm swarm =
        Swarm.connect(server.port(), new ParleyDialect(), greetings(crowd, 0, FEW))) {
      Memory few = Memory.of(server.pid());
      swarm.add(server.port(), greetings(crowd, FEW, MANY));
      Memory many = Memory.of(server.pid());
      results.add("%,d idle connections: JVM resident".formatted(FEW), few.residentMb(), "MB");
      results.add("%,d idle connections: JVM resident".formatted(MANY), many.residentMb(), "MB");
      results.add("%,d idle connections: JVM heap in use".formatted(MANY), many.heapUsedMb(), "MB");
      results.add(
          Targets.IDLE_CONNECTION, perConnection(many.residentMb() - few.residentMb()), "KB");
      results.add(
          "idle connection: heap in use, slope",
          perConnection(many.heapUsedMb() - few.heapUsedMb()),
          "KB");
      results.add(
          "idle connection: resident beside the heap in use, slope",
          perConnection(
              many.residentMb() - many.heapUsedMb() - (few.residentMb() - few.heapUsedMb())),
          "KB");
    }
  }

  private static double perConnection(double megabytes) {
    return megabytes * 1024 / (MANY - FEW);
  }

  private static List<String> greetings(Crowd crowd, int from, int to) {
    List<String> greetings = new ArrayList<>();
    for (int connection = from; connection < to; connection++) {
      greetings.add(ParleyDialect.hello(crowd.person(connection % crowd.size()).accessToken()));
    }
    return greetings;
  }
}
