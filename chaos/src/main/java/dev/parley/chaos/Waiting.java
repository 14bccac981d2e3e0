package dev.parley.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for conditions and for time to pass. */
final class Waiting {
  private static final Duration LOOK = Duration.ofMillis(5);

  private Waiting() {}

  /** Whether the condition came true in time. */
  static boolean until(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return true;
  }

  /** Lets a fault last. */
  static void during(Duration time) {
    until(time, () -> false);
  }
}
