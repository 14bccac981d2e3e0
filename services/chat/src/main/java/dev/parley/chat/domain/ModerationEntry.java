package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act of somebody who keeps order in a room.
 *
 * @param id in the order of time
 * @param subject whom it was about; null if it was about the room
 * @param detail what exactly: the role given, the reason of a ban, until when somebody is muted
 */
public record ModerationEntry(
    UUID id, Instant time, Person actor, Act act, @Nullable Person subject, String detail) {
  /** What was done. */
  public enum Act {
    MEMBER_REMOVED,
    MEMBER_BANNED,
    BAN_LIFTED,
    MEMBER_MUTED,
    MEMBER_UNMUTED,
    ROLE_CHANGED,
    MESSAGE_DELETED,
    ROOM_RENAMED,
    ROOM_ARCHIVED,
    ROOM_RESTORED,
    PERMISSIONS_CHANGED,
    SLOW_MODE_CHANGED,
    ROOM_MADE_PUBLIC,
    ROOM_MADE_PRIVATE,
    MESSAGE_LIFETIME_CHANGED,
    RETENTION_CHANGED,
    ROOM_DELETED,
    ROOM_UNDELETED
  }
}
