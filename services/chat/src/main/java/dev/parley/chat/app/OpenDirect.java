package dev.parley.chat.app;

import dev.parley.chat.domain.Person;
import dev.parley.chat.port.People;
import dev.parley.chat.port.RoomRepository;
import dev.parley.chat.port.RoomRepository.Direct;
import dev.parley.platform.ids.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the one conversation of two people, or makes it. Everybody may talk to themselves, members
 * to everyone and guests to those whom they know, unless one of the two has blocked the other.
 */
public final class OpenDirect {
  private final RoomRepository rooms;
  private final People people;
  private final Acquaintances acquaintances;
  private final Clock clock;

  public OpenDirect(RoomRepository rooms, People people, Acquaintances acquaintances, Clock clock) {
    this.rooms = rooms;
    this.people = people;
    this.acquaintances = acquaintances;
    this.clock = clock;
  }

  /** The conversation; empty if there is no such other person, as far as one may know. */
  public Optional<Direct> open(UUID personId, UUID otherId) {
    Map<UUID, Person> found =
        people.find(personId.equals(otherId) ? Set.of(personId) : Set.of(personId, otherId));
    Person person = found.get(personId);
    Person other = found.get(otherId);
    if (person == null
        || other == null
        || acquaintances.known(personId, Set.of(otherId)).isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return Optional.of(rooms.direct(UuidV7.at(now), person, other, now));
  }
}
