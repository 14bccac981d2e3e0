package dev.parley.chat;

import dev.parley.chat.app.WelcomeNewcomers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every second, lets those who have registered into the rooms that everybody joins. */
final class NewcomersJob implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NewcomersJob.class);

  private final WelcomeNewcomers welcome;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("newcomers-job").factory());
  private boolean begun;

  NewcomersJob(WelcomeNewcomers welcome) {
    this.welcome = welcome;
    if (welcome.isWanted()) {
      timer.scheduleWithFixedDelay(this::step, 0, 1, TimeUnit.SECONDS);
    }
  }

  private void step() {
    try {
      if (!begun) {
        welcome.begin();
        begun = true;
      }
      welcome.run();
    } catch (RuntimeException e) {
      log.warn("a newcomer was not let into the default rooms; trying again", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
