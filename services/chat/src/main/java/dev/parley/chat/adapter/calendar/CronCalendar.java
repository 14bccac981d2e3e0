package dev.parley.chat.adapter.calendar;

import dev.parley.chat.domain.Recurrence;
import dev.parley.chat.port.Calendar;
import dev.parley.platform.jobs.Cron;
import java.time.Instant;
import java.util.Optional;

/** By cron expressions. */
public final class CronCalendar implements Calendar {
  @Override
  public Optional<Instant> next(Recurrence recurrence, Instant after) {
    return Cron.of(recurrence.cron(), recurrence.zone()).flatMap(cron -> cron.after(after));
  }
}
