package dev.parley.auth.port;

import java.util.List;
import java.util.UUID;

/** Whom guests know: those with whom they share a room, and themselves. */
public interface Acquaintances {
  /** Whether a guest knows somebody. */
  boolean know(UUID guest, UUID userId);

  /**
   * Those whom a guest knows and whose user name or display name begins with the query, by user
   * name.
   *
   * @param from the user name at which to begin; empty for the first
   */
  List<UUID> search(UUID guest, String query, String from, int limit);
}
