package dev.parley.app;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/** As much of a PNG as says which size it is. */
final class PngFile {
  private static final HexFormat HEX = HexFormat.of();

  private PngFile() {}

  static byte[] of(int width, int height) {
    return ByteBuffer.allocate(45)
        .put(HEX.parseHex("89504e470d0a1a0a0000000d49484452"))
        .putInt(width)
        .putInt(height)
        .put(HEX.parseHex("080600000000000000"))
        .put(HEX.parseHex("0000000049454e44ae426082"))
        .array();
  }

  /** A request that shows a file as one's avatar. */
  static String asJson(byte[] file) {
    return "{\"picture\":\"" + Base64.getEncoder().encodeToString(file) + "\"}";
  }
}
