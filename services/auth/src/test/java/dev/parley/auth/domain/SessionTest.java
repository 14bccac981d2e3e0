package dev.parley.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.domain.Session.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aTokenOfThePresentGenerationBeginsTheNext() {
    assertThat(rotated(Duration.ofDays(1)).judge(OptionalLong.of(5), NOW))
        .isEqualTo(Verdict.ADVANCE);
  }

  @Test
  void theTokenBeforeIsTakenForThirtySeconds() {
    assertThat(rotated(Session.GRACE).judge(OptionalLong.of(4), NOW)).isEqualTo(Verdict.REPEAT);
    assertThat(rotated(Session.GRACE.plusNanos(1000)).judge(OptionalLong.of(4), NOW))
        .isEqualTo(Verdict.REUSED);
  }

  @Test
  void anOlderTokenIsACopyHoweverSoonItComes() {
    assertThat(rotated(Duration.ZERO).judge(OptionalLong.of(3), NOW)).isEqualTo(Verdict.REUSED);
    assertThat(rotated(Duration.ZERO).judge(OptionalLong.empty(), NOW)).isEqualTo(Verdict.REUSED);
  }

  @Test
  void nothingRevivesASessionThatIsOver() {
    Session ended = session(Duration.ZERO, NOW.plusSeconds(1), Optional.of(NOW.minusSeconds(1)));
    Session expired = session(Duration.ZERO, NOW, Optional.empty());

    assertThat(ended.judge(OptionalLong.of(5), NOW)).isEqualTo(Verdict.OVER);
    assertThat(expired.judge(OptionalLong.of(5), NOW)).isEqualTo(Verdict.OVER);
  }

  private static Session rotated(Duration ago) {
    return session(ago, NOW.plus(Duration.ofDays(30)), Optional.empty());
  }

  private static Session session(
      Duration rotatedAgo, Instant expireTime, Optional<Instant> endTime) {
    return new Session(
        UUID.randomUUID(), UUID.randomUUID(), 5, NOW.minus(rotatedAgo), expireTime, endTime);
  }
}
