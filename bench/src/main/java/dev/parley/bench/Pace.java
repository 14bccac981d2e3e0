package dev.parley.bench;

import java.time.Duration;

/**
 * How much is measured: {@code BENCH_SECONDS} seconds for each figure, 10 unless it says otherwise,
 * with {@code BENCH_PEOPLE} people, 1,000 unless it says otherwise. Less is for trying the bench,
 * not for figures.
 */
final class Pace {
  private static final int FULL_SECONDS = 10;
  private static final int FULL_PEOPLE = 1000;

  static final Duration MEASURED = seconds(1);

  /** Long enough for the second compiler, which begins late, to have begun with what is hot. */
  static final Duration WARM_UP = seconds(2.5);

  /** Warming up goes on by this while the compilers have not done with it. */
  static final Duration WARMER = seconds(1);

  /**
   * Sends one by one that a server has heard before it is measured with one at a time: more than
   * the {@code Tier4InvocationThreshold} of {@code app/jvm.options}, as a server has after minutes.
   */
  static final int WARM_SENDS = (int) (2_200 * measuredSeconds());

  /** One turn of two servers that are measured in turns. */
  static final Duration TURN = seconds(0.35);

  /** How long what was sent may be on its way at the end. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Who there is. */
  static final int PEOPLE = (int) setting("BENCH_PEOPLE", FULL_PEOPLE, HundredRooms.MEMBERS, 5000);

  private Pace() {}

  /** Whether it is measured long enough, and with enough people, for figures to be kept. */
  static boolean isFull() {
    return MEASURED.toSeconds() >= FULL_SECONDS && PEOPLE == FULL_PEOPLE;
  }

  private static Duration seconds(double share) {
    return Duration.ofMillis(Math.round(1000 * share * measuredSeconds()));
  }

  private static double measuredSeconds() {
    return setting("BENCH_SECONDS", FULL_SECONDS, 0.1, 600);
  }

  private static double setting(String name, int otherwise, double least, double most) {
    String text = System.getenv().getOrDefault(name, Integer.toString(otherwise));
    double value = Double.parseDouble(text);
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %s to %s)".formatted(name, text, least, most));
    }
    return value;
  }
}
