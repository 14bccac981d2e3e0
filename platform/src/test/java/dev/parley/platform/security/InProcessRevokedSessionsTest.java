package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InProcessRevokedSessionsTest extends RevokedSessionsContract {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final RevokedSessions revoked = new InProcessRevokedSessions(clock);

  @Override
  RevokedSessions revoked() {
    return revoked;
  }

  @Override
  Instant now() {
    return clock.instant();
  }

  @Test
  void aSessionIsForgottenWhenItsTokensHaveExpired() {
    UUID session = UUID.randomUUID();
    revoked.add(session, clock.instant());

    clock.advance(RevokedSessions.MEMORY.minusSeconds(1));
    assertThat(revoked.contains(session)).isTrue();

    clock.advance(Duration.ofSeconds(1));
    assertThat(revoked.contains(session)).isFalse();
  }

  @Test
  void aClockThatGoesAheadAndIsSetBackBringsNoSessionBackToLife() {
    UUID session = UUID.randomUUID();
    revoked.add(session, clock.instant());

    clock.advance(Duration.ofHours(3));
    revoked.contains(session);
    clock.advance(Duration.ofHours(-3));

    assertThat(revoked.contains(session)).isTrue();
  }

  @Test
  void aClockThatIsSetBackForgetsNoSession() {
    UUID session = UUID.randomUUID();
    revoked.add(session, clock.instant());

    clock.advance(Duration.ofHours(-3));

    assertThat(revoked.contains(session)).isTrue();
  }
}
