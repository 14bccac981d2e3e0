package dev.parley.platform.limits;

import dev.parley.platform.ManualClock;
import java.time.Duration;
import java.time.Instant;

class InProcessRateLimiterTest extends RateLimiterContract {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final RateLimiter limiter = new InProcessRateLimiter(clock);

  @Override
  RateLimiter limiter() {
    return limiter;
  }

  @Override
  void wait(Duration aLittle) {
    clock.advance(aLittle);
  }
}
