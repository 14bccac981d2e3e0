package dev.parley.chat.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A stretch of a list that is ordered by name.
 *
 * @param next where the next page begins; empty on the last
 */
public record Page<T>(List<T> items, Optional<Mark> next) {
  /** A page out of one item more than fits on it, if there are so many. */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, Mark> mark) {
    return found.size() > limit
        ? new Page<>(found.subList(0, limit), Optional.of(mark.apply(found.get(limit))))
        : new Page<>(found, Optional.empty());
  }

  /**
   * A place in a list ordered by name without regard to case, and by id where names are equal.
   *
   * @param name as it is written: only the database forms small letters, since Java forms some
   *     differently
   */
  public record Mark(String name, UUID id) {}
}
