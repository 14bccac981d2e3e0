package dev.parley.chat.port;

import dev.parley.chat.domain.Block;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whom people have blocked. Changes are announced to the blocker's devices once they are durable,
 * and to nobody else.
 */
public interface Blocks {
  /** What came of blocking somebody. */
  sealed interface Outcome {
    /**
     * They are blocked.
     *
     * @param fresh whether they were not before
     */
    record Blocked(Block block, boolean fresh) implements Outcome {}

    /** The blocker has blocked {@link Block#MAX_PER_PERSON} others. */
    record TooMany() implements Outcome {}
  }

  /**
   * Blocks somebody else. Whoever writes to the direct conversation of the two does so wholly
   * before this or is refused.
   */
  Outcome block(UUID blockerId, Person person, Instant time);

  /** Ends a block; false if there was none. */
  boolean unblock(UUID blockerId, UUID personId, Instant time);

  /** Whom somebody has blocked, by user name. */
  Page<Block> list(UUID blockerId, Optional<Page.Mark> from, int limit);

  /** Those among some people who have blocked somebody. */
  Set<UUID> blockers(UUID blockedId, Collection<UUID> among);
}
