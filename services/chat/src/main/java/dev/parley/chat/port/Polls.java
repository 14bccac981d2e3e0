package dev.parley.chat.port;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who has answered what, in polls that are there. */
public interface Polls {
  /** What somebody has answered, ascending. */
  List<Integer> votes(UUID messageId, UUID userId);

  /** Those who have chosen an option, in the order in which they did. */
  PeopleInOrder voters(UUID messageId, int option, Optional<PeopleInOrder.Mark> from, int limit);
}
