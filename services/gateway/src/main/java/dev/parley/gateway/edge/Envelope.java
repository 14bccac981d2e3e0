package dev.parley.gateway.edge;

import com.google.protobuf.CodedOutputStream;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.gateway.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to say to clients, encoded at most once per subprotocol however many it goes to. The
 * bytes are shared and must not be changed.
 */
final class Envelope {
  private final ServerEnvelope message;
  private final @Nullable Instant happened;
  private volatile byte @Nullable [] json;
  private volatile byte @Nullable [] binary;

  Envelope(ServerEnvelope message) {
    this(message, null);
  }

  private Envelope(ServerEnvelope message, @Nullable Instant happened) {
    this.message = message;
    this.happened = happened;
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

  ServerEnvelope message() {
    return message;
  }

  /** Whether it is part of a log, so that a client that misses it can find it there. */
  boolean isEvent() {
    return message.hasEvent();
  }

  /** Whether it answers a send of the connection it goes to. */
  boolean isAck() {
    return message.hasAck();
  }

  /** UTF-8 JSON on one line. */
  byte[] json() {
    byte[] bytes = json;
    return bytes != null ? bytes : printed();
  }

  /** Event loops come to the same event at about the same time: one prints, the others wait. */
  private synchronized byte[] printed() {
    byte[] bytes = json;
    if (bytes == null) {
      bytes = StrictJson.write(message);
      json = bytes;
    }
    return bytes;
  }

  /** The message preceded by its length as a varint. */
  byte[] binary() {
    byte[] bytes = binary;
    return bytes != null ? bytes : written();
  }

  private synchronized byte[] written() {
    byte[] bytes = binary;
    if (bytes == null) {
      int size = message.getSerializedSize();
      ByteArrayOutputStream out =
          new ByteArrayOutputStream(CodedOutputStream.computeUInt32SizeNoTag(size) + size);
      try {
        message.writeDelimitedTo(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bytes = out.toByteArray();
      binary = bytes;
    }
    return bytes;
  }
}
