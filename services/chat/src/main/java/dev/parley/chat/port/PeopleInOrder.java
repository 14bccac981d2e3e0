package dev.parley.chat.port;

import dev.parley.chat.domain.Person;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Some of those who have answered a message in one way, in the order in which they did.
 *
 * @param next where the next begin; empty for the last
 */
public record PeopleInOrder(List<Person> people, Optional<Mark> next) {
  /** A place among them: by the position in the room's log at which they answered. */
  public record Mark(long seq, UUID userId) {}
}
