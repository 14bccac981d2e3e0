package dev.parley.platform.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Times that come again, by a cron expression of five fields as crontab(5) has them: minute, hour,
 * day of the month, month, day of the week.
 */
public final class Cron {
  private static final int FIELDS = 5;

  private final CronSchedule schedule;

  private Cron(CronSchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * Reads an expression; empty if it is none.
   *
   * @param zone by whose clock and calendar: where clocks are set forward, what falls into the hour
   *     that is left out comes after it
   */
  public static Optional<Cron> of(String expression, ZoneId zone) {
    if (expression.trim().split("\\s+").length != FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Cron(new CronSchedule(expression.trim(), zone, CronStyle.UNIX)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The first such time after another; empty if there is none any more. */
  public Optional<Instant> after(Instant time) {
    Instant next = schedule.getNextExecutionTime(ExecutionComplete.simulatedSuccess(time));
    return next.equals(Schedule.NEVER) ? Optional.empty() : Optional.of(next);
  }
}
