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
      ask(BatchGetPeopleRequest.newBuilder().addAllUserIds(missing).build())
          .forEach(person -> found.put(person.id(), person));
    }
    return found;
  }

  @Override
  public Map<String, Person> named(Collection<String> usernames) {
    Map<String, Person> found = new HashMap<>(copy.named(usernames));
    List<String> missing =
        usernames.stream().filter(name -> !found.containsKey(name)).distinct().toList();
    if (!missing.isEmpty()) {
      ask(BatchGetPeopleRequest.newBuilder().addAllUsernames(missing).build())
          .forEach(person -> found.put(person.username(), person));
    }
    return found;
  }

  private List<Person> ask(BatchGetPeopleRequest request) {
    return auth
        .withDeadlineAfter(3, TimeUnit.SECONDS)
        .batchGetPeople(request)
        .getPeopleList()
        .stream()
        .map(this::keep)
        .toList();
  }

  private Person keep(PersonRecord record) {
    Person person = person(record);
    copy.save(person, record.getGuest(), record.getVersion());
    return person;
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
