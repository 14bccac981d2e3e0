package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person in a room.
 *
 * @param muteEnd until when they may say nothing; null if they are not muted
 */
public record Member(
    UUID roomId, Person person, Role role, Instant joinTime, @Nullable Instant muteEnd) {
  /** The same with another role. */
  public Member as(Role other) {
    return new Member(roomId, person, other, joinTime, muteEnd);
  }

  /** The same, muted until then, or not at all. */
  public Member mutedUntil(@Nullable Instant end) {
    return new Member(roomId, person, role, joinTime, end);
  }

  /** What a member may do, the least first: {@link Permission} is the table. */
  public enum Role {
    /** Of guests in all rooms, and of nobody else. */
    GUEST,
    MEMBER,
    MODERATOR,
    ADMIN,
    OWNER
  }
}
