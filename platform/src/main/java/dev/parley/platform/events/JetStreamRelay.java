package dev.parley.platform.events;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.EventBus.Subscription;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.PublishOptions;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a service's stream of domain events to JetStream, for programs outside of Parley: stream
 * {@code PARLEY_<SERVICE>}, subjects {@code parley.events.<service>.<kind>}, each message a {@link
 * DomainEvent}. In commit order, each event once, on any number of processes that relay the same
 * stream: every publication names the sequence number that it must follow, so that of two relays
 * one is refused and looks again where the other has come to. Where to go on from is read from
 * JetStream's last message, so an event is passed over never and repeated never, unless somebody
 * purges the stream by hand: then it begins anew.
 */
public final class JetStreamRelay implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JetStreamRelay.class);
  private static final int BATCH = 256;
  private static final int NOT_FOUND = 404;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final NatsEventBus bus;
  private final DomainEvents events;
  private final StreamConfiguration configuration;
  private final String subject;
  private final Subscription subscription;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /** How far JetStream has come: its last message, and the event that this is. */
  private record Mark(long sequence, Optional<StreamPosition> position) {}

  /**
   * Begins to relay.
   *
   * @param maxBytes what JetStream keeps of the stream; older events go
   */
  public JetStreamRelay(NatsEventBus bus, DomainEvents events, long maxBytes) {
    this.bus = bus;
    this.events = events;
    this.subject = "parley.events." + events.stream();
    this.configuration =
        StreamConfiguration.builder()
            .name("PARLEY_" + events.stream().toUpperCase(Locale.ROOT))
            .description("Domain events of " + events.stream() + ", in commit order")
            .subjects(subject + ".>")
            .storageType(StorageType.File)
            .discardPolicy(DiscardPolicy.Old)
            .maxBytes(maxBytes)
            .build();
    this.subscription = bus.subscribe(Subject.stream(events.stream()), position -> news.release());
    this.thread = Thread.ofVirtual().name("relay-" + events.stream()).start(this::run);
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
    thread.interrupt();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean failing = false;
    @Nullable Mark mark = null;
    while (!closed) {
      try {
        Connection connection = bus.connection();
        if (connection == null) {
          mark = null;
        } else {
          if (mark == null) {
            mark = find(connection.jetStreamManagement());
          }
          mark = relay(connection.jetStream(), mark);
          failing = false;
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException | JetStreamApiException | RuntimeException e) {
        mark = null;
        if (!failing && !closed) {
          log.warn("relaying the stream {} to JetStream failed; trying again", events.stream(), e);
        }
        failing = true;
      }
      await();
    }
  }

  private void await() {
    // Of several that relay the same stream, one comes first.
    long pause = PAUSE.toMillis() / 2 + ThreadLocalRandom.current().nextLong(PAUSE.toMillis());
    try {
      if (news.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private Mark find(JetStreamManagement management) throws IOException, JetStreamApiException {
    long last;
    try {
      last = management.getStreamInfo(configuration.getName()).getStreamState().getLastSequence();
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() != NOT_FOUND) {
        throw e;
      }
      management.addStream(configuration);
      return new Mark(0, Optional.empty());
    }
    try {
      return last == 0
          ? new Mark(0, Optional.empty())
          : new Mark(last, Optional.of(position(management, last)));
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() != NOT_FOUND) {
        throw e;
      }
      log.warn("the stream {} was purged: it begins anew", configuration.getName());
      return new Mark(last, Optional.empty());
    }
  }

  private StreamPosition position(JetStreamManagement management, long sequence)
      throws IOException, JetStreamApiException {
    try {
      return DomainEvent.parseFrom(
              management.getMessage(configuration.getName(), sequence).getData())
          .getPosition();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "%s: message %d is no domain event (expected: nobody else writes to %s.>)"
              .formatted(configuration.getName(), sequence, subject),
          e);
    }
  }

  private Mark relay(JetStream jetStream, Mark begin) throws InterruptedException {
    Mark mark = begin;
    while (!closed) {
      List<DomainEvent> batch = events.read(mark.position(), BATCH);
      if (batch.isEmpty()) {
        return mark;
      }
      publish(jetStream, batch, mark.sequence());
      mark = new Mark(mark.sequence() + batch.size(), Optional.of(batch.getLast().getPosition()));
    }
    return mark;
  }

  /** Publishes one after another without waiting in between; each names its predecessor. */
  private void publish(JetStream jetStream, List<DomainEvent> batch, long after)
      throws InterruptedException {
    List<CompletableFuture<PublishAck>> answers = new ArrayList<>();
    for (DomainEvent event : batch) {
      answers.add(
          jetStream.publishAsync(
              subject + "." + kind(event),
              event.toByteArray(),
              PublishOptions.builder()
                  .messageId(id(event.getPosition()))
                  .expectedLastSequence(after + answers.size())
                  .build()));
    }
    try {
      for (int i = 0; i < batch.size(); i++) {
        PublishAck ack = answers.get(i).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (ack.isDuplicate() || ack.getSeqno() != after + 1 + i) {
          throw new IllegalStateException(
              "another relay was faster with " + id(batch.get(i).getPosition()));
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("JetStream did not take an event", e);
    }
  }

  private static String kind(DomainEvent event) {
    String type = event.getEvent().getTypeUrl();
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String id(StreamPosition position) {
    return position.getTransaction() + "/" + position.getPlace();
  }
}
