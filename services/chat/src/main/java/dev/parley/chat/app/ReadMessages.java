package dev.parley.chat.app;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.port.Logs;
import dev.parley.chat.port.MessageRepository;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.chat.port.RoomRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what was said. Members may, from the room's beginning. */
public final class ReadMessages {
  /** Most changes that come with a page. */
  private static final int MOST_CHANGES = 200;

  private final MessageRepository messages;
  private final RoomRepository rooms;
  private final Logs logs;

  public ReadMessages(MessageRepository messages, RoomRepository rooms, Logs logs) {
    this.messages = messages;
    this.rooms = rooms;
    this.logs = logs;
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * Messages in ascending position.
     *
     * @param changes what became of the room and its members between them
     * @param more whether there are more in the direction asked for
     */
    record Found(List<Message> messages, List<RoomEvent> changes, boolean more) implements Result {}

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
    List<Message> page = more ? withoutTheFarthest(found, window) : found;
    return new Result.Found(page, changes(roomId, window, page, more), more);
  }

  /** Up to where the page goes: at an end of the room, to that end. */
  private List<RoomEvent> changes(UUID roomId, Window window, List<Message> page, boolean more) {
    return switch (window) {
      case Window.Before before ->
          logs.changes(roomId, more ? page.getFirst().seq() : 0, before.seq(), MOST_CHANGES);
      case Window.After after ->
          logs.changes(
              roomId, after.seq() + 1, more ? page.getLast().seq() : Long.MAX_VALUE, MOST_CHANGES);
    };
  }

  private static List<Message> withoutTheFarthest(List<Message> messages, Window window) {
    return switch (window) {
      case Window.Before ignored -> messages.subList(1, messages.size());
      case Window.After ignored -> messages.subList(0, messages.size() - 1);
    };
  }
}
