package dev.parley.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  /** The machine's count may be anything, and may pass the greatest number while it is used. */
  private long nanoTime = Long.MAX_VALUE - 5;

  private final SteadyClock clock = new SteadyClock(() -> nanoTime);

  @Test
  void itGoesOnAsTheMachineCounts() {
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);

    nanoTime += Duration.ofMinutes(75).toNanos();

    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(75)));
    assertThat(clock.millis()).isEqualTo(75 * 60_000);
  }
}
