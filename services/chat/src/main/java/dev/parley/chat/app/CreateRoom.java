package dev.parley.chat.app;

import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.People;
import dev.parley.chat.port.RoomRepository;
import dev.parley.chat.port.RoomRepository.NewRoom;
import dev.parley.platform.ids.UuidV7;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes a room. Everyone with an account may. */
public final class CreateRoom {
  private final RoomRepository rooms;
  private final People people;
  private final Clock clock;

  public CreateRoom(RoomRepository rooms, People people, Clock clock) {
    this.rooms = rooms;
    this.people = people;
    this.clock = clock;
  }

  /**
   * What is wanted.
   *
   * @param members to add at once; the owner and repetitions are ignored
   */
  public record Wish(
      UUID owner,
      Room.Kind kind,
      Room.Visibility visibility,
      String name,
      String topic,
      List<UUID> members) {}

  /** What came of it. */
  public sealed interface Result {
    /** The room is there. */
    record Created(Room room) implements Result {}

    /** Another public room has the name. */
    record NameTaken() implements Result {}

    /** There is no such person. */
    record NoSuchPerson(UUID id) implements Result {}
  }

  /** Makes the room. */
  public Result create(Wish wish) {
    Set<UUID> ids = new LinkedHashSet<>();
    ids.add(wish.owner());
    ids.addAll(wish.members());
    Map<UUID, Person> found = people.find(ids);
    for (UUID id : ids) {
      if (!found.containsKey(id)) {
        return new Result.NoSuchPerson(id);
      }
    }
    List<Person> present = found.values().stream().toList();
    Person owner =
        present.stream()
            .filter(person -> person.id().equals(wish.owner()))
            .findFirst()
            .orElseThrow();
    List<Person> others = present.stream().filter(person -> !person.equals(owner)).toList();
    NewRoom room =
        new NewRoom(
            UuidV7.at(clock.instant()),
            wish.kind(),
            wish.visibility(),
            wish.name().strip(),
            wish.topic().strip(),
            owner,
            others,
            clock.instant());
    Optional<Room> created = rooms.create(room);
    return created.isPresent() ? new Result.Created(created.get()) : new Result.NameTaken();
  }
}
