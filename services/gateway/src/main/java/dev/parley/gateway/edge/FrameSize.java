package dev.parley.gateway.edge;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Problem;
import dev.parley.platform.errors.Problems;
import java.util.List;

/** How large what a client sends at once may be. */
final class FrameSize {
  /** A hello names a position for each room: about 20,000 of them. */
  static final int HELLO_BYTES = 1 << 20;

  private FrameSize() {}

  /** Whether it is more than this connection takes now. */
  static boolean isTooLarge(int bytes, int maxFrameBytes, Connection connection) {
    return bytes
        > (connection.awaitsHello() ? Math.max(maxFrameBytes, HELLO_BYTES) : maxFrameBytes);
  }

  static Problem refusal(int bytes, int maxFrameBytes) {
    return Problems.problem(
        ErrorCode.PAYLOAD_TOO_LARGE,
        "The frame has "
            + bytes
            + " bytes (expected: at most "
            + maxFrameBytes
            + ", a hello "
            + HELLO_BYTES
            + "); it was ignored.",
        List.of());
  }
}
