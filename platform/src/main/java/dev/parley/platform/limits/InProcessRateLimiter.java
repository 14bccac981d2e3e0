package dev.parley.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Buckets in this process's memory. Those of who has not come for a while are forgotten; by then
 * they are full.
 */
public final class InProcessRateLimiter implements RateLimiter {
  /** Of each allowance. */
  private static final int MAX_BUCKETS = 200_000;

  private static final Duration FORGET = Duration.ofMinutes(5);

  private final TimeMeter time;
  private final Map<Allowance, Cache<String, Bucket>> buckets = new ConcurrentHashMap<>();

  /**
   * Buckets that fill as this clock goes on.
   *
   * @param steady never jumps: with one that is set back, an empty bucket would stay empty until it
   *     has caught up
   */
  public InProcessRateLimiter(Clock steady) {
    this.time = new ClockTime(steady);
  }

  @Override
  public OptionalLong take(Allowance allowance, String key) {
    ConsumptionProbe probe =
        buckets
            .computeIfAbsent(allowance, ignored -> fresh())
            .get(key, ignored -> full(allowance))
            .tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? OptionalLong.empty()
        : OptionalLong.of(TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1);
  }

  private static Cache<String, Bucket> fresh() {
    return Caffeine.newBuilder().maximumSize(MAX_BUCKETS).expireAfterAccess(FORGET).build();
  }

  private Bucket full(Allowance allowance) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit ->
            limit
                .capacity(allowance.capacity())
                .refillGreedy(allowance.refill(), allowance.period()))
        .build();
  }

  private record ClockTime(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
