package dev.parley.chat.domain;

import java.util.UUID;

/**
 * How far one member has received and read a room, as others are told.
 *
 * @param readSeq 0 where it is not told
 */
public record Receipt(UUID roomId, UUID userId, long deliveredSeq, long readSeq) {
  /** Larger rooms keep no receipts: every message would cost one from each member to each. */
  public static final int MAX_MEMBERS = 50;

  /** The same for one who is told nothing of it. */
  public Receipt untold() {
    return new Receipt(roomId, userId, 0, 0);
  }

  /** The same, without what was read. */
  public Receipt withoutRead() {
    return new Receipt(roomId, userId, deliveredSeq, 0);
  }
}
