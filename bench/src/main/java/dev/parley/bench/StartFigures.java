package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** How long a start on existing data takes, and what the server weighs when nobody is there. */
final class StartFigures {
  private static final int STARTS = 5;
  private static final Duration IDLE = Duration.ofSeconds(20);

  private StartFigures() {}

  static void measure(Path data, Results results) throws IOException {
    double[] millis = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      try (ParleyProcess server = ParleyProcess.start(data)) {
        millis[i] = server.startMillis();
        if (i == STARTS - 1) {
          results.add("start, CPU of the JVM", Usage.of(server.pid()).cpuSeconds(), "s");
          weigh(server, results);
        }
      }
    }
    results.add(Targets.START, Median.of(millis), "ms");
    results.add("start on existing data to /readyz, least of " + STARTS, least(millis), "ms");
  }

  private static void weigh(ParleyProcess server, Results results) {
    LockSupport.parkNanos(IDLE.toNanos());
    results.add(Targets.IDLE_JVM, Usage.residentMegabytes(server.pid()), "MB");
    results.add(
        "idle PostgreSQL proportional", Usage.proportionalMegabytes(server.postmasterPid()), "MB");
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }
}
