package dev.parley.chat.domain;

import dev.parley.chat.domain.Member.Role;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which role may what in one room.
 *
 * @param kind of the room
 * @param adjusted what differs from the table of {@link Permission}
 */
public record Permissions(Room.Kind kind, Map<Permission, Role> adjusted) {
  /** The least role that may; empty if nobody may. */
  public Optional<Role> least(Permission permission) {
    Role here = adjusted.get(permission);
    return here != null ? Optional.of(here) : permission.least(kind);
  }

  /** The same after some of them are given to other roles. */
  public Permissions with(Map<Permission, Role> changes) {
    Map<Permission, Role> now = new EnumMap<>(Permission.class);
    now.putAll(adjusted);
    now.putAll(changes);
    now.entrySet()
        .removeIf(entry -> entry.getKey().least(kind).filter(entry.getValue()::equals).isPresent());
    return new Permissions(kind, Map.copyOf(now));
  }
}
