package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;

/** A person in a room. */
public record Member(UUID roomId, Person person, Role role, Instant joinTime) {
  /** What a member may do, the least first: {@link Permission} is the table. */
  public enum Role {
    MEMBER,
    MODERATOR,
    ADMIN,
    OWNER
  }
}
