package dev.parley.chat.app;

import dev.parley.chat.port.Guests;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Whom one may know of: members everybody, guests those with whom they share a room. */
public final class Acquaintances {
  private final Guests guests;

  public Acquaintances(Guests guests) {
    this.guests = guests;
  }

  /** Whether somebody is a guest. */
  public boolean isGuest(UUID personId) {
    return guests.isGuest(personId);
  }

  /** Those of these people of whom somebody may know. */
  public Set<UUID> known(UUID viewer, Collection<UUID> userIds) {
    return isGuest(viewer) ? guests.known(viewer, userIds) : Set.copyOf(userIds);
  }

  /** Those of these people whom a guest knows. */
  public Set<UUID> ofGuest(UUID guest, Collection<UUID> userIds) {
    return guests.known(guest, userIds);
  }

  /** Those whom a guest knows and whose names begin with the query, by user name. */
  public List<UUID> search(UUID guest, String query, String from, int limit) {
    return guests.search(guest, query.strip(), from, limit);
  }
}
