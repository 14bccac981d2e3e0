package dev.parley.chat.port;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who is a guest, and whom guests know: those with whom they share a room, and themselves. */
public interface Guests {
  /** Whether somebody is a guest, as far as chat has heard. */
  boolean isGuest(UUID userId);

  /** Those of these people whom a guest knows. */
  Set<UUID> known(UUID guest, Collection<UUID> userIds);

  /**
   * Those whom a guest knows and whose user name or display name begins with the query, without
   * regard to case, by user name.
   *
   * @param from the user name at which to begin; empty for the first
   */
  List<UUID> search(UUID guest, String query, String from, int limit);
}
