package dev.parley.platform.events;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a complaint through at most once in ten seconds, so that a flood of causes is no flood of
 * lines.
 */
final class Seldom {
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final AtomicLong last = new AtomicLong(System.nanoTime() - PAUSE);

  /** Whether to complain now. */
  boolean now() {
    long before = last.get();
    long now = System.nanoTime();
    return now - before >= PAUSE && last.compareAndSet(before, now);
  }
}
