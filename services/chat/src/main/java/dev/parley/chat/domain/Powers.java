package dev.parley.chat.domain;

import dev.parley.chat.domain.Member.Role;

/** What one member may do in a room. */
public record Powers(Role role, Permissions permissions, boolean archived) {
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
