package dev.parley.platform.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Goes on evenly, whatever is done to the wall clock: for silence, pauses and allowances. It begins
 * at 1970 when it is made, so its instants are good for being compared with each other and for
 * nothing else. Safe for many threads.
 */
public final class SteadyClock extends Clock {
  private final LongSupplier nanoTime;
  private final long begun;

  /** By this machine's {@link System#nanoTime}. */
  public SteadyClock() {
    this(System::nanoTime);
  }

  SteadyClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(nanoTime.getAsLong() - begun);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** The same clock: it has no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
