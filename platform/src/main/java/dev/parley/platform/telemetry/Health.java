package dev.parley.platform.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks behind {@code /readyz}. A process that answers at all is alive ({@code /healthz}); it
 * is ready when every registered check says so. Safe for use by several threads.
 */
public final class Health {
  private static final Logger log = LoggerFactory.getLogger(Health.class);

  private final Map<Integer, Named> checks = new ConcurrentSkipListMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Duration patience;

  /**
   * One component's view of itself: empty when it is ready, else why not, in a few words without
   * secrets.
   */
  @FunctionalInterface
  public interface Check {
    Optional<String> reasonNotReady() throws Exception;
  }

  private record Named(String name, Check check) {}

  /** Gives each check two seconds. */
  public Health() {
    this(Duration.ofSeconds(2));
  }

  /** Gives each check {@code patience} to answer. */
  public Health(Duration patience) {
    this.patience = patience;
  }

  /** Adds a check, from now on. It may block, and is called from a virtual thread. */
  public void register(String name, Check check) {
    checks.put(next.getAndIncrement(), new Named(name, check));
  }

  /** From now on nothing is ready, whatever the checks say: the process drains. Can't be undone. */
  public void stop() {
    stopping.set(true);
  }

  /** Asks every check at the same time. Takes no longer than the patience. */
  public Readiness readiness() {
    var pending = new ArrayList<Map.Entry<String, Future<Optional<String>>>>();
    for (var named : checks.values()) {
      var task = new FutureTask<>(named.check()::reasonNotReady);
      Thread.ofVirtual().name("health-" + named.name()).start(task);
      pending.add(Map.entry(named.name(), task));
    }
    long deadline = System.nanoTime() + patience.toNanos();
    var components = new ArrayList<Readiness.Component>();
    if (stopping.get()) {
      components.add(new Readiness.Component("process", false, "stopping"));
    }
    for (var entry : pending) {
      components.add(answer(entry.getKey(), entry.getValue(), deadline));
    }
    return new Readiness(components);
  }

  private Readiness.Component answer(String name, Future<Optional<String>> answer, long deadline) {
    try {
      return answer
          .get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
          .map(reason -> new Readiness.Component(name, false, reason))
          .orElseGet(() -> new Readiness.Component(name, true, ""));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Readiness.Component(
          name, false, "no answer within %d ms".formatted(patience.toMillis()));
    } catch (ExecutionException e) {
      log.atWarn().addKeyValue("check", name).setCause(e.getCause()).log("a health check failed");
      return new Readiness.Component(name, false, "failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Readiness.Component(name, false, "interrupted");
    }
  }
}
