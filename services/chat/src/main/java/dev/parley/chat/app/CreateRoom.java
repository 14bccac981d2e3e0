package dev.parley.chat.app;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.Blocks;
import dev.parley.chat.port.People;
import dev.parley.chat.port.RoomRepository;
import dev.parley.chat.port.RoomRepository.NewRoom;
import dev.parley.platform.ids.UuidV7;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a channel or a group. Members may, but not with those who have blocked them; guests make no
 * channels, and groups only with people whom they know.
 */
public final class CreateRoom {
  private final RoomRepository rooms;
  private final Blocks blocks;
  private final People people;
  private final Acquaintances acquaintances;
  private final Clock clock;

  public CreateRoom(
      RoomRepository rooms,
      Blocks blocks,
      People people,
      Acquaintances acquaintances,
      Clock clock) {
    this.rooms = rooms;
    this.blocks = blocks;
    this.people = people;
    this.acquaintances = acquaintances;
    this.clock = clock;
  }

  /**
   * What is wanted.
   *
   * @param kind a channel or a group
   * @param members to add at once; the founder and repetitions are ignored
   */
  public record Wish(
      UUID founder,
      Room.Kind kind,
      Room.Visibility visibility,
      String name,
      String topic,
      List<UUID> members) {}

  /** What came of it. */
  public sealed interface Result {
    /** The room is there. */
    record Created(Room room) implements Result {}

    /** A channel needs a name. */
    record NameMissing() implements Result {}

    /** A group needs somebody else. */
    record NobodyElse() implements Result {}

    /** Another public room has the name. */
    record NameTaken() implements Result {}

    /** There is no such person, as far as the founder may know. */
    record NoSuchPerson(UUID id) implements Result {}

    /** They have blocked the founder. */
    record Blocked(Person person) implements Result {}

    /** Guests make no channels. */
    record NotForGuests() implements Result {}
  }

  /** Makes the room. */
  public Result create(Wish wish) {
    boolean group = wish.kind() == Room.Kind.GROUP;
    if (!group && acquaintances.isGuest(wish.founder())) {
      return new Result.NotForGuests();
    }
    if (!group && wish.name().isBlank()) {
      return new Result.NameMissing();
    }
    Set<UUID> ids = new LinkedHashSet<>();
    ids.add(wish.founder());
    ids.addAll(wish.members());
    if (group && ids.size() == 1) {
      return new Result.NobodyElse();
    }
    Map<UUID, Person> found = people.find(ids);
    Set<UUID> known = acquaintances.known(wish.founder(), ids);
    for (UUID id : ids) {
      if (!found.containsKey(id) || !known.contains(id)) {
        return new Result.NoSuchPerson(id);
      }
    }
    List<Person> present = ids.stream().map(found::get).filter(Objects::nonNull).toList();
    Set<UUID> blockers = blocks.blockers(wish.founder(), ids);
    Optional<Person> blocker =
        present.stream().filter(person -> blockers.contains(person.id())).findFirst();
    if (blocker.isPresent()) {
      return new Result.Blocked(blocker.get());
    }
    NewRoom room =
        new NewRoom(
            UuidV7.at(clock.instant()),
            wish.kind(),
            group ? Room.Visibility.PRIVATE : wish.visibility(),
            wish.name().strip(),
            wish.topic().strip(),
            present.getFirst(),
            group ? Member.Role.MEMBER : Member.Role.OWNER,
            present.subList(1, present.size()),
            clock.instant());
    Optional<Room> created = rooms.create(room);
    return created.isPresent() ? new Result.Created(created.get()) : new Result.NameTaken();
  }
}
