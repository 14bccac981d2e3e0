package dev.parley.chat.port;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What goes by itself when its time is over. What is left of it is told by the room's log like what
 * somebody deletes, once it is durable.
 */
public interface MessageExpiry {
  /**
   * Takes away some messages of a room whose own time is over.
   *
   * @return how many that were
   */
  int expire(UUID roomId, Instant now, int limit);

  /**
   * Takes away some messages that are older than their room keeps any.
   *
   * @return how many were looked at
   */
  int retain(UUID roomId, Instant now, int limit);

  /** The rooms that keep what is said for some time alone. */
  List<UUID> roomsThatForget();
}
