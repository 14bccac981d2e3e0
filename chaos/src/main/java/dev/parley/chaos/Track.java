package dev.parley.chaos;

import java.util.ArrayList;
import java.util.List;

/** What one device has seen of one room, in the order in which it came. */
final class Track {
  private List<Seen> seen = new ArrayList<>();
  private final List<Seen> held = new ArrayList<>();
  private long position;
  private long readTo;
  private boolean reading;

  /** A message at its place. */
  record Seen(long seq, String messageId) {}

  /** Begins after a position. */
  Track(long position) {
    this.position = position;
  }

  /** The newest place seen: where to resume. */
  long position() {
    return position;
  }

  boolean isReading() {
    return reading;
  }

  /** An event has come. */
  void event(Seen event) {
    if (reading) {
      held.add(event);
    } else {
      take(event);
    }
  }

  /** Told to resync: events are held back until the room has been read. */
  void beginReading() {
    reading = true;
    held.clear();
  }

  /** A page of the room that was read by request. */
  void read(List<Seen> page) {
    page.forEach(this::add);
    readTo = position;
  }

  /** The room has been read to its end. */
  void endReading() {
    reading = false;
    held.forEach(this::take);
    held.clear();
  }

  /** The connection has broken: what was held back will be replayed. */
  void abandonReading() {
    reading = false;
    held.clear();
  }

  /** Everything seen since the last call. */
  List<Seen> drain() {
    List<Seen> drained = seen;
    seen = new ArrayList<>();
    return drained;
  }

  /** After a resync, what was read by request may come again, as an event. */
  private void take(Seen event) {
    if (event.seq() > readTo) {
      add(event);
    }
  }

  private void add(Seen one) {
    seen.add(one);
    position = Math.max(position, one.seq());
  }
}
