package dev.parley.platform.events;

import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.EventServiceGrpc.EventServiceBlockingStub;
import dev.parley.api.internal.v1.ReadEventsRequest;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.platform.db.Database;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.EventBus.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in another service's stream of domain events: each event and the new position in one
 * transaction, so that nothing is passed over. An event may come again after a crash; handlers are
 * idempotent. The position is kept in the table {@code <schema>.consumer_positions (stream,
 * transaction_id, place)}.
 */
public final class OutboxConsumer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutboxConsumer.class);
  private static final int BATCH = 500;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String stream;
  private final String schema;
  private final EventServiceBlockingStub source;
  private final Database database;
  private final Handler handler;
  private final Subscription subscription;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /** Takes in one event, in the transaction that also advances the position. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Takes in one event.
     *
     * @throws com.google.protobuf.InvalidProtocolBufferException if the event does not parse
     */
    void handle(Handle transaction, DomainEvent event)
        throws com.google.protobuf.InvalidProtocolBufferException;

    /** What was taken in is durable now. Not called again for those that a crash came after. */
    default void committed(List<DomainEvent> events) {}
  }

  /**
   * Starts to read.
   *
   * @param stream whose events
   * @param schema of the service that reads
   */
  public OutboxConsumer(
      String stream,
      String schema,
      EventServiceBlockingStub source,
      Database database,
      EventBus bus,
      Handler handler) {
    this.stream = stream;
    this.schema = schema;
    this.source = source;
    this.database = database;
    this.handler = handler;
    this.subscription = bus.subscribe(Subject.stream(stream), position -> news.release());
    this.thread = Thread.ofVirtual().name("consumer-" + schema + "-" + stream).start(this::run);
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
    news.release();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean failing = false;
    while (!closed) {
      try {
        while (!closed && takeIn() == BATCH) {
          // A full batch: there may be more.
        }
        failing = false;
      } catch (Exception e) {
        if (!failing) {
          log.warn(
              "reading the stream {} failed; trying again every {} s",
              stream,
              PAUSE.toSeconds(),
              e);
        }
        failing = true;
      }
      await();
    }
  }

  private void await() {
    try {
      if (news.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private int takeIn() throws com.google.protobuf.InvalidProtocolBufferException {
    ReadEventsRequest.Builder request =
        ReadEventsRequest.newBuilder().setStream(stream).setLimit(BATCH);
    position().ifPresent(request::setAfter);
    List<DomainEvent> events =
        source.withDeadlineAfter(10, TimeUnit.SECONDS).readEvents(request.build()).getEventsList();
    if (!events.isEmpty()) {
      database.inTransaction(handle -> {
        for (DomainEvent event : events) {
          handler.handle(handle, event);
        }
        return advance(handle, events.getLast().getPosition());
      });
      handler.committed(events);
    }
    return events.size();
  }

  private Optional<StreamPosition> position() {
    return database.read(handle ->
        handle
            .createQuery(
                "select transaction_id, place from %s.consumer_positions where stream = :stream"
                    .formatted(schema))
            .bind("stream", stream)
            .map((row, context) ->
                StreamPosition.newBuilder()
                    .setTransaction(row.getLong("transaction_id"))
                    .setPlace(row.getString("place"))
                    .build())
            .findOne());
  }

  private int advance(Handle handle, StreamPosition position) {
    return handle
        .createUpdate(
            """
            insert into %s.consumer_positions (stream, transaction_id, place) values (:stream, :transaction, :place)
            on conflict (stream) do update
              set transaction_id = excluded.transaction_id, place = excluded.place
            """
                .formatted(schema))
        .bind("stream", stream)
        .bind("transaction", position.getTransaction())
        .bind("place", position.getPlace())
        .execute();
  }
}
