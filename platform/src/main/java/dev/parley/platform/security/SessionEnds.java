package dev.parley.platform.security;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.EventServiceGrpc.EventServiceBlockingStub;
import dev.parley.api.internal.v1.FindPositionRequest;
import dev.parley.api.internal.v1.FindPositionResponse;
import dev.parley.api.internal.v1.ReadEventsRequest;
import dev.parley.api.internal.v1.SessionEnded;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.EventBus.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of every session that ends: at once by the bus, and within half a second from auth's stream
 * of events where the bus has lost it. Begins far enough back that no access token of an ended
 * session counts again because a process was restarted.
 */
public final class SessionEnds implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SessionEnds.class);
  private static final String STREAM = "auth";
  private static final int BATCH = 500;
  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final int DEADLINE_SECONDS = 3;

  private final EventServiceBlockingStub auth;
  private final RevokedSessions revoked;
  private final Clock clock;
  private final Subscription subscription;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins to listen and to read.
   *
   * @param auth reads auth's stream
   * @param revoked is told of each session
   */
  public SessionEnds(
      EventServiceBlockingStub auth, EventBus bus, RevokedSessions revoked, Clock clock) {
    this.auth = auth;
    this.revoked = revoked;
    this.clock = clock;
    this.subscription = bus.subscribe(Subject.sessionEnds(), this::ended);
    this.thread = Thread.ofVirtual().name("session-ends").start(this::run);
  }

  @Override
  public void close() {
    closed.countDown();
    subscription.close();
    thread.interrupt();
  }

  private void run() {
    boolean failing = false;
    @Nullable Reading reading = null;
    while (closed.getCount() > 0) {
      try {
        if (reading == null) {
          reading = new Reading(begin());
        }
        while (read(reading) == BATCH) {
          // A full batch: there may be more.
        }
        failing = false;
      } catch (RuntimeException e) {
        if (!failing && closed.getCount() > 0) {
          log.warn("reading which sessions have ended failed; trying again", e);
        }
        failing = true;
      }
      try {
        if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** How far the stream has been read. */
  private static final class Reading {
    private Optional<StreamPosition> after;

    Reading(Optional<StreamPosition> after) {
      this.after = after;
    }
  }

  private Optional<StreamPosition> begin() {
    Instant since = clock.instant().minus(RevokedSessions.MEMORY);
    FindPositionResponse found =
        auth.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .findPosition(
                FindPositionRequest.newBuilder()
                    .setStream(STREAM)
                    .setSince(Timestamp.newBuilder().setSeconds(since.getEpochSecond()))
                    .build());
    return found.hasPosition() ? Optional.of(found.getPosition()) : Optional.empty();
  }

  private int read(Reading reading) {
    ReadEventsRequest.Builder request =
        ReadEventsRequest.newBuilder().setStream(STREAM).setLimit(BATCH);
    reading.after.ifPresent(request::setAfter);
    List<DomainEvent> events =
        auth.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .readEvents(request.build())
            .getEventsList();
    for (DomainEvent event : events) {
      if (event.getEvent().is(SessionEnded.class)) {
        try {
          ended(event.getEvent().unpack(SessionEnded.class));
        } catch (InvalidProtocolBufferException e) {
          log.error("an end of a session does not parse and is passed over", e);
        }
      }
      reading.after = Optional.of(event.getPosition());
    }
    return events.size();
  }

  private void ended(SessionEnded end) {
    UUID session;
    try {
      session = UUID.fromString(end.getSessionId());
    } catch (IllegalArgumentException e) {
      log.warn("an end of the session \"{}\", which is no id, is ignored", end.getSessionId());
      return;
    }
    revoked.add(
        session, Instant.ofEpochSecond(end.getEndTime().getSeconds(), end.getEndTime().getNanos()));
  }
}
