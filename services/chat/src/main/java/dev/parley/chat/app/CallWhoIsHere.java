package dev.parley.chat.app;

import dev.parley.chat.domain.NamesInText;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.Members;
import dev.parley.chat.port.RoomRepository;
import dev.parley.chat.port.Threads;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom {@code @here} calls: who can hear it and is there as its sender sees it, online or not to be
 * disturbed. That is settled when it is said, and stays so.
 */
public final class CallWhoIsHere {
  private final RoomRepository rooms;
  private final Members members;
  private final Threads threads;
  private final ShowPresence presence;

  public CallWhoIsHere(
      RoomRepository rooms, Members members, Threads threads, ShowPresence presence) {
    this.rooms = rooms;
    this.members = members;
    this.threads = threads;
    this.presence = presence;
  }

  /**
   * Whom a text calls by {@code @here}, if its sender may; nobody where it says nothing of the
   * kind.
   *
   * @param reply where in a thread, whose followers alone hear what is not said in the room as well
   */
  List<UUID> called(UUID roomId, UUID senderId, String text, @Nullable Reply reply) {
    // Who may not speak in a room has nobody looked for in it.
    if (!NamesInText.of(text).here()
        || rooms.find(roomId, senderId).filter(Room::joined).isEmpty()) {
      return List.of();
    }
    List<UUID> hearers =
        reply == null || reply.alsoInRoom()
            ? members.ids(roomId)
            : threads.followers(reply.threadId());
    return presence.here(senderId, hearers.stream().filter(id -> !id.equals(senderId)).toList());
  }
}
