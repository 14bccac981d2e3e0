package dev.parley.gateway.edge;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the flushes of one event loop in rounds, so that everything that is delivered by then leaves
 * together. A round comes at the end of the loop's present work, but no sooner after the one before
 * than that one took, up to a bound: a loop that is busy writing has its next writes carry more,
 * and one that is idle writes at once. What was gathered for many connections is handed to each of
 * them when the round begins, and leaves with it. Confined to its loop.
 */
final class Flusher {
  private static final Logger log = LoggerFactory.getLogger(Flusher.class);

  private final EventExecutor loop;
  private final long longestPause;
  private final LongSupplier nanoTime;
  private final Consumer<Instant> left;
  private List<Runnable> gatherings = new ArrayList<>();
  private List<Runnable> flushes = new ArrayList<>();
  private boolean awaited;

  /** A round hands out what was gathered; its flushes are still to come. */
  private boolean handingOut;

  /** What is handed out now is the last of it: there is nothing more to wait for. */
  private boolean last;

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

  /** Has the next round begin with this, which may ask for flushes in the same round. */
  void gather(Runnable gathering) {
    await();
    gatherings.add(gathering);
  }

  /**
   * Has the next round do this, or does it now if a round hands out the last of what was gathered:
   * what a connection is made of is still at hand then.
   */
  void later(Runnable flush) {
    if (last) {
      attempt(flush);
    } else {
      if (!handingOut) {
        await();
      }
      flushes.add(flush);
    }
  }

  private void await() {
    if (!awaited) {
      awaited = true;
      long pause = notBefore - nanoTime.getAsLong();
      if (pause > 0) {
        loop.schedule(this::run, pause, TimeUnit.NANOSECONDS);
      } else {
        loop.execute(this::run);
      }
    }
  }

  /** The present round writes something that happened then. */
  void leaves(Instant happened) {
    if (oldest == null || (happened != oldest && happened.isBefore(oldest))) {
      oldest = happened;
    }
  }

  /** One connection that fails keeps no other from its turn. */
  private static void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("a part of a round of writes failed", e);
    }
  }

  private void run() {
    long begun = nanoTime.getAsLong();
    awaited = false;
    handOut();
    List<Runnable> due = flushes;
    flushes = new ArrayList<>(due.size());
    due.forEach(Flusher::attempt);
    if (oldest != null) {
      left.accept(oldest);
      oldest = null;
    }
    long ended = nanoTime.getAsLong();
    notBefore = ended + Math.min(ended - begun, longestPause);
  }

  private void handOut() {
    List<Runnable> gathered = gatherings;
    gatherings = new ArrayList<>(gathered.size());
    handingOut = true;
    for (int i = 0; i < gathered.size(); i++) {
      last = i == gathered.size() - 1;
      attempt(gathered.get(i));
    }
    last = false;
    handingOut = false;
  }
}
