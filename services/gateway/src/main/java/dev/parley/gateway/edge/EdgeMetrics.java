package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.MovePositionsRequest;
import dev.parley.api.internal.v1.MovePositionsResponse;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.SendMessageRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator of the edge asks first; docs/metrics.md tells what each figure means. */
final class EdgeMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(10)
  };

  private final Clock clock;
  private final Counter deliveries;
  private final Counter resyncs;
  private final Counter drops;
  private final Counter refusals;
  private final Counter presences;
  private final Counter typings;
  private final Timer acks;
  private final Timer arrivals;
  private final AtomicLong lag = new AtomicLong();

  EdgeMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    this.deliveries = registry.counter("parley.deliveries");
    this.resyncs = registry.counter("parley.resyncs");
    this.drops = registry.counter("parley.queue.drops");
    this.refusals = registry.counter("parley.sends.refused");
    this.presences = registry.counter("parley.presence.told");
    this.typings = registry.counter("parley.typing");
    this.acks =
        Timer.builder("parley.ack.latency").serviceLevelObjectives(BUCKETS).register(registry);
    this.arrivals =
        Timer.builder("parley.delivery.latency").serviceLevelObjectives(BUCKETS).register(registry);
    registry.gauge("parley.log.lag", lag);
  }

  /** An event is on its way to so many connections, live. */
  void delivered(int connections) {
    deliveries.increment(connections);
  }

  /** What happened then was the oldest in a round of writes, which has just been written. */
  void left(Instant happened) {
    // Another node's clock may be ahead.
    long nanos = Math.max(0, Duration.between(happened, clock.instant()).toNanos());
    arrivals.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** How somebody is was told to so many connections. */
  void presencesTold(int connections) {
    presences.increment(connections);
  }

  /** Somebody types, and it was passed on. */
  void typed() {
    typings.increment();
  }

  /** So many events are on their way to one connection that has come back. */
  void replayed(int events) {
    deliveries.increment(events);
  }

  /** A connection was told to read a log by request. */
  void resynced() {
    resyncs.increment();
  }

  /** A connection read too slowly, and what waited for it was dropped. */
  void dropped() {
    drops.increment();
  }

  /** So many events had happened, at the last look, that this edge had not heard of. */
  void behind(long events) {
    lag.set(events);
  }

  /** The same messenger, with its answers counted and timed. */
  Messenger measured(Messenger messenger) {
    return new Messenger() {
      @Override
      public List<CompletableFuture<Message>> send(UUID sender, List<SendMessageRequest> requests) {
        long begun = System.nanoTime();
        return messenger.send(sender, requests).stream()
            .map(answer ->
                answer.whenComplete((message, failure) -> {
                  if (failure == null) {
                    acks.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
                  } else {
                    refusals.increment();
                  }
                }))
            .toList();
      }

      @Override
      public CompletableFuture<MovePositionsResponse> move(MovePositionsRequest request) {
        return messenger.move(request);
      }
    };
  }
}
