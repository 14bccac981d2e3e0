package dev.parley.chat.app;

import dev.parley.chat.domain.Room;
import dev.parley.chat.port.Newcomers;
import java.time.Clock;
import java.util.List;

/**
 * Lets those who have just registered into the rooms that everybody joins, once: whoever leaves one
 * is not brought back. Public rooms that are neither archived nor deleted take them.
 */
public final class WelcomeNewcomers {
  private final Newcomers newcomers;
  private final List<String> names;
  private final Clock clock;

  /**
   * Knows which rooms.
   *
   * @param names of public channels
   */
  public WelcomeNewcomers(Newcomers newcomers, List<String> names, Clock clock) {
    this.newcomers = newcomers;
    this.names = names;
    this.clock = clock;
  }

  /** Whether any room waits for newcomers. */
  public boolean isWanted() {
    return !names.isEmpty();
  }

  /** Says which rooms they are; call it once before the first run. */
  public void begin() {
    newcomers.expect(names);
  }

  /** Goes on until nobody waits any more. */
  public void run() {
    while (newcomers.letOneIn(names, clock.instant(), WelcomeNewcomers::takes)
        && !Thread.currentThread().isInterrupted()) {
      // The next.
    }
  }

  private static boolean takes(Room room) {
    return room.visibility() == Room.Visibility.PUBLIC && !room.details().archived();
  }
}
