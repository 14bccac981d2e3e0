package dev.parley.chat;

import dev.parley.chat.app.ChangeOwnPresence;
import dev.parley.chat.app.TrackDevices;
import dev.parley.chat.port.PresenceRepository;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every second, lets go of devices that are gone and of statuses that have ended by themselves; now
 * and then, counts who was there, for the figure {@code parley.users.seen}.
 */
final class PresenceJob implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PresenceJob.class);

  private final TrackDevices devices;
  private final ChangeOwnPresence own;
  private final PresenceRepository kept;
  private final Clock clock;
  private final Map<Span, Long> counts = new ConcurrentHashMap<>(new EnumMap<>(Span.class));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("presence-job").factory());

  private enum Span {
    DAY(1),
    WEEK(7),
    MONTH(30);

    private final Duration length;

    Span(int days) {
      this.length = Duration.ofDays(days);
    }
  }

  PresenceJob(
      TrackDevices devices,
      ChangeOwnPresence own,
      PresenceRepository kept,
      MeterRegistry metrics,
      Clock clock) {
    this.devices = devices;
    this.own = own;
    this.kept = kept;
    this.clock = clock;
    for (Span span : Span.values()) {
      Gauge.builder("parley.users.seen", counts, found -> found.getOrDefault(span, 0L))
          .tag("within", span.name().toLowerCase(Locale.ROOT))
          .description("People who were connected at some time in this span")
          .register(metrics);
    }
    timer.scheduleWithFixedDelay(() -> attempt(this::letGo), 1, 1, TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(() -> attempt(this::count), 0, 60, TimeUnit.SECONDS);
  }

  /** Lets go of what is over, now. */
  void letGo() {
    devices.forget();
    own.expire();
  }

  /** Counts, now. */
  void count() {
    for (Span span : Span.values()) {
      counts.put(span, kept.countActiveSince(clock.instant().minus(span.length)));
    }
  }

  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.debug("presence was not looked after; trying again soon", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
