package dev.parley.chat.port;

import dev.parley.chat.domain.Presence;
import dev.parley.chat.domain.Receipt;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import java.util.Collection;
import java.util.UUID;

/**
 * Tells the edges of what has become durable. At most once, without waiting: whoever misses it
 * finds it in the log.
 */
public interface Announcer {
  /** Tells of a change in a room. */
  void announce(RoomEvent event);

  /** Tells of a change that concerns one person. */
  void announce(UserEvent event);

  /**
   * Tells how far a member is now. Nobody finds it in a log: the next one says more.
   *
   * @param hiddenFrom members who are not told
   */
  void announce(Receipt receipt, Collection<UUID> hiddenFrom);

  /** Tells how a person is now. Nobody finds it in a log: who asks again is told again. */
  void announce(Presence presence);
}
