package dev.parley.chat.port;

import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomSort;
import java.util.Optional;
import java.util.UUID;

/** Public rooms, for those who look for some. */
public interface RoomDirectory {
  /**
   * What is looked for.
   *
   * @param query part of a name or topic, without regard to case; empty finds all
   * @param archived whether archived rooms are found too
   */
  record Search(String query, RoomSort sort, boolean archived) {}

  /**
   * A page of them. The name of a mark is what the rooms are sorted by: the name, how many members,
   * or when something was said, in microseconds of the epoch.
   */
  Page<Room> discover(UUID viewer, Search search, Optional<Page.Mark> from, int limit);
}
