package dev.parley.chat.domain;

import java.time.Duration;
import java.time.Instant;

/** Times at which something may become due. */
public final class DueTime {
  /** In words, for those who are refused. */
  public static final String EXPECTED = "expected a time later than now, within five years";

  private static final Duration FURTHEST = Duration.ofDays(5 * 366);

  private DueTime() {}

  /** Whether it is still to come, and not too far away. */
  public static boolean isPossible(Instant time, Instant now) {
    return time.isAfter(now) && !time.isAfter(now.plus(FURTHEST));
  }
}
