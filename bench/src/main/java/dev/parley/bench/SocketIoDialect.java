package dev.parley.bench;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * As much of Socket.IO (protocol 5 over Engine.IO 4, WebSocket only) as the peer in {@code
 * bench/peers/socketio} speaks: one packet in each WebSocket message. The first digit is
 * Engine.IO's (0 open, 2 ping, 3 pong, 4 message), the second Socket.IO's (0 connect, 2 event, 3
 * ack).
 */
final class SocketIoDialect implements Dialect {
  private static final long OPEN = Dialect.prefix("0{\"si");
  private static final long CONNECTED = Dialect.prefix("40{\"s");
  private static final long EVENT = Dialect.prefix("42[\"m");
  private static final long PING = Dialect.prefix("2");

  /** An ack has a number of any length after these. */
  private static final long ACK = Dialect.prefix("43");

  private static final int ALL_BUT_TWO_BYTES = 8 * (PREFIX - 2);

  private long sends;

  @Override
  public String upgrade() {
    return """
    GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
    Host: localhost\r
    Connection: Upgrade\r
    Upgrade: websocket\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: cGFybGV5LWJlbmNoLWtleQ==\r
    \r
    """;
  }

  @Override
  public boolean waitsToGreet() {
    return true;
  }

  @Override
  public Kind kind(long prefix) {
    if (prefix == EVENT) {
      return Kind.EVENT;
    }
    if (prefix >> ALL_BUT_TWO_BYTES == ACK) {
      return Kind.ACK;
    }
    if (prefix == OPEN) {
      return Kind.OPEN;
    }
    if (prefix == CONNECTED) {
      return Kind.WELCOME;
    }
    if (prefix == PING) {
      return Kind.PING;
    }
    return Kind.UNEXPECTED;
  }

  @Override
  public String send(String room, String text) {
    return "42%d[\"send\",{\"clientId\":\"%s\",\"roomId\":\"%s\",\"text\":\"%s\"}]"
        .formatted(sends++, UUID.randomUUID(), room, text);
  }

  @Override
  public String ping() {
    return "";
  }

  @Override
  public String pong() {
    return "3";
  }

  /** The first packet of somebody who is in these rooms. */
  static String connect(int person, List<String> rooms) {
    return "40{\"person\":%d,\"rooms\":[%s]}"
        .formatted(
            person,
            rooms.stream().map(room -> "\"" + room + "\"").collect(Collectors.joining(",")));
  }
}
