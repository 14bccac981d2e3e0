package dev.parley.chat.port;

import dev.parley.chat.domain.Person;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** People, as chat knows them. */
public interface People {
  /** Those of the given people who exist, by id. */
  Map<UUID, Person> find(Collection<UUID> ids);

  /** Who has a user name, in lower case. */
  Optional<Person> named(String username);
}
