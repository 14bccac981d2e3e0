package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final int PER_SECOND = 20;
  private static final int BURST = 5 * PER_SECOND;

  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final Intake intake = new Intake(PER_SECOND, clock);

  @Test
  void fiveSecondsWorthMayComeAtOnce() {
    take(BURST);

    assertThat(intake.pause()).isZero();
  }

  @Test
  void whatIsBeyondIsWaitedFor() {
    take(BURST + 1);

    assertThat(intake.pause()).isEqualTo(Duration.ofMillis(50));

    clock.advance(Duration.ofMillis(50));
    assertThat(intake.pause()).isZero();
  }

  @Test
  void whoKeepsToTheRateNeverWaits() {
    for (int i = 0; i < 10 * BURST; i++) {
      take(1);
      assertThat(intake.pause()).isZero();
      clock.advance(Duration.ofMillis(50));
    }
  }

  @Test
  void itHoldsNoMoreThanItsBurstHoweverLongNothingCame() {
    clock.advance(Duration.ofDays(2));
    take(BURST + PER_SECOND);

    assertThat(intake.pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void eachKibibyteCountsAsAFrame() {
    intake.take(1024 * (BURST + PER_SECOND - 1));

    assertThat(intake.pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aTokenCostsAsMuchAsTenFrames() {
    for (int i = 0; i < BURST / 10 + 1; i++) {
      intake.takeRenewal();
    }

    assertThat(intake.pause()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void nobodyIsLeftUnreadForSoLongThatTheyCountAsSilent() {
    take(1_000_000);

    assertThat(intake.pause()).isEqualTo(Duration.ofSeconds(5));
  }

  private void take(int frames) {
    for (int i = 0; i < frames; i++) {
      intake.take(0);
    }
  }
}
