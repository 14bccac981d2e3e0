package dev.parley.chat.domain;

import dev.parley.chat.domain.Member.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one member may do in a room.
 *
 * @param muteEnd until when they may say nothing, whatever their role; null if they are not muted
 * @param block whether one of the two of a direct conversation has blocked the other
 */
public record Powers(
    Role role,
    Permissions permissions,
    boolean archived,
    @Nullable Instant muteEnd,
    DirectBlock block) {
  /** Whether the member may say nothing now. */
  public boolean isMuted(Instant now) {
    return muteEnd != null && muteEnd.isAfter(now);
  }

  /** Whether the member's role may; archived or not. */
  public boolean may(Permission permission) {
    return permissions.least(permission).filter(least -> role.compareTo(least) >= 0).isPresent();
  }

  /** Of the room. */
  public Room.Kind kind() {
    return permissions.kind();
  }

  /**
   * Whether the member may act on somebody with this role: it is less than theirs, or they are an
   * owner.
   */
  public boolean reach(Role other) {
    return role == Role.OWNER || role.compareTo(other) > 0;
  }
}
