package dev.parley.platform.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Files as people upload them, and as nobody should. */
public final class PictureFiles {
  private PictureFiles() {}

  /** A drawn PNG. */
  public static byte[] png(int width, int height) {
    return drawn("png", width, height);
  }

  /** A drawn JPEG. */
  public static byte[] gif(int width, int height) {
    return drawn("gif", width, height);
  }

  /** A file in JPEG. */
  public static byte[] jpeg(int width, int height) {
    return drawn("jpeg", width, height);
  }

  /** The beginning and the end of a PNG that claims to be of a size. */
  public static byte[] pngThatClaims(int width, int height) {
    return ByteBuffer.allocate(45)
        .put(hex("89504e470d0a1a0a0000000d49484452"))
        .putInt(width)
        .putInt(height)
        .put(hex("0806000000" + "00000000"))
        .put(hex("0000000049454e44ae426082"))
        .array();
  }

  /** The header of a WebP in one of its three ways. */
  public static byte[] webp(String chunk, String header) {
    byte[] data = hex(header);
    return ByteBuffer.allocate(40)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(32)
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(chunk.getBytes(StandardCharsets.US_ASCII))
        .putInt(20)
        .put(data)
        .array();
  }

  private static byte[] drawn(String format, int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
