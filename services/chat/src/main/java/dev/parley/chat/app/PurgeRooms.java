package dev.parley.chat.app;

import dev.parley.chat.port.RoomDeletion;
import java.time.Clock;

/**
 * Deletes rooms for good whose time to be brought back is over, with everything that was in them.
 */
public final class PurgeRooms {
  private static final int AT_ONCE = 1_000;

  private final RoomDeletion rooms;
  private final Clock clock;

  public PurgeRooms(RoomDeletion rooms, Clock clock) {
    this.rooms = rooms;
    this.clock = clock;
  }

  /**
   * Goes on until nothing is due, in short transactions that hold nobody up.
   *
   * @return how many rows went
   */
  public long run() {
    long purged = 0;
    long last;
    do {
      last = rooms.purge(clock.instant(), AT_ONCE);
      purged += last;
    } while (last > 0 && !Thread.currentThread().isInterrupted());
    return purged;
  }
}
