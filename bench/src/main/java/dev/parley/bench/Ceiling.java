package dev.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What the load generator itself can take in, so that a figure near it is known to be its own and
 * not the server's.
 */
final class Ceiling {
  private static final int EVENTS_PER_CLIENT = 6400;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Ceiling() {}

  static void measure(int clients, Results results) throws IOException {
    measure(clients, 1, EVENTS_PER_CLIENT / 32, results);
    measure(clients, 64, EVENTS_PER_CLIENT, results);
  }

  private static void measure(int clients, int coalesced, int eventsPerClient, Results results)
      throws IOException {
    Process broadcaster =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Broadcaster.class.getName(),
                Integer.toString(clients),
                Integer.toString(coalesced),
                Integer.toString(eventsPerClient / coalesced))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = broadcaster.inputReader(StandardCharsets.US_ASCII)) {
      int port = Integer.parseInt(said.readLine());
      List<String> hellos = Collections.nCopies(clients, "{\"hello\":{}}");
      try (Swarm swarm = Swarm.connect(port, new ParleyDialect(), hellos)) {
        long expected = (long) clients * (eventsPerClient / coalesced) * coalesced;
        long begun = System.nanoTime();
        Usage before = Usage.of(ProcessHandle.current().pid());
        Usage bareBefore = Usage.of(broadcaster.pid());
        swarm.say(0, "{}");
        swarm.until(() -> swarm.events() == expected, PATIENCE);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double used = Usage.of(ProcessHandle.current().pid()).since(before);
        double bare = Usage.of(broadcaster.pid()).since(bareBefore);
        String name = "load generator alone, " + coalesced + " per message: ";
        results.add(name + "deliveries", expected / seconds, "1/s");
        results.add(name + "CPU per million deliveries", used * 1e6 / expected, "s");
        results.add(name + "CPU of the bare writes per million", bare * 1e6 / expected, "s");
      }
    } finally {
      broadcaster.destroy();
    }
  }
}
