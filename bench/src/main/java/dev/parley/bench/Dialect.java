package dev.parley.bench;

import java.nio.charset.StandardCharsets;

/**
 * How one kind of server is spoken to over a WebSocket. What an envelope is must show in its first
 * {@value #PREFIX} bytes.
 */
interface Dialect {
  /** Bytes by which envelopes are told apart. */
  int PREFIX = 5;

  /** The HTTP request that opens the WebSocket. */
  String upgrade();

  /** Whether the greeting waits for {@link Kind#OPEN}, rather than following the upgrade. */
  boolean waitsToGreet();

  /**
   * What an envelope is.
   *
   * @param prefix its first bytes as a number, the first byte the highest; all of it, where it is
   *     shorter
   */
  Kind kind(long prefix);

  /** What says a text in a room, with a key of its own. */
  String send(String room, String text);

  /** What the client says of itself every twenty seconds; empty where only the server asks. */
  String ping();

  /** The answer to {@link Kind#PING}. */
  String pong();

  /** A prefix as {@link #kind} is given it. */
  static long prefix(String beginning) {
    long value = 0;
    for (byte b : beginning.getBytes(StandardCharsets.US_ASCII)) {
      value = value << 8 | b;
    }
    return value;
  }
}
