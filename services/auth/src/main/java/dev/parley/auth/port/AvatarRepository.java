package dev.parley.auth.port;

import dev.parley.auth.domain.User;
import dev.parley.platform.pictures.Picture;
import java.util.Optional;
import java.util.UUID;

/**
 * Pictures of people, at most one of each. Which one somebody shows is told to the other services,
 * in the transaction that makes it so.
 */
public interface AvatarRepository {
  /**
   * Replaces somebody's picture; the same one again is no news. Empty if there is nobody with this
   * id.
   */
  Optional<User> put(UUID userId, Picture picture);

  /** Removes somebody's picture, if there is one. Empty if there is nobody with this id. */
  Optional<User> remove(UUID userId);

  /** The picture that somebody shows, if it is this version of it. */
  Optional<Picture> find(UUID userId, String version);
}
