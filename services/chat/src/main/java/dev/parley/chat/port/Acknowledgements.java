package dev.parley.chat.port;

import dev.parley.chat.domain.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has acknowledged messages that ask for it. */
public interface Acknowledgements {
  /** A place in a list of people: by when they acknowledged, or by name of those who have not. */
  record Mark(long seq, String name, UUID userId) {}

  /**
   * Somebody, and when they acknowledged.
   *
   * @param time null if they have not
   */
  record Reader(Person person, @Nullable Instant time) {}

  /**
   * Some of them.
   *
   * @param next where the next begin; empty for the last
   */
  record Stretch(List<Reader> readers, Optional<Mark> next) {}

  /** When somebody has acknowledged a message; empty if they have not. */
  Optional<Instant> of(UUID messageId, UUID personId);

  /** Those who have, in the order in which they did. */
  Stretch done(UUID messageId, Optional<Mark> from, int limit);

  /** The room's members who have not, but for the sender, by display name. */
  Stretch pending(UUID roomId, UUID messageId, Optional<Mark> from, int limit);
}
