package dev.parley.chat.app;

import dev.parley.chat.domain.Edit;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Pin;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.MessageRepository;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.chat.port.PeopleInOrder.Mark;
import dev.parley.chat.port.RoomRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at one message as it is, and as it was, at who has reacted to it, and at those that are
 * pinned. Members may.
 */
public final class LookAtMessage {
  /** Most former texts that are told of one message. */
  public static final int MOST_EDITS = 100;

  private final MessageRepository messages;
  private final RoomRepository rooms;

  public LookAtMessage(MessageRepository messages, RoomRepository rooms) {
    this.messages = messages;
    this.rooms = rooms;
  }

  /** What came of it. */
  public sealed interface Result<T> {
    /** It is this. */
    record Found<T>(T value) implements Result<T> {}

    /** There is no room that the reader may know of. */
    record NoSuchRoom<T>() implements Result<T> {}

    /** The room is public, the reader has not joined. */
    record NotAMember<T>() implements Result<T> {}

    /** There is no such message in the room. */
    record NoSuchMessage<T>() implements Result<T> {}
  }

  /** The message as it stands. */
  public Result<Message> at(UUID roomId, UUID messageId, UUID reader) {
    return look(roomId, messageId, reader, Function.identity());
  }

  /** What it said before, the latest former text first; nothing of a deleted one. */
  public Result<List<Edit>> edits(UUID roomId, UUID messageId, UUID reader) {
    return look(roomId, messageId, reader, message -> messages.edits(message.id(), MOST_EDITS));
  }

  /** Who has reacted to it with an emoji. */
  public Result<PeopleInOrder> reactors(
      UUID roomId, UUID messageId, UUID reader, String emoji, Optional<Mark> from, int limit) {
    return look(
        roomId, messageId, reader, message -> messages.reactors(message.id(), emoji, from, limit));
  }

  /** What the reader has reacted with to it. */
  public Result<List<String>> ownReactions(UUID roomId, UUID messageId, UUID reader) {
    return look(roomId, messageId, reader, message -> messages.reactionsOf(message.id(), reader));
  }

  /** What is pinned in a room, what was pinned last first. */
  public Result<List<Pin>> pins(UUID roomId, UUID reader) {
    return within(roomId, reader, () -> new Result.Found<>(messages.pins(roomId)));
  }

  private <T> Result<T> look(UUID roomId, UUID messageId, UUID reader, Function<Message, T> what) {
    return within(
        roomId,
        reader,
        () -> {
          Optional<Message> message = messages.find(roomId, messageId);
          return message.isPresent()
              ? new Result.Found<>(what.apply(message.get()))
              : new Result.NoSuchMessage<>();
        });
  }

  private <T> Result<T> within(UUID roomId, UUID reader, Supplier<Result<T>> what) {
    Optional<Room> room = rooms.find(roomId, reader).filter(Room::isVisible);
    if (room.isEmpty()) {
      return new Result.NoSuchRoom<>();
    }
    return room.get().joined() ? what.get() : new Result.NotAMember<>();
  }
}
