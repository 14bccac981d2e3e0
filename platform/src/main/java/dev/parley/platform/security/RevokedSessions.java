package dev.parley.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Sessions that have ended while access tokens of them may still be about. Asked for every call, so
 * it answers from memory, on any thread.
 */
public interface RevokedSessions {
  /**
   * How long a session is remembered after its end: longer than any access token lives, whatever
   * {@code auth.access-token-minutes} says.
   */
  Duration MEMORY = Duration.ofMinutes(65);

  /** Remembers a session, if it is not known already. Waits for nothing. */
  void add(UUID session, Instant endTime);

  /** Whether the session has ended, as far as this process has heard. */
  boolean contains(UUID session);

  /**
   * Has a listener told of each session that becomes known from now on, once, after {@link
   * #contains} says so. It must be quick and must not block.
   */
  void whenAdded(Consumer<UUID> listener);
}
