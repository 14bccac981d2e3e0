package dev.parley.chat;

import com.sun.management.OperatingSystemMXBean;
import dev.parley.chat.app.IndexMessages;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Twice a second, makes what was said ready to be found. Sending comes first: while the processors
 * are busy, it rests four times as long as it has worked, and makes up for it later.
 */
final class SearchJob implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SearchJob.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Of all processors together, by all processes of the machine or its container. */
  private static final double BUSY = 0.8;

  private static final int RESTS = 4;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final IndexMessages index;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("search-job").factory());
  private volatile boolean closed;
  private boolean failing;

  SearchJob(IndexMessages index) {
    this.index = index;
    timer.scheduleWithFixedDelay(this::run, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      boolean more = true;
      while (more && !closed) {
        long begun = System.nanoTime();
        more = index.step();
        if (more) {
          LockSupport.parkNanos(isBusy() ? RESTS * (System.nanoTime() - begun) : 0);
        }
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing && !closed) {
        log.warn("the search index does not follow; trying again every {} ms", PAUSE.toMillis(), e);
      }
      failing = true;
    }
  }

  private boolean isBusy() {
    return system.getCpuLoad() > BUSY;
  }

  /** What is under way is finished. */
  @Override
  public void close() {
    closed = true;
    timer.shutdown();
    try {
      if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
