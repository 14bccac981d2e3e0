package dev.parley.chaos;

import dev.parley.chaos.Stored.Row;
import dev.parley.chaos.Track.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was typed and what was acknowledged since the last reckoning, by all devices. Safe for many
 * threads.
 */
final class Ledger {
  private static final int MOST_TOLD = 12;

  // Guarded by this:
  private final Map<UUID, Typed> typed = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private long acknowledged;
  private long lost;
  private long duplicated;
  private long reordered;

  /** A message that somebody typed, and what became of it. Guarded by its device. */
  static final class Typed {
    final UUID clientId = UUID.randomUUID();
    final String device;
    final String room;
    final long number;
    final boolean oneAtATime;
    int attempts;
    int connection;
    boolean refused;
    @Nullable Seen place;

    /**
     * Something new.
     *
     * @param number its place among what this device typed
     * @param oneAtATime whether the device waits for each answer before it says more in a room
     */
    Typed(String device, String room, long number, boolean oneAtATime) {
      this.device = device;
      this.room = room;
      this.number = number;
      this.oneAtATime = oneAtATime;
    }

    String text() {
      return device + " says " + number;
    }

    @Override
    public String toString() {
      return "\"" + text() + "\" (" + clientId + ") in " + room;
    }
  }

  synchronized void typed(Typed message) {
    typed.put(message.clientId, message);
  }

  /** An answer came; the same may come again, another may not. */
  synchronized void acknowledged(Typed message, Seen place) {
    Seen before = message.place;
    if (before == null) {
      message.place = place;
      acknowledged++;
    } else if (!before.equals(place)) {
      duplicated++;
      tell(message + " was acknowledged as " + before + " and as " + place);
    }
  }

  /** A send was refused for good, which none deserves. */
  synchronized void refused(Typed message, String problem) {
    lost++;
    tell(message + " was refused: " + problem);
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  synchronized boolean isClean() {
    return lost + duplicated + reordered == 0;
  }

  /** What stands against the servers, the first of it. */
  synchronized List<String> findings() {
    return List.copyOf(findings);
  }

  /** {@code acked=N lost=N duplicated=N reordered=N}. */
  synchronized String sum() {
    return "acked=%d lost=%d duplicated=%d reordered=%d"
        .formatted(acknowledged, lost, duplicated, reordered);
  }

  /** Something is missing apart from any message, such as a device that never caught up. */
  synchronized void missing(String what) {
    lost++;
    tell(what);
  }

  /**
   * Holds everything typed against the stored rows, and forgets it.
   *
   * @param after by room, where its log stood at the last reckoning
   * @param rows by room, what has been stored since
   */
  synchronized void settle(Map<String, Long> after, Map<String, List<Row>> rows) {
    Map<UUID, Row> found = new HashMap<>();
    rows.forEach((room, messages) -> {
      long expected = after.getOrDefault(room, 0L) + 1;
      for (Row row : messages) {
        if (row.seq() != expected) {
          lost += Math.max(1, row.seq() - expected);
          tell("the log of " + room + " goes from " + (expected - 1) + " to " + row.seq());
        }
        expected = row.seq() + 1;
        Typed message = typed.get(row.clientId());
        if (message == null || !message.text().equals(row.text())) {
          duplicated++;
          tell("nobody typed " + row);
        } else if (found.putIfAbsent(row.clientId(), row) != null) {
          duplicated++;
          tell(message + " is stored twice, the second time at " + row.seq());
        }
      }
    });
    typed.values().forEach(message -> settle(message, found.get(message.clientId)));
    settleOrder(found);
    typed.clear();
  }

  private void settle(Typed message, @Nullable Row row) {
    Seen place = message.place;
    if (row == null) {
      lost++;
      tell((place == null ? "" : "acknowledged as " + place + " and ") + "not stored: " + message);
    } else if (place == null) {
      lost++;
      tell(message + " was never acknowledged, though it is stored at " + row.seq());
    } else if (place.seq() != row.seq()
        || !place.messageId().equals(row.messageId())
        || !row.room().equals(message.room)) {
      lost++;
      tell(message + " was acknowledged as " + place + " and is stored as " + row);
    }
  }

  /**
   * Of one device in one room: what was said one at a time is in that order whatever happened; of
   * the rest, what one connection carried, once and without refusal.
   */
  private void settleOrder(Map<UUID, Row> found) {
    record Line(String device, String room, int connection) {}
    Map<Line, List<Typed>> lines = new HashMap<>();
    for (Typed message : typed.values()) {
      if (message.oneAtATime) {
        lines
            .computeIfAbsent(new Line(message.device, message.room, 0), line -> new ArrayList<>())
            .add(message);
      } else if (message.attempts == 1 && !message.refused) {
        lines
            .computeIfAbsent(
                new Line(message.device, message.room, message.connection),
                line -> new ArrayList<>())
            .add(message);
      }
    }
    for (List<Typed> line : lines.values()) {
      line.sort(Comparator.comparingLong(message -> message.number));
      long before = 0;
      for (Typed message : line) {
        Row row = found.get(message.clientId);
        if (row != null && row.seq() < before) {
          reordered++;
          tell(message + " is at " + row.seq() + ", after what was said later: " + before);
        }
        before = Math.max(before, row == null ? 0 : row.seq());
      }
    }
  }

  /**
   * Holds what one device saw of one room against what is stored.
   *
   * @param after where the room's log stood at the last reckoning
   */
  synchronized void settleTrack(
      String device, String room, long after, List<Row> stored, List<Seen> seen) {
    Map<Long, String> expected = new HashMap<>();
    stored.forEach(row -> expected.put(row.seq(), row.messageId()));
    Set<Long> places = new HashSet<>();
    long before = after;
    for (Seen one : seen) {
      if (!places.add(one.seq()) || one.seq() <= after) {
        duplicated++;
        tell(device + " saw " + one + " of " + room + " again");
      } else if (!one.messageId().equals(expected.get(one.seq()))) {
        lost++;
        tell(device + " saw " + one + " of " + room + ", and stored is " + expected.get(one.seq()));
      } else if (one.seq() < before) {
        reordered++;
        tell(device + " saw " + one + " of " + room + " after " + before);
      }
      before = Math.max(before, one.seq());
    }
    for (Row row : stored) {
      if (!places.contains(row.seq())) {
        lost++;
        tell(device + " never saw " + row);
      }
    }
  }

  private void tell(String finding) {
    if (findings.size() < MOST_TOLD) {
      findings.add(finding);
    }
  }
}
