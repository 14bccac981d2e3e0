package dev.parley.chat.app;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.MessageRepository;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what was said. Members may, from the room's beginning. */
public final class ReadMessages {
  private final MessageRepository messages;
  private final RoomRepository rooms;

  public ReadMessages(MessageRepository messages, RoomRepository rooms) {
    this.messages = messages;
    this.rooms = rooms;
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * Messages in ascending position.
     *
     * @param more whether there are more in the direction asked for
     */
    record Found(List<Message> messages, boolean more) implements Result {}

    /** There is no room that the reader may know of. */
    record NoSuchRoom() implements Result {}

    /** The room is public, the reader has not joined. */
    record NotAMember() implements Result {}
  }

  /** Reads a page. */
  public Result read(UUID roomId, UUID reader, Window window, int limit) {
    Optional<Room> room = rooms.find(roomId, reader).filter(Room::isVisible);
    if (room.isEmpty()) {
      return new Result.NoSuchRoom();
    }
    if (!room.get().joined()) {
      return new Result.NotAMember();
    }
    // One more than asked for tells whether there are more.
    List<Message> found = messages.list(roomId, window, limit + 1);
    boolean more = found.size() > limit;
    return new Result.Found(more ? withoutTheFarthest(found, window) : found, more);
  }

  private static List<Message> withoutTheFarthest(List<Message> messages, Window window) {
    return switch (window) {
      case Window.Before ignored -> messages.subList(1, messages.size());
      case Window.After ignored -> messages.subList(0, messages.size() - 1);
    };
  }
}
