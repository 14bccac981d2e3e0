package dev.parley.chat.domain;

import java.util.UUID;

/**
 * Two places that should say the same, and do not.
 *
 * @param id of the room; of the person where it is their own log
 * @param detail what each says, for people
 */
public record Disagreement(Kind kind, UUID id, String detail) {
  /** What disagrees. */
  public enum Kind {
    /** A room's head and its log, or the log has holes; holes cannot be mended. */
    ROOM_LOG,
    /** The numbers of a room's messages and their order. */
    ORDINALS,
    /** The number of the newest message, as the room and the message have it. */
    HEAD_ORDINAL,
    /** A member's position, and the messages or the end of the log. */
    POSITIONS,
    /** Whom messages mention, and the rows by which that is counted. */
    MENTIONS,
    /**
     * Which messages are deleted, and the rows by which that is counted; or what is left of them.
     */
    TOMBSTONES,
    /** Who has blocked whom, and what the direct conversation of the two says of it. */
    BLOCKED_BY,
    /** What is kept of a thread, and its replies. */
    THREADS,
    /** How many members there are, and how many the room counts. */
    MEMBER_COUNT,
    /** The head of a person's own log and the log, or the log has holes. */
    OWN_LOG
  }
}
