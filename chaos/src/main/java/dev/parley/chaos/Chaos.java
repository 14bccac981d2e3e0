package dev.parley.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Lets faults strike an installation in the midst of talk, and reckons after each. Started by
 * {@code chaos/run} in the root of the repository. The last line is {@code faults=N acked=N lost=N
 * duplicated=N reordered=N}; exit code 0 means zeros, 1 that something was lost, came twice or out
 * of order, or that something never came back, 2 that no fault struck.
 */
public final class Chaos {
  private static final Path TARGET = Path.of("chaos/target/run");

  private Chaos() {}

  /**
   * What was asked for.
   *
   * @param seed of the first fault; each next has the next seed
   * @param longestSeconds that one fault lasts
   * @param patience seconds within which everything must have settled after a fault
   * @param classes a folder of classes that come before the jar's
   */
  private record Request(
      long seed, int faults, double longestSeconds, long patience, Optional<String> classes) {
    Request withSeed(long other) {
      return new Request(other, faults, longestSeconds, patience, classes);
    }

    Request withFaults(int other) {
      return new Request(seed, other, longestSeconds, patience, classes);
    }

    Request withLongest(double other) {
      return new Request(seed, faults, other, patience, classes);
    }

    Request withPatience(long other) {
      return new Request(seed, faults, longestSeconds, other, classes);
    }

    Request withClasses(String other) {
      return new Request(seed, faults, longestSeconds, patience, Optional.of(other));
    }
  }

  /**
   * Arguments: {@code --seed=N} (default: any), {@code --faults=N} (default: 200), {@code
   * --longest=SECONDS} that one fault lasts (default: 8), {@code --patience=SECONDS} until
   * everything has settled (default: 90), {@code --classes=FOLDER}.
   */
  public static void main(String[] arguments) throws IOException {
    Request request;
    try {
      request = parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("chaos: " + e.getMessage());
      System.exit(2);
      return;
    }
    System.out.println("seed=" + request.seed() + " faults=" + request.faults());
    delete(TARGET);
    System.exit(run(request));
  }

  private static int run(Request request) {
    Ledger ledger = new Ledger();
    int struck = 0;
    long seed = request.seed();
    boolean begun = false;
    long start = System.nanoTime();
    try (Installation installation = new Installation(TARGET.toAbsolutePath(), java(request))) {
      Runtime.getRuntime().addShutdownHook(new Thread(installation::close));
      Talk talk = new Talk(installation, ledger, Duration.ofSeconds(request.patience()));
      Faults faults = new Faults(installation, request.longestSeconds());
      try {
        while (struck < request.faults() && ledger.isClean()) {
          seed = request.seed() + struck;
          begun = true;
          Talk.Round round = talk.suffer(faults.of(seed));
          struck++;
          System.out.printf(
              "%d/%d seed=%d %s: in flight %d, back after %.1f s, %s%n",
              struck,
              request.faults(),
              seed,
              round.name(),
              round.inFlight(),
              round.seconds(),
              ledger.sum());
        }
        talk.reckonFinally();
      } finally {
        talk.end();
      }
    } catch (BrokenRunException e) {
      ledger.missing("the run is broken: " + e.getMessage());
      e.printStackTrace(System.out);
    }
    if (!ledger.isClean()) {
      ledger.findings().forEach(finding -> System.out.println("  " + finding));
      System.out.println(
          "Again: make chaos SEED=" + seed + " FAULTS=1. Logs of this run: " + TARGET + "/logs");
    }
    System.out.printf("%.1f minutes, with the start%n", (System.nanoTime() - start) / 6e10);
    System.out.println("faults=" + struck + " " + ledger.sum());
    if (ledger.isClean()) {
      return 0;
    }
    return begun ? 1 : 2;
  }

  private static List<String> java(Request request) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@app/jvm.options");
    request
        .classes()
        .ifPresentOrElse(
            // The archive of classes is of the jar alone.
            folder ->
                command.addAll(
                    List.of(
                        "-XX:-AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + folder + "/none.jsa",
                        "-cp",
                        folder + ":app/target/parley.jar",
                        "dev.parley.app.Main")),
            () -> command.addAll(List.of("-jar", "app/target/parley.jar")));
    return command;
  }

  private static Request parse(List<String> arguments) {
    Request request =
        new Request(ThreadLocalRandom.current().nextInt(1_000_000), 200, 8, 90, Optional.empty());
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException(argument + " (expected: --name=value)");
      }
      String value = parts[1];
      request =
          switch (parts[0]) {
            case "--seed" -> request.withSeed(Long.parseLong(value));
            case "--faults" -> request.withFaults(Integer.parseInt(value));
            case "--longest" -> request.withLongest(Double.parseDouble(value));
            case "--patience" -> request.withPatience(Long.parseLong(value));
            case "--classes" -> request.withClasses(value);
            default ->
                throw new IllegalArgumentException(
                    argument + " (expected: --seed, --faults, --longest, --patience or --classes)");
          };
    }
    return request;
  }

  /** What an earlier run left. */
  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
