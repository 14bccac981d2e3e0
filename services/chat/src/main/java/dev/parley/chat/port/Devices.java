package dev.parley.chat.port;

import dev.parley.chat.domain.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which devices of people are connected, and whether somebody is at them, as the processes of chat
 * share it. It is kept for as long as edges go on reporting, and may be lost: they report it again.
 */
public interface Devices {
  /**
   * How long what edges report counts.
   *
   * @param life of a device that is not reported again
   * @param grace of one that has gone, so that a page that is loaded anew does not go offline
   */
  record Terms(Duration life, Duration grace) {}

  /** What has become of a device. */
  enum State {
    ACTIVE,
    IDLE,
    GONE
  }

  /**
   * What an edge says of one device.
   *
   * @param device names it among all devices of all people
   */
  record Report(UUID userId, String device, State state) {}

  /**
   * What has become of a person.
   *
   * @param leaving whether all of their devices have gone, some within the grace
   * @param seen when they were last known to be connected
   */
  record Shift(UUID userId, Activity before, Activity after, boolean leaving, Instant seen) {}

  /**
   * Notes reports, in their order, and tells of those whose activity changed or who are leaving.
   */
  List<Shift> note(List<Report> reports);

  /** What those do now whom somebody asks about: every id is in the answer. */
  Map<UUID, Activity> of(Collection<UUID> userIds);

  /**
   * Forgets devices whose time is over, and tells of those whose activity changed by it: once, over
   * all processes.
   */
  List<Shift> forget();
}
