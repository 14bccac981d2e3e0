package dev.parley.platform.limits;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.cache.RedisLink;
import dev.parley.platform.cache.RedisSettings;
import dev.parley.platform.limits.RateLimiter.Allowance;
import dev.parley.platform.servers.RedisServer;
import dev.parley.platform.time.SteadyClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes on one Redis. */
class RedisRateLimiterTest extends RateLimiterContract {
  private static final RedisServer server = RedisServer.running();

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final RedisLink hereLink = link(server);
  private final RedisLink thereLink = link(server);
  private final RateLimiter here = new RedisRateLimiter(hereLink, metrics, new SteadyClock());
  private final RateLimiter there = new RedisRateLimiter(thereLink, metrics, new SteadyClock());
  private final String key = UUID.randomUUID().toString();

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect() {
    until(() -> hereLink.isConnected() && thereLink.isConnected());
  }

  @AfterEach
  void close() {
    hereLink.close();
    thereLink.close();
  }

  @Override
  RateLimiter limiter() {
    return here;
  }

  @Override
  void wait(Duration aLittle) {}

  @Test
  void whatOneProcessHasTakenAnotherHasNot() {
    Allowance allowance = Allowance.perMinute("shared", 100);
    for (int i = 0; i < 100; i++) {
      assertThat(here.take(allowance, key)).isEmpty();
    }

    int[] taken = {0};
    until(() -> {
      if (there.take(allowance, key).isEmpty()) {
        taken[0]++;
        return false;
      }
      return true;
    });

    assertThat(taken[0]).as("what came while Redis was being asked").isBetween(1, 20);
  }

  @Test
  void whatWasLetThroughTooMuchIsPaidBack() {
    Allowance allowance = new Allowance("debt", 5, 20, Duration.ofSeconds(1));
    long begun = System.nanoTime();
    int[] taken = {0};

    until(() -> {
      taken[0] += here.take(allowance, key).isEmpty() ? 1 : 0;
      taken[0] += there.take(allowance, key).isEmpty() ? 1 : 0;
      return taken[0] >= 60;
    });

    // 5 at once, then 20 a second for both together: 55 more take 2.75 s. Each alone would take
    // half.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(2_000));
  }

  @Test
  void whileRedisIsAwayEachProcessLimitsByItselfAndLaterTogetherAgain() {
    try (RedisServer own = RedisServer.running();
        RedisLink one = link(own);
        RedisLink two = link(own)) {
      RateLimiter first = new RedisRateLimiter(one, metrics, new SteadyClock());
      RateLimiter second = new RedisRateLimiter(two, metrics, new SteadyClock());
      until(() -> one.isConnected() && two.isConnected());
      own.kill();

      Allowance allowance = Allowance.perMinute("away", 50);
      for (int i = 0; i < 50; i++) {
        assertThat(first.take(allowance, key)).isEmpty();
        assertThat(second.take(allowance, key)).isEmpty();
      }
      assertThat(first.take(allowance, key)).isPresent();
      assertThat(second.take(allowance, key)).isPresent();
      until(() -> metrics.counter("parley.limits.unshared").count() > 0);

      own.start();
      until(() -> {
        first.take(allowance, "any");
        second.take(allowance, "any");
        return one.isConnected() && two.isConnected();
      });
      String fresh = UUID.randomUUID().toString();
      for (int i = 0; i < 50; i++) {
        first.take(allowance, fresh);
      }
      int[] taken = {0};
      until(() -> {
        taken[0] += second.take(allowance, fresh).isEmpty() ? 1 : 0;
        return second.take(allowance, fresh).isPresent();
      });
      assertThat(taken[0]).isLessThan(40);
    }
  }

  @Test
  void aFrozenRedisHoldsNobodyUp() {
    try (RedisServer own = RedisServer.running();
        RedisLink link = link(own)) {
      RateLimiter limiter = new RedisRateLimiter(link, metrics, new SteadyClock());
      until(link::isConnected);
      own.freeze();

      long begun = System.nanoTime();
      Allowance allowance = Allowance.perMinute("frozen", 100_000);
      for (int i = 0; i < 50_000; i++) {
        limiter.take(allowance, key);
      }

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
      own.thaw();
    }
  }

  @Test
  void thePasswordOfTheSettingsIsUsed() {
    try (RedisServer guarded = RedisServer.running("--requirepass", "secret");
        RedisLink right = new RedisLink(new RedisSettings(guarded.url(), "", "secret"), metrics)) {
      until(right::isConnected);
    }
  }

  private static RedisLink link(RedisServer server) {
    return new RedisLink(new RedisSettings(server.url(), "", ""), new SimpleMeterRegistry());
  }
}
