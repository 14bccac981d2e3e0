package dev.parley.platform.security;

import dev.parley.platform.cache.RedisLink;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What any process has heard, shared through a sorted set in Redis and copied into the memory of
 * each: asking costs no round trip, and goes on while Redis is away. Each looks four times a second
 * for what others have added; scores are Redis's own time, so what is new has the greatest.
 */
public final class RedisRevokedSessions implements RevokedSessions, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisRevokedSessions.class);
  private static final String KEY = "parley:sessions:ended";
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Read again each time, in case that Redis's clock was set back a little. */
  private static final long OVERLAP_MILLIS = 2_000;

  private static final String ADD =
      """
      local clock = redis.call('TIME')
      local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
      redis.call('ZADD', KEYS[1], 'NX', now, ARGV[1])
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      return now
      """;

  private final InProcessRevokedSessions known;
  private final RedisLink redis;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ended-sessions").factory());
  private volatile long readTo;

  /** Begins to look. */
  public RedisRevokedSessions(RedisLink redis, Clock clock) {
    this.known = new InProcessRevokedSessions(clock);
    this.redis = redis;
    timer.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void add(UUID session, Instant endTime) {
    if (known.contains(session)) {
      return;
    }
    known.add(session, endTime);
    redis.ask(commands ->
        commands.<Long>eval(
            ADD,
            ScriptOutputType.INTEGER,
            new String[] {KEY},
            session + "@" + endTime.toEpochMilli(),
            Long.toString(MEMORY.toMillis())));
  }

  @Override
  public boolean contains(UUID session) {
    return known.contains(session);
  }

  @Override
  public void whenAdded(Consumer<UUID> listener) {
    known.whenAdded(listener);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    redis
        .<List<ScoredValue<String>>>ask(commands ->
            commands.zrangebyscoreWithScores(
                KEY,
                Range.from(
                    Range.Boundary.including(readTo - OVERLAP_MILLIS), Range.Boundary.unbounded())))
        .whenComplete((found, failure) -> takeIn(found));
  }

  private void takeIn(@Nullable List<ScoredValue<String>> found) {
    if (found == null) {
      return;
    }
    for (ScoredValue<String> value : found) {
      String[] parts = value.getValue().split("@", 2);
      try {
        known.add(UUID.fromString(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        log.debug("{} holds {}, which is ignored", KEY, value.getValue());
      }
      readTo = Math.max(readTo, (long) value.getScore());
    }
  }
}
