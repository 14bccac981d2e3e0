package dev.parley.platform.rpc;

import java.util.Optional;
import java.util.UUID;

/** Who makes a call, as verified at the service's door. */
public sealed interface Caller {
  /** The person on whose behalf the call is made, if there is one. */
  Optional<UUID> user();

  /** Whether that person is a guest, who knows only their rooms and the people in them. */
  boolean guest();

  /** Nobody has signed in. */
  record Anyone() implements Caller {
    @Override
    public Optional<UUID> user() {
      return Optional.empty();
    }

    @Override
    public boolean guest() {
      return false;
    }
  }

  /**
   * A signed-in person.
   *
   * @param userId who
   * @param sessionId in which session
   */
  record Person(UUID userId, UUID sessionId, boolean guest) implements Caller {
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
  record Service(String name, Optional<UUID> user, boolean guest) implements Caller {}
}
