package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody may not become a member of a room.
 *
 * @param by who said so
 * @param reason for those who keep order; may be empty
 * @param expireTime when it ends by itself; null is never
 */
public record Ban(
    UUID roomId,
    Person person,
    Person by,
    String reason,
    Instant createTime,
    @Nullable Instant expireTime) {
  /** Whether it has not expired yet. */
  public boolean holds(Instant now) {
    return expireTime == null || expireTime.isAfter(now);
  }
}
