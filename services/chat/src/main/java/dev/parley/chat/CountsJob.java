package dev.parley.chat;

import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Disagreement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Glances at a few rooms every minute, one after the other, and says where counts disagree: in the
 * log, and in the figure {@code parley.counts.disagreements}. It mends nothing: a disagreement is a
 * bug, and {@code parley doctor --repair} is for after somebody has looked at it.
 */
final class CountsJob implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CountsJob.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int ROOMS = 50;

  private final VerifyCounts counts;
  private final Counter disagreements;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("counts-job").factory());

  CountsJob(VerifyCounts counts, MeterRegistry metrics) {
    this.counts = counts;
    this.disagreements =
        Counter.builder("parley.counts.disagreements")
            .description("Counts and positions found to differ from what they are made of")
            .register(metrics);
    timer.scheduleWithFixedDelay(
        this::glance, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  /** One glance, now. */
  void glance() {
    try {
      List<Disagreement> found = counts.glance(ROOMS);
      disagreements.increment(found.size());
      for (Disagreement disagreement : found) {
        log.error(
            "{} of {} disagree: {} (stop the server if its database is embedded, then: parley doctor)",
            disagreement.kind(),
            disagreement.id(),
            disagreement.detail());
      }
    } catch (RuntimeException e) {
      log.warn("looking at the counts failed; trying again in {}", PAUSE, e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
