package dev.parley.platform.events;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.platform.db.Database;
import dev.parley.platform.events.EventBus.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A service's domain events, kept in the table {@code <stream>.outbox} of its own schema:
 *
 * <pre>
 *   transaction_id xid8 default pg_current_xact_id(), place bigint identity, event bytea,
 *   create_time timestamptz, primary key (transaction_id, place)
 * </pre>
 *
 * <p>Rows are read in the order of (transaction, place), and only those of transactions older than
 * the oldest still running (the snapshot's xmin). A row with a lesser key can then never appear
 * later, so a reader that advances loses nothing.
 */
public final class Outbox implements DomainEvents {
  private final Database database;
  private final EventBus bus;
  private final String stream;
  private final Clock clock;

  /**
   * The outbox of a service.
   *
   * @param stream name of the service, which is also that of its schema
   */
  public Outbox(Database database, EventBus bus, String stream, Clock clock) {
    this.database = database;
    this.bus = bus;
    this.stream = stream;
    this.clock = clock;
  }

  @Override
  public String stream() {
    return stream;
  }

  /** Writes an event in the transaction that makes it true. */
  public void write(Handle handle, Message event) {
    handle
        .createUpdate(
            "insert into %s.outbox (event, create_time) values (:event, :time)".formatted(stream))
        .bind("time", clock.instant())
        .bind("event", Any.pack(event).toByteArray())
        .execute();
  }

  /** Wakes those who read, after the commit; without it they look within a second. */
  public void wake() {
    bus.publish(Subject.stream(stream), StreamPosition.getDefaultInstance());
  }

  @Override
  public List<DomainEvent> read(Optional<StreamPosition> after, int limit) {
    long transaction = after.map(StreamPosition::getTransaction).orElse(0L);
    long place = after.map(position -> Long.parseLong(position.getPlace())).orElse(0L);
    return database.read(handle ->
        handle
            .createQuery(
                """
                select transaction_id::text::bigint as transaction, place, event
                  from %s.outbox
                 where (transaction_id, place) > (cast(cast(:transaction as text) as xid8), :place)
                   and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                 order by transaction_id, place limit :limit
                """
                    .formatted(stream))
            .bind("transaction", transaction)
            .bind("place", place)
            .bind("limit", limit)
            .map((row, context) -> event(row))
            .list());
  }

  @Override
  public Optional<StreamPosition> since(Instant moment) {
    // Times do not grow with positions, and what is being written may get a lesser position than
    // what
    // is there: hence before the oldest transaction that is either of the two.
    long oldest =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    select least(
                        pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
                        (select min(transaction_id::text::bigint) from %s.outbox where create_time >= :moment))
                    """
                        .formatted(stream))
                .bind("moment", moment)
                .mapTo(long.class)
                .one());
    return Optional.of(
        StreamPosition.newBuilder()
            .setTransaction(oldest - 1)
            .setPlace(Long.toString(Long.MAX_VALUE))
            .build());
  }

  private static DomainEvent event(ResultSet row) throws SQLException {
    try {
      return DomainEvent.newBuilder()
          .setPosition(
              StreamPosition.newBuilder()
                  .setTransaction(row.getLong("transaction"))
                  .setPlace(Long.toString(row.getLong("place"))))
          .setEvent(Any.parseFrom(row.getBytes("event")))
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an outbox row does not parse", e);
    }
  }
}
