package dev.parley.chat.port;

import dev.parley.chat.domain.CustomEmoji;
import dev.parley.platform.pictures.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The emoji of the installation. */
public interface CustomEmojiRepository {
  /** What came of adding one. */
  sealed interface Added {
    /** It is there. */
    record There(CustomEmoji emoji) implements Added {}

    /** Another has the name. */
    record Taken() implements Added {}

    /** There are {@link CustomEmoji#MOST}. */
    record TooMany() implements Added {}

    /** The person has added {@link CustomEmoji#MOST_OF_ONE}. */
    record TooManyOfOne() implements Added {}
  }

  /** All, by name. */
  List<CustomEmoji> list();

  /** Whether one is called that. */
  boolean exists(String name);

  /** Adds one. */
  Added add(String name, Picture picture, UUID creatorId, Instant time);

  /**
   * Takes one away that somebody has added; nothing happens if there is none.
   *
   * @return false if somebody else has
   */
  boolean remove(String name, UUID creatorId);

  /** The picture of one, if it is this version of it. */
  Optional<Picture> picture(UUID id, String version);
}
