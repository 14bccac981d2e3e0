package dev.parley.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Measures everything, prints tables, and writes it to {@code bench/target/results.json}. Started
 * by {@code bench/run} in the root of the repository. Exit code 1 means that a run is void; nothing
 * is ever asserted on speed.
 */
public final class Bench {
  private static final Path TARGET = Path.of("bench/target");
  private static final Path RESULTS = TARGET.resolve("results.json");
  private static final Path CHART = Path.of("docs/images/performance.svg");
  private static final int SENDERS = 64;

  /** Draws what was measured before; not a measurement. */
  private static final String CHART_PART = "chart";

  /** In the order in which they are measured. */
  private static final List<String> PARTS =
      List.of(
          "ceiling", "start", "edge", "halls", "rooms", "sends", "slow", "peer", "many", "sizes",
          "search", "idle", "storm", "calls", "client");

  /** What is measured one after the other on one server. */
  private static final Set<String> TALK =
      Set.of("edge", "halls", "rooms", "sends", "slow", "peer", "many", "sizes", "search");

  /** What is measured without the server that the others share. */
  private static final Set<String> OWN_SERVERS = Set.of("ceiling", "calls", "client");

  private Bench() {}

  /** Arguments: which parts to measure, none means all; or {@code chart}. */
  public static void main(String[] arguments) throws Exception {
    Set<String> parts = Set.copyOf(arguments.length == 0 ? PARTS : List.of(arguments));
    if (parts.equals(Set.of(CHART_PART))) {
      Chart.of(Results.read(RESULTS)).write(CHART);
      System.out.println(CHART);
      return;
    }
    if (!PARTS.containsAll(parts)) {
      System.err.println(
          "bench: unknown part in %s (expected some of %s, or %s alone)"
              .formatted(parts, PARTS, CHART_PART));
      System.exit(2);
    }
    if (!Pace.isFull()) {
      System.out.println(
          "less than a full measurement: these figures only show that the bench works");
    }
    Results results = new Results();
    boolean counts = false;
    try {
      measure(parts, results);
      counts = true;
    } catch (VoidRunException e) {
      System.err.println("bench: this run is void: " + e.getMessage());
      e.printStackTrace();
    } finally {
      results.print(System.out);
      Targets.print(results, System.out);
      results.write(RESULTS);
    }
    if (!counts) {
      System.exit(1);
    }
  }

  private static void measure(Set<String> parts, Results results)
      throws IOException, InterruptedException {
    if (parts.contains("ceiling")) {
      Ceiling.measure(Pace.PEOPLE, results);
    }
    if (parts.stream().anyMatch(part -> !OWN_SERVERS.contains(part))) {
      measureServer(parts, results);
    }
    if (parts.contains("calls")) {
      CallFigures.measure(results);
    }
    if (parts.contains("client")) {
      ClientFigures.measure(TARGET, results);
    }
  }

  private static void measureServer(Set<String> parts, Results results)
      throws IOException, InterruptedException {
    Path data = TARGET.resolve("data");
    delete(data);
    System.out.println("preparing " + Pace.PEOPLE + " people");
    Crowd crowd;
    try (ParleyProcess server = ParleyProcess.start(data)) {
      crowd = Crowd.gather(server.port(), Pace.PEOPLE, SENDERS);
    }
    if (parts.contains("start")) {
      StartFigures.measure(data, results);
    }
    measureTalk(data, crowd, parts, results);
    // What weighs and what storms begins with a server that has not been busy.
    if (parts.contains("idle")) {
      try (ParleyProcess server = ParleyProcess.start(data)) {
        IdlePool.measure(server, crowd, results);
      }
    }
    if (parts.contains("storm")) {
      try (ParleyProcess server = ParleyProcess.start(data)) {
        Storm.measure(server, crowd, results);
      }
    }
  }

  private static void measureTalk(Path data, Crowd crowd, Set<String> parts, Results results)
      throws IOException, InterruptedException {
    if (Collections.disjoint(parts, TALK)) {
      return;
    }
    try (ParleyProcess server = ParleyProcess.start(data)) {
      if (parts.contains("edge")) {
        OneRoom.measure(server, crowd, results);
      }
      if (parts.contains("halls")) {
        HundredRooms.measure(server, crowd, results);
      }
      if (parts.contains("rooms")) {
        ThousandRooms.measure(server, crowd, results);
      }
      if (parts.contains("sends")) {
        SendFigures.measure(server, crowd, 1, results);
        SendFigures.measure(server, crowd, SENDERS, results);
      }
      if (parts.contains("slow")) {
        SlowReaders.measure(server, crowd, results);
      }
      if (parts.contains("peer")) {
        PeerFigures.measure(server, crowd, results);
      }
      if (parts.contains("many")) {
        ManyRooms.measure(server, results);
      }
      if (parts.contains("sizes")) {
        RoomSizes.measure(server, crowd, results);
      }
      if (parts.contains("search")) {
        SearchFigures.measure(server, results);
      }
    }
  }

  /** What an earlier run left. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
