package dev.parley.chaos;

import java.time.Duration;

/** How much everybody talks; the same for all devices, turned between faults. */
final class Tap {
  private static final int WINDOW = 14;
  private static final int UNHURRIED_WINDOW = 4;
  private static final Duration UNHURRIED = Duration.ofMillis(250);

  /** How far it is open. */
  private enum Flow {
    SHUT,
    UNHURRIED,
    FULL
  }

  private volatile Flow flow = Flow.SHUT;

  void shut() {
    flow = Flow.SHUT;
  }

  /** Everybody always has as much under way as they may. */
  void openFully() {
    flow = Flow.FULL;
  }

  /** Everybody goes on, with pauses. */
  void slow() {
    flow = Flow.UNHURRIED;
  }

  boolean isShut() {
    return flow == Flow.SHUT;
  }

  /** Between two rounds of talking. */
  Duration pause() {
    return flow == Flow.FULL ? Duration.ZERO : UNHURRIED;
  }

  /** Sends that one device may have unanswered. */
  int window() {
    return flow == Flow.FULL ? WINDOW : UNHURRIED_WINDOW;
  }
}
