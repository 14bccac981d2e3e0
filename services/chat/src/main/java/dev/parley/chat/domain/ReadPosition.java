package dev.parley.chat.domain;

import java.util.UUID;

/**
 * How far a person has read a room, and what is left.
 *
 * @param seq position of the last message that is read, or of the joining
 * @param ordinal that message's number among the room's messages
 * @param headOrdinal number of the newest message when this was so
 * @param tombstones how many of the messages after {@code ordinal} were deleted
 * @param mentionCount how many messages after it mention the person
 * @param headSeq position of the newest event in the room when this was so: everything up to there
 *     is taken into account
 */
public record ReadPosition(
    UUID roomId,
    long seq,
    long ordinal,
    long headOrdinal,
    long tombstones,
    long mentionCount,
    long headSeq) {

  /** How many messages come after it that are still there, whoever sent them. */
  public long unreadCount() {
    return headOrdinal - ordinal - tombstones;
  }
}
