package dev.parley.chat.app;

import dev.parley.chat.domain.Ban;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.Blocks;
import dev.parley.chat.port.Moderation;
import dev.parley.chat.port.People;
import dev.parley.chat.port.RoomRepository;
import dev.parley.chat.port.RoomRepository.Warrant;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Joining and adding. Anyone may join a public room; a member whose role may adds anyone. A direct
 * conversation keeps its people, nobody enters an archived room, who is banned comes in by no way,
 * and nobody is added by somebody whom they have blocked. Each is idempotent: what already is so
 * stays so, and no event is written.
 */
public final class Membership {
  private final RoomRepository rooms;
  private final Moderation moderation;
  private final Blocks blocks;
  private final People people;
  private final Clock clock;

  public Membership(
      RoomRepository rooms, Moderation moderation, Blocks blocks, People people, Clock clock) {
    this.rooms = rooms;
    this.moderation = moderation;
    this.blocks = blocks;
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

    /** The role of the one who adds may not. */
    record NotAllowed() implements AddResult {}

    /** The room is archived. */
    record Archived() implements AddResult {}

    /** They are banned from the room. */
    record Banned(Ban ban) implements AddResult {}

    /** They have blocked the one who adds. */
    record Blocked(Person person) implements AddResult {}
  }

  /** What came of joining. */
  public sealed interface JoinResult {
    /** They are a member. */
    record Joined(Room room) implements JoinResult {}

    /** There is no room that the person may join. */
    record NoSuchRoom() implements JoinResult {}

    /** The room is archived. */
    record Archived() implements JoinResult {}

    /** The person is banned from the room. */
    record Banned(Ban ban) implements JoinResult {}
  }

  /** Makes the person a member of a public room. */
  public JoinResult join(UUID roomId, UUID userId) {
    Optional<Room> room = rooms.find(roomId, userId).filter(Room::isVisible);
    if (room.isEmpty() || room.get().joined()) {
      return room.<JoinResult>map(JoinResult.Joined::new).orElseGet(JoinResult.NoSuchRoom::new);
    }
    if (room.get().details().archived()) {
      return new JoinResult.Archived();
    }
    Person person = people.find(List.of(userId)).get(userId);
    if (person == null) {
      return new JoinResult.NoSuchRoom();
    }
    Optional<Ban> ban = moderation.find(roomId, userId, clock.instant());
    if (ban.isPresent()) {
      return new JoinResult.Banned(ban.get());
    }
    return rooms
        .add(roomId, person, new Warrant.OneselfToPublic(), clock.instant())
        .flatMap(member -> rooms.find(roomId, userId))
        .<JoinResult>map(JoinResult.Joined::new)
        .orElseGet(JoinResult.NoSuchRoom::new);
  }

  /** Adds somebody. */
  public AddResult add(UUID roomId, UUID adder, UUID userId) {
    Optional<Room> room = rooms.find(roomId, adder).filter(Room::isVisible);
    if (room.isEmpty()) {
      return new AddResult.NoSuchRoom();
    }
    Optional<Powers> powers = room.get().powers();
    if (powers.isEmpty()) {
      return new AddResult.AdderNotAMember();
    }
    if (room.get().kind() == Room.Kind.DIRECT) {
      return new AddResult.Direct();
    }
    if (powers.get().archived()) {
      return new AddResult.Archived();
    }
    if (!powers.get().may(Permission.ADD_MEMBERS)) {
      return new AddResult.NotAllowed();
    }
    Person person = people.find(List.of(userId)).get(userId);
    if (person == null) {
      return new AddResult.NoSuchPerson();
    }
    Optional<Ban> ban = moderation.find(roomId, userId, clock.instant());
    if (ban.isPresent()) {
      return new AddResult.Banned(ban.get());
    }
    if (!blocks.blockers(adder, List.of(userId)).isEmpty()) {
      return new AddResult.Blocked(person);
    }
    return rooms
        .add(roomId, person, new Warrant.ByMember(adder), clock.instant())
        .<AddResult>map(AddResult.Added::new)
        .orElseGet(AddResult.AdderNotAMember::new);
  }
}
