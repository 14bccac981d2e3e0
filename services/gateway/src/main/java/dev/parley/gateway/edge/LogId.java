package dev.parley.gateway.edge;

import dev.parley.api.v1.Event;
import dev.parley.platform.events.EventBus.Subject;

/** Names a log: a room's, or a person's own. */
sealed interface LogId {
  /** The id of the room or person. */
  String id();

  /** What its news is published under. */
  Subject<Event> subject();

  /** The position of one of its events. */
  long position(Event event);

  /** Whether an event claims to be of this log. */
  boolean owns(Event event);

  /** A room's log. */
  record OfRoom(String id) implements LogId {
    @Override
    public Subject<Event> subject() {
      return Subject.room(id);
    }

    @Override
    public long position(Event event) {
      return event.getSeq();
    }

    @Override
    public boolean owns(Event event) {
      return event.getRoomId().equals(id) && event.getSeq() > 0;
    }
  }

  /** A person's own log. */
  record OfUser(String id) implements LogId {
    @Override
    public Subject<Event> subject() {
      return Subject.user(id);
    }

    @Override
    public long position(Event event) {
      return event.getUserSeq();
    }

    @Override
    public boolean owns(Event event) {
      return event.getUserSeq() > 0;
    }
  }
}
