package dev.parley.chat.adapter.grpc;

import dev.parley.api.internal.v1.BatchGetPeopleRequest;
import dev.parley.api.internal.v1.PeopleServiceGrpc.PeopleServiceBlockingStub;
import dev.parley.api.internal.v1.PersonRecord;
import dev.parley.chat.domain.Person;
import dev.parley.chat.port.People;
import dev.parley.chat.port.PeopleCopy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * People from chat's own copy; those it has not heard of yet (they registered a moment ago) are
 * asked of auth and kept.
 */
public final class KnownPeople implements People {
  private final PeopleCopy copy;
  private final PeopleServiceBlockingStub auth;

  public KnownPeople(PeopleCopy copy, PeopleServiceBlockingStub auth) {
    this.copy = copy;
    this.auth = auth;
  }

  @Override
  public Map<UUID, Person> find(Collection<UUID> ids) {
    Map<UUID, Person> found = new HashMap<>(copy.find(ids));
    List<String> missing =
        ids.stream().filter(id -> !found.containsKey(id)).distinct().map(UUID::toString).toList();
    if (!missing.isEmpty()) {
      for (PersonRecord record : ask(missing)) {
        Person person = person(record);
        copy.save(person, record.getGuest(), record.getVersion());
        found.put(person.id(), person);
      }
    }
    return found;
  }

  @Override
  public Optional<Person> named(String username) {
    return copy.named(username);
  }

  private List<PersonRecord> ask(List<String> ids) {
    return auth.withDeadlineAfter(3, TimeUnit.SECONDS)
        .batchGetPeople(BatchGetPeopleRequest.newBuilder().addAllUserIds(ids).build())
        .getPeopleList();
  }

  /** Somebody as auth tells of them. */
  public static Person person(PersonRecord record) {
    return new Person(
        UUID.fromString(record.getUserId()),
        record.getUsername(),
        record.getDisplayName(),
        record.getAvatarVersion());
  }
}
