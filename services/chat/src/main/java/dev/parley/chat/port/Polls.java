package dev.parley.chat.port;

import dev.parley.chat.domain.Person;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who has answered what, in polls that are there. */
public interface Polls {
  /** A place in a list of voters, by when they answered. */
  record Mark(long seq, UUID userId) {}

  /**
   * Some of those who have chosen an option.
   *
   * @param next where the next begin; empty for the last
   */
  record Voters(List<Person> people, Optional<Mark> next) {}

  /** What somebody has answered, ascending. */
  List<Integer> votes(UUID messageId, UUID userId);

  /** Those who have chosen an option, in the order in which they did. */
  Voters voters(UUID messageId, int option, Optional<Mark> from, int limit);
}
