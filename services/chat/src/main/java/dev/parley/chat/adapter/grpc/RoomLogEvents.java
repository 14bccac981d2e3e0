package dev.parley.chat.adapter.grpc;

import com.google.protobuf.Any;
import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.chat.port.RoomStream;
import dev.parley.platform.events.DomainEvents;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Chat's domain events: the room logs themselves, in commit order. Nothing is written twice, so no
 * event can be forgotten.
 */
public final class RoomLogEvents implements DomainEvents {
  private final RoomStream changes;

  public RoomLogEvents(RoomStream changes) {
    this.changes = changes;
  }

  @Override
  public String stream() {
    return "chat";
  }

  @Override
  public List<DomainEvent> read(Optional<StreamPosition> after, int limit) {
    return changes.inCommitOrder(after.map(RoomLogEvents::mark), limit).stream()
        .map(change ->
            DomainEvent.newBuilder()
                .setPosition(position(change.mark()))
                .setEvent(Any.pack(Protos.event(change.event())))
                .build())
        .toList();
  }

  private static RoomStream.Mark mark(StreamPosition position) {
    String[] place = position.getPlace().split("/", 2);
    return new RoomStream.Mark(
        position.getTransaction(), UUID.fromString(place[0]), Long.parseLong(place[1]));
  }

  private static StreamPosition position(RoomStream.Mark mark) {
    return StreamPosition.newBuilder()
        .setTransaction(mark.transaction())
        .setPlace(mark.roomId() + "/" + mark.seq())
        .build();
  }
}
