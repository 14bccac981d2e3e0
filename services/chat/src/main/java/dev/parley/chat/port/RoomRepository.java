package dev.parley.chat.port;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rooms and who is in them. Changes are announced once they are durable. */
public interface RoomRepository {
  /**
   * A room about to be made.
   *
   * @param founder its first member
   * @param founderRole what they may do; all others are plain members
   * @param members others to add at once
   */
  record NewRoom(
      UUID id,
      Room.Kind kind,
      Room.Visibility visibility,
      String name,
      String topic,
      Person founder,
      Member.Role founderRole,
      List<Person> members,
      Instant time) {}

  /** The room as its founder sees it, or empty if another public room has the name. */
  Optional<Room> create(NewRoom room);

  /**
   * The one direct conversation of two people, or of one with themselves, as the first sees it;
   * made if there was none and neither has blocked the other.
   *
   * @param id of the room if it is made
   */
  Direct direct(UUID id, Person person, Person other, Instant time);

  /** What came of looking for a direct conversation. */
  sealed interface Direct {
    /** There it is. */
    record There(Room room) implements Direct {}

    /**
     * There is none, and one of the two has blocked the other.
     *
     * @param byOneself whether the one who looks has
     */
    record Blocked(boolean byOneself) implements Direct {}
  }

  /** A room as the viewer sees it, whether or not they may; empty if there is none. */
  Optional<Room> find(UUID roomId, UUID viewer);

  /** The viewer's rooms by name. */
  Page<Room> list(UUID viewer, Optional<Page.Mark> from, int limit);

  /** The rooms that two people are both in, those first that the viewer joined last. */
  List<UUID> shared(UUID viewer, UUID other, int limit);

  /**
   * Who adds somebody to a room.
   *
   * <p>The adapter holds it against the room under its lock: what was true when the use case looked
   * may be so no more.
   */
  sealed interface Warrant {
    /** The person themselves; the room must be public. Nobody enters an archived room. */
    record OneselfToPublic() implements Warrant {}

    /** Somebody else, who must be a member whose role may. */
    record ByMember(UUID adder) implements Warrant {}
  }

  /**
   * The membership, new or as it was; empty if the warrant does not hold or there is no such room.
   */
  Optional<Member> add(UUID roomId, Person person, Warrant warrant, Instant time);
}
