package dev.parley.platform.pictures;

import dev.parley.platform.pictures.Picture.Format;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a picture says of itself before it is drawn. Only the sizes are read; nothing is unpacked,
 * so a small file that claims to be huge costs nothing.
 *
 * @param width in pixels
 * @param height in pixels
 */
record PictureHeader(Format format, int width, int height) {
  private static final byte[] PNG_BEGIN =
      HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
  private static final byte[] PNG_END = HexFormat.of().parseHex("0000000049454e44ae426082");
  private static final byte[] JPEG_BEGIN = HexFormat.of().parseHex("ffd8ff");
  private static final byte[] JPEG_END = HexFormat.of().parseHex("ffd9");
  private static final byte[] GIF_BEGIN = HexFormat.of().parseHex("474946383961");
  private static final byte[] GIF_END = HexFormat.of().parseHex("3b");
  private static final int RIFF = 0x46464952;
  private static final int WEBP = 0x50424557;
  private static final int LOSSY = 0x20385056;
  private static final int LOSSLESS = 0x4c385056;
  private static final int EXTENDED = 0x58385056;

  /** Of a whole file; empty if it is of no known format, or does not end as its format does. */
  static Optional<PictureHeader> of(byte[] file) {
    if (begins(file, PNG_BEGIN)) {
      return png(file);
    }
    if (begins(file, JPEG_BEGIN)) {
      return jpeg(file);
    }
    return begins(file, GIF_BEGIN) ? gif(file) : webp(file);
  }

  boolean isBetween(int least, int greatest) {
    return Math.min(width, height) >= least && Math.max(width, height) <= greatest;
  }

  /** ISO/IEC 15948: the first chunk begins with width and height, the last is IEND. */
  private static Optional<PictureHeader> png(byte[] file) {
    if (file.length < PNG_BEGIN.length + 2 * Integer.BYTES || !ends(file, PNG_END)) {
      return Optional.empty();
    }
    ByteBuffer sizes = ByteBuffer.wrap(file).position(PNG_BEGIN.length);
    return sized(Format.PNG, sizes.getInt(), sizes.getInt());
  }

  /** ITU T.81: segments with their lengths, one of which begins the frame and says its sizes. */
  private static Optional<PictureHeader> jpeg(byte[] file) {
    if (!ends(file, JPEG_END)) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(file).position(2);
    while (in.remaining() >= 9) {
      if (unsigned(in.get()) != 0xff) {
        return Optional.empty();
      }
      int marker = unsigned(in.get(in.position()));
      if (marker == 0xff) {
        continue;
      }
      in.get();
      if (beginsFrame(marker)) {
        int height = Short.toUnsignedInt(in.getShort(in.position() + 3));
        int width = Short.toUnsignedInt(in.getShort(in.position() + 5));
        return sized(Format.JPEG, width, height);
      }
      int length = Short.toUnsignedInt(in.getShort(in.position()));
      if (length < 2 || length > in.remaining()) {
        return Optional.empty();
      }
      in.position(in.position() + length);
    }
    return Optional.empty();
  }

  /** GIF89a: the size of the screen follows the signature, a trailer ends the file. */
  private static Optional<PictureHeader> gif(byte[] file) {
    if (file.length < GIF_BEGIN.length + 2 * Short.BYTES || !ends(file, GIF_END)) {
      return Optional.empty();
    }
    ByteBuffer sizes =
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(GIF_BEGIN.length);
    int width = Short.toUnsignedInt(sizes.getShort());
    return sized(Format.GIF, width, Short.toUnsignedInt(sizes.getShort()));
  }

  /** The codes C0 to CF, less the tables (C4, CC) and the extension (C8) among them. */
  private static boolean beginsFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /**
   * RFC 9649: a RIFF of the file's length, whose first chunk says the sizes in one of three ways.
   */
  private static Optional<PictureHeader> webp(byte[] file) {
    if (file.length < 30) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt(0) != RIFF || in.getInt(4) != file.length - 8 || in.getInt(8) != WEBP) {
      return Optional.empty();
    }
    return switch (in.getInt(12)) {
      case LOSSY ->
          unsigned(file[23]) == 0x9d && file[24] == 0x01 && file[25] == 0x2a
              ? sized(Format.WEBP, in.getShort(26) & 0x3fff, in.getShort(28) & 0x3fff)
              : Optional.empty();
      case LOSSLESS -> {
        int sizes = in.getInt(21);
        yield file[20] == 0x2f
            ? sized(Format.WEBP, (sizes & 0x3fff) + 1, ((sizes >>> 14) & 0x3fff) + 1)
            : Optional.empty();
      }
      case EXTENDED ->
          sized(Format.WEBP, (in.getInt(24) & 0xffffff) + 1, (in.getInt(26) >>> 8) + 1);
      default -> Optional.empty();
    };
  }

  /** A size beyond what an int holds is beyond every bound as well. */
  private static Optional<PictureHeader> sized(Format format, int width, int height) {
    return Optional.of(new PictureHeader(format, saturated(width), saturated(height)));
  }

  private static int saturated(int unsigned) {
    return unsigned < 0 ? Integer.MAX_VALUE : unsigned;
  }

  private static int unsigned(byte value) {
    return Byte.toUnsignedInt(value);
  }

  private static boolean begins(byte[] file, byte[] with) {
    return file.length >= with.length && Arrays.equals(file, 0, with.length, with, 0, with.length);
  }

  private static boolean ends(byte[] file, byte[] with) {
    int from = file.length - with.length;
    return from >= 0 && Arrays.equals(file, from, file.length, with, 0, with.length);
  }
}
