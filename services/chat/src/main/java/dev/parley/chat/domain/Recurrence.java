package dev.parley.chat.domain;

import java.time.Duration;
import java.time.ZoneId;

/**
 * Times that come again.
 *
 * @param cron five fields, as crontab(5) has them
 * @param zone by whose clocks
 */
public record Recurrence(String cron, ZoneId zone) {
  /** Two times are at least so far apart. */
  public static final Duration SHORTEST = Duration.ofMinutes(5);
}
