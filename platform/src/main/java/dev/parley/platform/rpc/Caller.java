package dev.parley.platform.rpc;

import java.util.Optional;
import java.util.UUID;

/** Who makes a call, as verified at the service's door. */
public sealed interface Caller {
  /** The person on whose behalf the call is made, if there is one. */
  Optional<UUID> user();

  /** Nobody has signed in. */
  record Anyone() implements Caller {
    @Override
    public Optional<UUID> user() {
      return Optional.empty();
    }
  }

  /**
   * A signed-in person.
   *
   * @param userId who
   * @param sessionId in which session
   */
  record Person(UUID userId, UUID sessionId) implements Caller {
    @Override
    public Optional<UUID> user() {
      return Optional.of(userId);
    }
  }

  /**
   * A service of this installation.
   *
   * @param name which, such as {@code gateway}
   * @param user the person it acts for, if there is one
   */
  record Service(String name, Optional<UUID> user) implements Caller {}
}
