package dev.parley.chat.port;

import dev.parley.chat.domain.RoomEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All rooms' changes as one stream, for other services. */
public interface RoomStream {
  /** A place in the stream. */
  record Mark(long transaction, UUID roomId, long seq) {}

  /** A change and its place. */
  record Marked(Mark mark, RoomEvent event) {}

  /**
   * Changes after a place, by transaction, then room, then position; only those that no transaction
   * still running can come before.
   */
  List<Marked> inCommitOrder(Optional<Mark> after, int limit);
}
