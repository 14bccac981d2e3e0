package dev.parley.chat.port;

import dev.parley.chat.domain.Room;
import java.time.Instant;
import java.util.List;

/** People who have just registered, and the rooms that wait for them. */
public interface Newcomers {
  /** Decides whether somebody who has just registered enters a room, as they see it. */
  @FunctionalInterface
  interface Gate {
    boolean admits(Room room);
  }

  /**
   * Says which rooms wait for newcomers: public channels with these names, as far as there are such
   * already. Names that were said before and are missing now mean nothing any more.
   */
  void expect(List<String> names);

  /**
   * Lets one of those who wait into all of the rooms. Who is banned stays outside; a room that
   * there never was is made, and theirs.
   *
   * @return false if nobody waits
   */
  boolean letOneIn(List<String> names, Instant time, Gate gate);
}
