package dev.parley.chat.adapter.grpc;

import dev.parley.api.internal.v1.PresenceNews;
import dev.parley.api.internal.v1.ReceiptNews;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.domain.Receipt;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.events.EventBus.Subject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** Announces on the bus: events of the contract, on the subject of their room or person. */
public final class EventAnnouncer implements Announcer {
  private final EventBus bus;
  private final LongAdder messages = new LongAdder();

  public EventAnnouncer(EventBus bus) {
    this.bus = bus;
  }

  /** How many messages have become durable here. */
  public long messages() {
    return messages.sum();
  }

  @Override
  public void announce(RoomEvent event) {
    if (event.change() instanceof RoomEvent.Change.MessageCreated) {
      messages.increment();
    }
    bus.publish(Subject.room(event.roomId().toString()), Protos.event(event));
  }

  @Override
  public void announce(UserEvent event) {
    bus.publish(Subject.user(event.userId().toString()), Protos.event(event));
  }

  @Override
  public void announce(Receipt receipt, Collection<UUID> hiddenFrom) {
    bus.publish(
        Subject.receipts(receipt.roomId().toString()),
        ReceiptNews.newBuilder()
            .setReceipt(Protos.receipt(receipt))
            .addAllHiddenFrom(texts(hiddenFrom))
            .build());
  }

  @Override
  public void announce(Presence presence) {
    bus.publish(
        Subject.presence(presence.userId().toString()),
        PresenceNews.newBuilder()
            .setPresence(PresenceProtos.presence(presence))
            .addAllHiddenFrom(texts(presence.hiddenFrom()))
            .build());
  }

  private static List<String> texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toList();
  }
}
