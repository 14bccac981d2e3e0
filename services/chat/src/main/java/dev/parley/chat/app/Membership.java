package dev.parley.chat.app;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.People;
import dev.parley.chat.port.RoomRepository;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Joining, leaving, adding. Anyone may join a public room and leave any; a member may add anyone. A
 * direct conversation keeps its people. Each is idempotent: what already is so stays so, and no
 * event is written.
 */
public final class Membership {
  private final RoomRepository rooms;
  private final People people;
  private final Clock clock;

  public Membership(RoomRepository rooms, People people, Clock clock) {
    this.rooms = rooms;
    this.people = people;
    this.clock = clock;
  }

  /** What came of adding somebody. */
  public sealed interface AddResult {
    /** They are a member. */
    record Added(Member member) implements AddResult {}

    /** The room does not exist for the one who adds. */
    record NoSuchRoom() implements AddResult {}

    /** The one who adds is not a member themselves. */
    record AdderNotAMember() implements AddResult {}

    /** There is nobody with this id. */
    record NoSuchPerson() implements AddResult {}

    /** A direct conversation keeps its people. */
    record Direct() implements AddResult {}
  }

  /** What came of leaving. */
  public enum LeaveResult {
    /** They are no member. */
    LEFT,
    /** The person may not know of the room. */
    NO_SUCH_ROOM,
    /** A direct conversation keeps its people. */
    DIRECT
  }

  /** The joined room, or empty if there is none that the person may join. */
  public Optional<Room> join(UUID roomId, UUID userId) {
    Optional<Room> room = rooms.find(roomId, userId).filter(Room::isVisible);
    if (room.isEmpty() || room.get().joined()) {
      return room;
    }
    Person person = people.find(List.of(userId)).get(userId);
    if (person == null) {
      return Optional.empty();
    }
    return rooms
        .add(roomId, person, new Warrant.OneselfToPublic(), clock.instant())
        .flatMap(member -> rooms.find(roomId, userId));
  }

  /** Ends the membership. */
  public LeaveResult leave(UUID roomId, UUID userId) {
    Optional<Room> room = rooms.find(roomId, userId).filter(Room::isVisible);
    if (room.isEmpty()) {
      return LeaveResult.NO_SUCH_ROOM;
    }
    if (room.get().kind() == Room.Kind.DIRECT) {
      return LeaveResult.DIRECT;
    }
    rooms.remove(roomId, userId, clock.instant());
    return LeaveResult.LEFT;
  }

  /** Adds somebody. */
  public AddResult add(UUID roomId, UUID adder, UUID userId) {
    Optional<Room> room = rooms.find(roomId, adder).filter(Room::isVisible);
    if (room.isEmpty()) {
      return new AddResult.NoSuchRoom();
    }
    if (!room.get().joined()) {
      return new AddResult.AdderNotAMember();
    }
    if (room.get().kind() == Room.Kind.DIRECT) {
      return new AddResult.Direct();
    }
    Person person = people.find(List.of(userId)).get(userId);
    if (person == null) {
      return new AddResult.NoSuchPerson();
    }
    return rooms
        .add(roomId, person, new Warrant.ByMember(adder), clock.instant())
        .<AddResult>map(AddResult.Added::new)
        .orElseGet(AddResult.AdderNotAMember::new);
  }
}
