package dev.parley.platform.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.ConnectionFuture;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a process to Redis: made in the background, and again for ever. Commands
 * never wait: without a connection they fail at once, and after half a second without an answer.
 */
public final class RedisLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** Commands that wait for their answers; beyond, they fail at once. */
  private static final int MAX_WAITING = 10_000;

  private final RedisSettings settings;
  private final ClientResources resources;
  private final RedisClient client;
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile @Nullable StatefulRedisConnection<String, String> connection;
  private volatile boolean closed;

  /** Begins to connect, and returns at once. */
  public RedisLink(RedisSettings settings, MeterRegistry metrics) {
    this.settings = settings;
    this.resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                Delay.fullJitter(
                    Duration.ofMillis(20), Duration.ofSeconds(1), 50, TimeUnit.MILLISECONDS))
            .build();
    this.client = RedisClient.create(resources, uri(settings));
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MAX_WAITING)
            .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .keepAlive(true)
                    // Where the network swallows everything, so that another connection is tried.
                    .tcpUserTimeout(
                        TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(SILENCE).build())
                    .build())
            .build());
    metrics.gauge("parley.cache.connected", this, link -> link.isConnected() ? 1 : 0);
    connect();
  }

  /**
   * Sends a command.
   *
   * @return its answer; fails if Redis is away, or does not answer in time
   */
  public <T> CompletionStage<T> ask(
      Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
    StatefulRedisConnection<String, String> present = connection;
    if (present == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("Redis is not connected"));
    }
    CompletionStage<T> answer;
    try {
      answer = command.apply(present.async());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.whenComplete((value, failure) -> note(failure));
  }

  /** Whether Redis has answered last. */
  public boolean isConnected() {
    return connection != null && !failing.get();
  }

  @Override
  public void close() {
    closed = true;
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, TimeUnit.SECONDS);
  }

  private void connect() {
    ConnectionFuture<StatefulRedisConnection<String, String>> attempt =
        client.connectAsync(StringCodec.UTF8, uri(settings));
    attempt.whenComplete((fresh, failure) -> {
      if (fresh != null) {
        connection = fresh;
        note(null);
        log.info("connected to {}", settings);
      } else if (!closed) {
        note(failure);
        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
            .execute(() -> {
              if (!closed) {
                connect();
              }
            });
      }
    });
  }

  private void note(@Nullable Throwable failure) {
    if (closed) {
      return;
    }
    if (failure == null) {
      if (failing.getAndSet(false)) {
        log.info("{} answers again", settings);
      }
    } else if (!failing.getAndSet(true)) {
      log.warn(
          "cache.url: {} does not answer ({}): trying again; until then each process is on its own",
          settings,
          failure.toString());
    }
  }

  private static RedisURI uri(RedisSettings settings) {
    RedisURI uri = RedisURI.create(settings.url());
    uri.setTimeout(PATIENCE);
    if (!settings.password().isEmpty()) {
      uri.setCredentialsProvider(
          io.lettuce.core.RedisCredentialsProvider.from(() ->
              io.lettuce.core.RedisCredentials.just(
                  settings.user().isEmpty() ? null : settings.user(), settings.password())));
    }
    return uri;
  }
}
