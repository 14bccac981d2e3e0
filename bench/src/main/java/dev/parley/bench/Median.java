package dev.parley.bench;

import java.util.Arrays;

/** The middle of some figures, which one that was disturbed does not move. */
final class Median {
  private Median() {}

  /** The middle one, or half way between the two in the middle. */
  static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
