package dev.parley.platform.events;

import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.StreamPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A stream of domain events that can be read from any position. */
public interface DomainEvents {
  /** Name of the stream: the service that writes it. */
  String stream();

  /**
   * Events after a position, in commit order; only those that no transaction still running can come
   * before.
   *
   * @param after the last event read, or empty for the beginning
   * @param limit at most this many
   */
  List<DomainEvent> read(Optional<StreamPosition> after, int limit);

  /**
   * A position from which a reader gets everything that happened since a moment, and perhaps some
   * from before; empty means the beginning, which is all that a stream without times can say.
   */
  default Optional<StreamPosition> since(Instant moment) {
    return Optional.empty();
  }
}
