package dev.parley.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.platform.cache.RedisLink;
import io.lettuce.core.ScriptOutputType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One bucket for all processes, in Redis, by Redis's time. Nobody waits for it: a request that this
 * process's own bucket allows goes on, and is taken from the shared bucket meanwhile. When that
 * says how long it will be empty, the next request here is refused until then. What was let through
 * too much by this (at most what comes within one round trip to Redis, per process) is a debt of
 * the shared bucket, so in the long run no more than the allowance goes through, however many
 * processes there are.
 *
 * <p>While Redis is out of reach, each process limits by its own bucket.
 */
public final class RedisRateLimiter implements RateLimiter {
  private static final int MAX_REMEMBERED = 200_000;

  /** What takes one and says in how many milliseconds the next may be taken; 0 for at once. */
  private static final String TAKE =
      """
      local clock = redis.call('TIME')
      local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
      local capacity = tonumber(ARGV[1])
      local perMillisecond = tonumber(ARGV[2]) / tonumber(ARGV[3])
      local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'time')
      local tokens = tonumber(bucket[1]) or capacity
      local passed = math.max(0, now - (tonumber(bucket[2]) or now))
      tokens = math.min(capacity, tokens + passed * perMillisecond)
      tokens = math.max(-capacity, tokens - 1)
      redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'time', string.format('%d', now))
      redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - tokens) / perMillisecond) + 1000)
      if tokens >= 1 then return 0 end
      return math.ceil((1 - tokens) / perMillisecond)
      """;

  private final RateLimiter own;
  private final RedisLink redis;
  private final Clock steady;
  private final Counter alone;
  private final Cache<Key, Long> emptyUntil =
      Caffeine.newBuilder()
          .maximumSize(MAX_REMEMBERED)
          .expireAfterWrite(Duration.ofMinutes(5))
          .build();

  private record Key(Allowance allowance, String key) {}

  /**
   * Shares what {@code redis} keeps.
   *
   * @param steady never jumps
   */
  public RedisRateLimiter(RedisLink redis, MeterRegistry metrics, Clock steady) {
    this.own = new InProcessRateLimiter(steady);
    this.redis = redis;
    this.steady = steady;
    this.alone = metrics.counter("parley.limits.unshared");
  }

  @Override
  public OptionalLong take(Allowance allowance, String name) {
    Key key = new Key(allowance, name);
    Long until = emptyUntil.getIfPresent(key);
    if (until != null) {
      long wait = until - steady.millis();
      if (wait > 0) {
        return OptionalLong.of(wait / 1000 + 1);
      }
      emptyUntil.asMap().remove(key, until);
    }
    OptionalLong refused = own.take(allowance, name);
    if (refused.isEmpty()) {
      share(key);
    }
    return refused;
  }

  private void share(Key key) {
    Allowance allowance = key.allowance();
    redis
        .<Long>ask(commands ->
            commands.eval(
                TAKE,
                ScriptOutputType.INTEGER,
                new String[] {"parley:limit:" + allowance.name() + ":" + key.key()},
                Long.toString(allowance.capacity()),
                Long.toString(allowance.refill()),
                Long.toString(allowance.period().toMillis())))
        .whenComplete((wait, failure) -> answered(key, wait, failure));
  }

  private void answered(Key key, @Nullable Long wait, @Nullable Throwable failure) {
    if (wait == null || failure != null) {
      alone.increment();
    } else if (wait > 0) {
      emptyUntil.put(key, steady.millis() + wait);
    }
  }
}
