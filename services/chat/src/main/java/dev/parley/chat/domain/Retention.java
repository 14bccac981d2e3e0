package dev.parley.chat.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a room keeps what is said.
 *
 * @param lifetimeSeconds what is said from now on disappears after so long; 0 is never
 * @param days after so many days everything goes, whenever it was said; 0 is never
 */
public record Retention(int lifetimeSeconds, int days) {
  /** Everything stays. */
  public static final Retention FOR_GOOD = new Retention(0, 0);

  /** When something disappears that is said at a time; null if it stays. */
  public @Nullable Instant expireTime(Instant said) {
    return lifetimeSeconds == 0 ? null : said.plusSeconds(lifetimeSeconds);
  }

  /** What was said before this is to go; null if all stays. */
  public @Nullable Instant keptFrom(Instant now) {
    return days == 0 ? null : now.minus(Duration.ofDays(days));
  }
}
