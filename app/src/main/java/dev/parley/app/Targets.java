package dev.parley.app;

import dev.parley.platform.rpc.Role;
import java.util.List;
import java.util.Set;

/**
 * The table of what each role needs and owns. Services never ask which role runs; only {@link
 * Wiring} does.
 */
enum Targets {
  GATEWAY(Role.GATEWAY, Set.of(Role.AUTH, Role.CHAT), List.of()),
  AUTH(Role.AUTH, Set.of(Role.CHAT), List.of("auth")),
  CHAT(Role.CHAT, Set.of(Role.AUTH), List.of("chat"));

  private final Role role;
  private final Set<Role> calls;
  private final List<String> schemas;

  Targets(Role role, Set<Role> calls, List<String> schemas) {
    this.role = role;
    this.calls = calls;
    this.schemas = schemas;
  }

  Role role() {
    return role;
  }

  /** Roles that this one calls, so that each must run in the same process or have an address. */
  Set<Role> calls() {
    return calls;
  }

  /** Database schemas that this one owns; without any it needs no database. */
  List<String> schemas() {
    return schemas;
  }

  static Targets of(Role role) {
    return switch (role) {
      case GATEWAY -> GATEWAY;
      case AUTH -> AUTH;
      case CHAT -> CHAT;
    };
  }
}
