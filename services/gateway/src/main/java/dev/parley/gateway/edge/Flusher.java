package dev.parley.gateway.edge;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs the flushes of one event loop in rounds, so that everything that is delivered by then leaves
 * together. A round comes at the end of the loop's present work, but no sooner after the one before
 * than that one took, up to a bound: a loop that is busy writing has its next writes carry more,
 * and one that is idle writes at once. Confined to its loop.
 */
final class Flusher {
  private final EventExecutor loop;
  private final long longestPause;
  private final LongSupplier nanoTime;
  private List<Runnable> flushes = new ArrayList<>();
  private long notBefore;

  /**
   * Without work.
   *
   * @param longestPause nanoseconds that a flush waits for the sake of the next, at most; 0 never
   *     waits
   */
  Flusher(EventExecutor loop, long longestPause, LongSupplier nanoTime) {
    this.loop = loop;
    this.longestPause = longestPause;
    this.nanoTime = nanoTime;
    this.notBefore = nanoTime.getAsLong();
  }

  void later(Runnable flush) {
    if (flushes.isEmpty()) {
      long pause = notBefore - nanoTime.getAsLong();
      if (pause > 0) {
        loop.schedule(this::run, pause, TimeUnit.NANOSECONDS);
      } else {
        loop.execute(this::run);
      }
    }
    flushes.add(flush);
  }

  private void run() {
    long begun = nanoTime.getAsLong();
    List<Runnable> due = flushes;
    flushes = new ArrayList<>();
    due.forEach(Runnable::run);
    long ended = nanoTime.getAsLong();
    notBefore = ended + Math.min(ended - begun, longestPause);
  }
}
