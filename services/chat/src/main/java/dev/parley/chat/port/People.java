package dev.parley.chat.port;

import dev.parley.chat.domain.Person;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** People, as chat knows them. */
public interface People {
  /** Those of the given people who exist, by id. */
  Map<UUID, Person> find(Collection<UUID> ids);

  /** Those who have one of the given user names, in lower case, by user name; at most 50. */
  Map<String, Person> named(Collection<String> usernames);
}
