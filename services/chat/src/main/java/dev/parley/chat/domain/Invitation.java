package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link by which people enter a room, or ask to.
 *
 * @param email for whom it was made; null for one that is for anybody
 * @param approvalNeeded whether who accepts it waits until somebody approves
 * @param useLimit how often it can be used; 0 is without limit
 * @param useCount how often it was used, by those who joined or asked
 * @param expireTime from when on it is good no more; null if it does not expire
 * @param guest whether who registers by it becomes a guest
 */
public record Invitation(
    UUID id,
    UUID roomId,
    Person creator,
    @Nullable String email,
    boolean approvalNeeded,
    int useLimit,
    int useCount,
    Instant createTime,
    @Nullable Instant expireTime,
    boolean guest) {
  /** Most invitations of a room that are still good. */
  public static final int MAX_PER_ROOM = 100;

  /** Whether it has neither expired nor been used up. */
  public boolean isOpen(Instant now) {
    return (expireTime == null || now.isBefore(expireTime))
        && (useLimit == 0 || useCount < useLimit);
  }
}
