package dev.parley.app.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Shows the time that it is told, and never goes back. Safe for many threads. */
final class DemoClock extends Clock {
  private volatile Instant now;

  DemoClock(Instant now) {
    this.now = now;
  }

  void reach(Instant time) {
    if (time.isAfter(now)) {
      now = time;
    }
  }

  @Override
  public Instant instant() {
    return now;
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
