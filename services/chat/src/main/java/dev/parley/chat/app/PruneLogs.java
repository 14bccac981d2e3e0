package dev.parley.chat.app;

import dev.parley.chat.port.LogRetention;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets what has stood in the logs for long enough. What is forgotten is always the beginning of
 * a log, so that a reader either finds all that followed a position, or learns that it is too old.
 */
public final class PruneLogs {
  private static final int AT_ONCE = 2_000;

  private final LogRetention logs;
  private final Clock clock;
  private final Duration kept;

  /**
   * Forgets what is older.
   *
   * @param kept how long a change stays
   */
  public PruneLogs(LogRetention logs, Clock clock, Duration kept) {
    this.logs = logs;
    this.clock = clock;
    this.kept = kept;
  }

  /**
   * Goes on until nothing is too old, in short transactions that hold nobody up.
   *
   * @return how many changes went
   */
  public long run() {
    long forgotten = 0;
    long last;
    do {
      last = logs.forget(clock.instant().minus(kept), AT_ONCE);
      forgotten += last;
    } while (last > 0 && !Thread.currentThread().isInterrupted());
    return forgotten;
  }
}
