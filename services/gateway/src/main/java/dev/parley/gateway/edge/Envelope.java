package dev.parley.gateway.edge;

import dev.parley.api.v1.Event;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.gateway.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to say to clients, one message or several events of a log in a row, encoded at most
 * once per subprotocol however many it goes to. The bytes are shared and must not be changed.
 */
final class Envelope {
  private final List<ServerEnvelope> messages;

  /** What it was put together of; nothing if it is one message. */
  private final List<Envelope> parts;

  private final List<Event> changes;
  private final @Nullable Instant happened;
  private final List<Envelope> alone = List.of(this);
  private volatile byte @Nullable [] json;
  private volatile byte @Nullable [] binary;

  Envelope(ServerEnvelope message) {
    this(message, null);
  }

  private Envelope(ServerEnvelope message, @Nullable Instant happened) {
    this.messages = List.of(message);
    this.parts = List.of();
    this.changes = isChange(message.getEvent()) ? List.of(message.getEvent()) : List.of();
    this.happened = happened;
  }

  private Envelope(List<Envelope> parts) {
    this.messages = parts.stream().map(part -> part.messages.getFirst()).toList();
    this.parts = parts;
    this.changes = parts.stream().flatMap(part -> part.changes.stream()).toList();
    this.happened = parts.getFirst().happened;
  }

  /**
   * Single events of one log, in its order, as one.
   *
   * @param events at least one; not changed any more
   */
  static Envelope together(List<Envelope> events) {
    return events.size() == 1 ? events.getFirst() : new Envelope(events);
  }

  /** An event that has just happened; another is one that was missed. */
  static Envelope live(Event event) {
    return new Envelope(
        ServerEnvelope.newBuilder().setEvent(event).build(),
        Instant.ofEpochSecond(
            event.getCreateTime().getSeconds(), event.getCreateTime().getNanos()));
  }

  /** When what it tells happened, of an event that goes out live; null of all else. */
  @Nullable Instant happened() {
    return happened;
  }

  /** An entry of a log, as it is told. */
  static Envelope of(Event event) {
    return new Envelope(ServerEnvelope.newBuilder().setEvent(event).build());
  }

  /** It and nothing else, always the same list. */
  List<Envelope> alone() {
    return alone;
  }

  /** What it says, in order. */
  List<ServerEnvelope> messages() {
    return messages;
  }

  /** What it says first, which tells its kind. */
  ServerEnvelope message() {
    return messages.getFirst();
  }

  /**
   * Those of its events that a connection itself goes by, whatever the client makes of them: who
   * comes and goes in a room, and all of a person's own log.
   */
  List<Event> changes() {
    return changes;
  }

  private static boolean isChange(Event event) {
    return event.hasMemberJoined() || event.hasMemberLeft() || event.getUserSeq() > 0;
  }

  /** Whether it is part of a log, so that a client that misses it can find it there. */
  boolean isEvent() {
    return message().hasEvent();
  }

  /** Whether it answers a send of the connection it goes to. */
  boolean isAck() {
    return message().hasAck();
  }

  /** UTF-8 JSON, each message on one line, with a line feed between them. */
  byte[] json() {
    byte[] bytes = json;
    return bytes != null ? bytes : printed();
  }

  /** Event loops come to the same event at about the same time: one prints, the others wait. */
  private synchronized byte[] printed() {
    byte[] bytes = json;
    if (bytes == null) {
      bytes = parts.isEmpty() ? StrictJson.write(message()) : joined();
      json = bytes;
    }
    return bytes;
  }

  private byte[] joined() {
    int length = parts.size() - 1;
    for (Envelope part : parts) {
      length += part.json().length;
    }
    byte[] lines = new byte[length];
    int position = 0;
    for (Envelope part : parts) {
      if (position > 0) {
        lines[position++] = '\n';
      }
      byte[] line = part.json();
      System.arraycopy(line, 0, lines, position, line.length);
      position += line.length;
    }
    return lines;
  }

  /** Each message preceded by its length as a varint. */
  byte[] binary() {
    byte[] bytes = binary;
    return bytes != null ? bytes : written();
  }

  private synchronized byte[] written() {
    byte[] bytes = binary;
    if (bytes == null) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        for (ServerEnvelope message : messages) {
          message.writeDelimitedTo(out);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bytes = out.toByteArray();
      binary = bytes;
    }
    return bytes;
  }
}
