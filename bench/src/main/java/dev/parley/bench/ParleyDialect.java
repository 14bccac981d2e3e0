package dev.parley.bench;

import java.util.UUID;

/** Parley's own envelopes, as {@code docs/realtime.md} has them, in JSON. */
final class ParleyDialect implements Dialect {
  private static final long EVENT = Dialect.prefix("{\"eve");
  private static final long ACK = Dialect.prefix("{\"ack");
  private static final long WELCOME = Dialect.prefix("{\"wel");
  private static final long PONG = Dialect.prefix("{\"pon");
  private static final long RESYNC = Dialect.prefix("{\"res");

  // What is neither kept nor repeated: how far others have read, who is there, who types.
  private static final long RECEIPT = Dialect.prefix("{\"rec");
  private static final long PRESENCE = Dialect.prefix("{\"pre");
  private static final long TYPING = Dialect.prefix("{\"typ");

  @Override
  public String upgrade() {
    return """
    GET /v1/ws HTTP/1.1\r
    Host: localhost\r
    Connection: Upgrade\r
    Upgrade: websocket\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: cGFybGV5LWJlbmNoLWtleQ==\r
    Sec-WebSocket-Protocol: parley.v1.json\r
    \r
    """;
  }

  @Override
  public boolean waitsToGreet() {
    return false;
  }

  @Override
  public Kind kind(long prefix) {
    if (prefix == EVENT) {
      return Kind.EVENT;
    }
    if (prefix == ACK) {
      return Kind.ACK;
    }
    if (prefix == WELCOME) {
      return Kind.WELCOME;
    }
    if (prefix == RESYNC) {
      return Kind.RESYNC;
    }
    if (prefix == PONG || prefix == RECEIPT || prefix == PRESENCE || prefix == TYPING) {
      return Kind.ASIDE;
    }
    return Kind.UNEXPECTED;
  }

  @Override
  public String send(String room, String text) {
    return "{\"send\":{\"clientId\":\"%s\",\"roomId\":\"%s\",\"text\":\"%s\"}}"
        .formatted(UUID.randomUUID(), room, text);
  }

  @Override
  public String ping() {
    return "{\"ping\":{}}";
  }

  @Override
  public String pong() {
    throw new IllegalStateException("Parley's server does not ask for signs of life");
  }

  /** The first frame of somebody who missed nothing. */
  static String hello(String accessToken) {
    return "{\"hello\":{\"accessToken\":\"" + accessToken + "\"}}";
  }

  /** The first frame of somebody who has been away from a room since a position. */
  static String hello(String accessToken, String room, long position) {
    return "{\"hello\":{\"accessToken\":\"%s\",\"resume\":{\"rooms\":{\"%s\":\"%d\"}}}}"
        .formatted(accessToken, room, position);
  }
}
