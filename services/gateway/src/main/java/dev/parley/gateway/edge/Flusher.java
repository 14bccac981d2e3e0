package dev.parley.gateway.edge;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
  private final Consumer<Instant> left;
  private List<Runnable> flushes = new ArrayList<>();
  private @Nullable Instant oldest;
  private long notBefore;

  /**
   * Without work.
   *
   * @param longestPause nanoseconds that a flush waits for the sake of the next, at most; 0 never
   *     waits
   * @param left told after each round when the oldest event in it happened: once a round, for
   *     looking at the clock for each connection costs a tenth of writing to it
   */
  Flusher(EventExecutor loop, long longestPause, LongSupplier nanoTime, Consumer<Instant> left) {
    this.loop = loop;
    this.longestPause = longestPause;
    this.nanoTime = nanoTime;
    this.left = left;
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

  /** The present round writes something that happened then. */
  void leaves(Instant happened) {
    if (oldest == null || (happened != oldest && happened.isBefore(oldest))) {
      oldest = happened;
    }
  }

  private void run() {
    long begun = nanoTime.getAsLong();
    List<Runnable> due = flushes;
    flushes = new ArrayList<>(due.size());
    due.forEach(Runnable::run);
    if (oldest != null) {
      left.accept(oldest);
      oldest = null;
    }
    long ended = nanoTime.getAsLong();
    notBefore = ended + Math.min(ended - begun, longestPause);
  }
}
