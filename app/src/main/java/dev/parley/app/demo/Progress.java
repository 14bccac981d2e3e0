package dev.parley.app.demo;

import dev.parley.platform.time.SteadyClock;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says, at most once a second, how much of something is done and how long the rest takes. */
final class Progress {
  private static final Duration OFTEN = Duration.ofSeconds(1);

  private final Clock clock = new SteadyClock();
  private final Instant begun = clock.instant();
  private final PrintWriter out;
  private final String what;
  private final int all;
  private Instant last = begun;

  Progress(PrintWriter out, String what, int all) {
    this.out = out;
    this.what = what;
    this.all = all;
  }

  void reached(int count) {
    Instant now = clock.instant();
    boolean done = count == all;
    if (!done && now.isBefore(last.plus(OFTEN))) {
      return;
    }
    last = now;
    long seconds = Math.max(1, Duration.between(begun, now).toSeconds());
    long left = (long) (all - count) * seconds / Math.max(1, count);
    out.println(
        String.format(
            Locale.ENGLISH,
            "%,d of %,d %s%s",
            count,
            all,
            what,
            done ? " in %,d s".formatted(seconds) : ", about %,d s left".formatted(left)));
    out.flush();
  }
}
