package dev.parley.chat.app;

import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.Receipt;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.ReadPositions;
import dev.parley.chat.port.RoomRepository;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reading a room, and what others are told of it. Members may; each is idempotent. */
public final class MarkRead {
  private final ReadPositions positions;
  private final RoomRepository rooms;
  private final Clock clock;

  public MarkRead(ReadPositions positions, RoomRepository rooms, Clock clock) {
    this.positions = positions;
    this.rooms = rooms;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result<T> {
    /** So it is now. */
    record Done<T>(T value) implements Result<T> {}

    /** There is no room that the person may know of. */
    record NoSuchRoom<T>() implements Result<T> {}

    /** The room is public, the person has not joined. */
    record NotAMember<T>() implements Result<T> {}
  }

  /** Everything up to a position is read. */
  public Result<ReadPosition> read(UUID roomId, UUID userId, long seq) {
    return result(roomId, userId, positions.read(roomId, userId, seq, clock.instant()));
  }

  /** What is at a position, and what follows, is unread again. */
  public Result<ReadPosition> unread(UUID roomId, UUID userId, long seq) {
    return result(roomId, userId, positions.unread(roomId, userId, seq, clock.instant()));
  }

  /** A device has everything up to a position. */
  public Result<Boolean> delivered(UUID roomId, UUID userId, long seq) {
    return result(
        roomId,
        userId,
        Optional.of(positions.delivered(roomId, userId, seq)).filter(member -> member));
  }

  /** How far the members are, as far as the person is told. */
  public Result<List<Receipt>> receipts(UUID roomId, UUID userId) {
    return result(
        roomId,
        userId,
        rooms
            .find(roomId, userId)
            .filter(Room::joined)
            .map(room -> positions.receipts(roomId, userId)));
  }

  private <T> Result<T> result(UUID roomId, UUID userId, Optional<T> answer) {
    if (answer.isPresent()) {
      return new Result.Done<>(answer.get());
    }
    return rooms.find(roomId, userId).filter(Room::isVisible).isPresent()
        ? new Result.NotAMember<>()
        : new Result.NoSuchRoom<>();
  }
}
