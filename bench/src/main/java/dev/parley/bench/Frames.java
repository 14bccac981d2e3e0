package dev.parley.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** WebSocket frames (RFC 6455), as far as the bench writes them. */
final class Frames {
  private static final int FINAL_TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  private Frames() {}

  /**
   * A client's frame. The mask must be there and may be zero, which saves the server nothing and
   * the load generator a pass.
   */
  static ByteBuffer fromClient(String text) {
    return frame(text.getBytes(StandardCharsets.UTF_8), MASKED);
  }

  /** A server's frame. */
  static ByteBuffer fromServer(byte[] payload) {
    return frame(payload, 0);
  }

  private static ByteBuffer frame(byte[] payload, int mask) {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
    frame.put((byte) FINAL_TEXT);
    if (payload.length <= SHORT) {
      frame.put((byte) (mask | payload.length));
    } else if (payload.length <= 0xffff) {
      frame.put((byte) (mask | TWO_BYTES)).putShort((short) payload.length);
    } else {
      frame.put((byte) (mask | EIGHT_BYTES)).putLong(payload.length);
    }
    if (mask != 0) {
      frame.putInt(0);
    }
    return frame.put(payload).flip();
  }
}
