package dev.parley.platform.telemetry;

import java.util.List;

/**
 * Whether this process should get traffic, and each component's part in that.
 *
 * @param components in the order of registration
 */
public record Readiness(List<Component> components) {
  /** One component's answer; {@code reason} is for operators, and empty when it is ready. */
  public record Component(String name, boolean ready, String reason) {}

  public Readiness {
    components = List.copyOf(components);
  }

  public boolean ready() {
    return components.stream().allMatch(Component::ready);
  }
}
