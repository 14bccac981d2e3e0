package dev.parley.platform.limits;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.limits.RateLimiter.Allowance;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every limiter does. */
abstract class RateLimiterContract {
  private static final Allowance SIX_A_MINUTE = Allowance.perMinute("six", 6);
  private final String key = UUID.randomUUID().toString();

  abstract RateLimiter limiter();

  /** Lets a little time pass, where it does not by itself. */
  abstract void wait(Duration aLittle);

  @Test
  void aFullBucketMayBeEmptiedAtOnceAndThenSaysHowLongToWait() {
    for (int i = 0; i < 6; i++) {
      assertThat(limiter().take(SIX_A_MINUTE, key)).isEmpty();
    }

    assertThat(limiter().take(SIX_A_MINUTE, key).getAsLong()).isBetween(9L, 11L);
  }

  @Test
  void keysAndNamesAreApart() {
    while (limiter().take(SIX_A_MINUTE, key).isEmpty()) {
      // Until it is empty.
    }

    assertThat(limiter().take(SIX_A_MINUTE, "another " + key)).isEmpty();
    assertThat(limiter().take(Allowance.perMinute("another", 6), key)).isEmpty();
  }

  @Test
  void aBucketFillsAsTimeGoesOn() {
    Allowance quick = new Allowance("quick", 2, 10, Duration.ofSeconds(1));
    while (limiter().take(quick, key).isEmpty()) {
      // Until it is empty.
    }

    until(() -> {
      wait(Duration.ofMillis(10));
      return limiter().take(quick, key).isEmpty();
    });
  }
}
