package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.ManualClock;
import dev.parley.platform.limits.InProcessRateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final RateLimits limits =
      new RateLimits(new GatewaySettings.RateLimit(60, 60, 6, 2), new InProcessRateLimiter(clock));
  private final UUID ada = UUID.randomUUID();

  @Test
  void aMinutesAllowanceMayBeUsedAtOnceAndFillsEvenly() {
    for (int i = 0; i < 6; i++) {
      assertThat(limits.bySignIn("192.0.2.1")).isEmpty();
    }
    assertThat(limits.bySignIn("192.0.2.1")).isEqualTo(OptionalLong.of(11));

    clock.advance(Duration.ofSeconds(10));

    assertThat(limits.bySignIn("192.0.2.1")).isEmpty();
    assertThat(limits.bySignIn("192.0.2.1")).isPresent();
  }

  @Test
  void oneAddressDoesNotCostAnotherAnything() {
    while (limits.byAddress("192.0.2.1").isEmpty()) {
      // Until it has used its allowance.
    }

    assertThat(limits.byAddress("192.0.2.2")).isEmpty();
    assertThat(limits.bySignIn("192.0.2.1")).isEmpty();
    assertThat(limits.byAccount(ada)).isEmpty();
  }

  @Test
  void sendsMayBurstForFiveSecondsAllowance() {
    for (int i = 0; i < 10; i++) {
      assertThat(limits.bySend(ada)).isEmpty();
    }
    assertThat(limits.bySend(ada)).isPresent();

    clock.advance(Duration.ofMillis(500));

    assertThat(limits.bySend(ada)).isEmpty();
    assertThat(limits.bySend(ada)).isPresent();
  }
}
