package dev.parley.app;

import dev.parley.platform.config.Settings;
import dev.parley.platform.rpc.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * What {@code parley serve} was asked for.
 *
 * @param targets at least one role
 */
public record ServeOptions(Set<Role> targets, Settings settings) {
  public ServeOptions {
    targets = Set.copyOf(targets);
  }

  /** Whether every role runs in this process. */
  public boolean isEverything() {
    return targets.containsAll(EnumSet.allOf(Role.class));
  }
}
