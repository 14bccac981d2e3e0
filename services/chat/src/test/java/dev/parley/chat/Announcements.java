package dev.parley.chat;

import dev.parley.chat.domain.Presence;
import dev.parley.chat.domain.Receipt;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Remembers what was announced, in order. */
final class Announcements implements Announcer {
  private final List<RoomEvent> ofRooms = new ArrayList<>();
  private final List<UserEvent> ofUsers = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Set<UUID>> hidden = new ArrayList<>();
  private final List<Presence> presences = new ArrayList<>();

  @Override
  public synchronized void announce(RoomEvent event) {
    ofRooms.add(event);
  }

  @Override
  public synchronized void announce(UserEvent event) {
    ofUsers.add(event);
  }

  @Override
  public synchronized void announce(Receipt receipt, Collection<UUID> hiddenFrom) {
    receipts.add(receipt);
    hidden.add(Set.copyOf(hiddenFrom));
  }

  @Override
  public synchronized void announce(Presence presence) {
    presences.add(presence);
  }

  synchronized List<Presence> presencesOf(UUID user) {
    return presences.stream().filter(presence -> presence.userId().equals(user)).toList();
  }

  synchronized List<Receipt> receipts() {
    return List.copyOf(receipts);
  }

  /** From whom each of {@link #receipts} is hidden. */
  synchronized List<Set<UUID>> receiptsHiddenFrom() {
    return List.copyOf(hidden);
  }

  synchronized List<RoomEvent> of(UUID room) {
    return ofRooms.stream().filter(event -> event.roomId().equals(room)).toList();
  }

  synchronized List<UserEvent> ofUser(UUID user) {
    return ofUsers.stream().filter(event -> event.userId().equals(user)).toList();
  }
}
