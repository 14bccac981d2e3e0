package dev.parley.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket messages as bytes (RFC 6455, section 5.2: one unmasked frame each). Connections of one
 * loop mostly have the same to say, so the newest frame is kept until the loop has done its present
 * work, and those who say the same share it. Confined to its loop.
 */
final class Frames {
  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_BINARY = 0x82;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int MAX_HEADER = 10;

  private final EventExecutor loop;
  private final boolean binary;
  private List<Envelope> newest = List.of();
  private @Nullable ByteBuf frame;

  Frames(EventExecutor loop, boolean binary) {
    this.loop = loop;
    this.binary = binary;
  }

  /** How many bytes the envelope takes, at most. */
  int size(Envelope envelope) {
    return bytes(envelope).length + 1;
  }

  /** The frame that says these, in this order. The caller owns one reference to it. */
  ByteBuf of(List<Envelope> envelopes, ByteBufAllocator allocator) {
    ByteBuf shared = frame;
    if (shared == null || !same(newest, envelopes)) {
      if (shared == null) {
        loop.execute(this::forget);
      } else {
        shared.release();
      }
      shared = encode(envelopes, allocator);
      frame = shared;
      newest = envelopes;
    }
    return shared.retainedDuplicate();
  }

  private void forget() {
    if (frame != null) {
      frame.release();
      frame = null;
      newest = List.of();
    }
  }

  private static boolean same(List<Envelope> some, List<Envelope> others) {
    if (some == others) {
      return true;
    }
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  private ByteBuf encode(List<Envelope> envelopes, ByteBufAllocator allocator) {
    // JSON is separated by line feeds; binary envelopes tell their own length.
    int length = binary ? 0 : envelopes.size() - 1;
    for (Envelope envelope : envelopes) {
      length += bytes(envelope).length;
    }
    ByteBuf encoded = allocator.directBuffer(MAX_HEADER + length);
    encoded.writeByte(binary ? FINAL_BINARY : FINAL_TEXT);
    if (length < LENGTH_IN_2_BYTES) {
      encoded.writeByte(length);
    } else if (length <= 0xffff) {
      encoded.writeByte(LENGTH_IN_2_BYTES).writeShort(length);
    } else {
      encoded.writeByte(LENGTH_IN_8_BYTES).writeLong(length);
    }
    writePayload(envelopes, encoded);
    return encoded;
  }

  /** What a frame carries, without its header. */
  byte[] payload(List<Envelope> envelopes) {
    ByteBuf payload = Unpooled.buffer();
    writePayload(envelopes, payload);
    byte[] bytes = new byte[payload.readableBytes()];
    payload.readBytes(bytes);
    return bytes;
  }

  private void writePayload(List<Envelope> envelopes, ByteBuf target) {
    boolean first = true;
    for (Envelope envelope : envelopes) {
      if (!binary && !first) {
        target.writeByte('\n');
      }
      first = false;
      target.writeBytes(bytes(envelope));
    }
  }

  private byte[] bytes(Envelope envelope) {
    return binary ? envelope.binary() : envelope.json();
  }
}
