package dev.parley.platform.pictures;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** A picture of a person or a room: a file that a browser shows as it is. */
public final class Picture {
  /** The longest file, in bytes. */
  public static final int MAX_BYTES = 512 * 1024;

  /** The least width and height, in pixels. */
  public static final int MIN_SIDE = 16;

  /** The greatest width and height, in pixels. */
  public static final int MAX_SIDE = 2_048;

  /** What is taken of people, rooms and pages: nothing that moves for as long as it is shown. */
  public static final Bounds USUAL =
      new Bounds(MAX_BYTES, MAX_SIDE, EnumSet.of(Format.PNG, Format.JPEG, Format.WEBP));

  private static final int VERSION_BYTES = 16;

  private final byte[] bytes;
  private final Format format;

  /** The kinds of files that are taken. None of them can hold a script. */
  public enum Format {
    PNG("image/png"),
    JPEG("image/jpeg"),
    WEBP("image/webp"),
    GIF("image/gif");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    /** What browsers are told it is. */
    public String mediaType() {
      return mediaType;
    }
  }

  /**
   * What is taken.
   *
   * @param maxBytes the longest file
   * @param maxSide the greatest width and height, in pixels
   */
  public record Bounds(int maxBytes, int maxSide, Set<Format> formats) {}

  /** What a file turns out to be. */
  public sealed interface Reading {
    /** A picture that may be shown. */
    record Accepted(Picture picture) implements Reading {}
  }

  /** Why a file may not be shown. */
  public sealed interface Unfit extends Reading {
    /** More than is taken. */
    record TooLong(int bytes) implements Unfit {}

    /** None of the formats, or cut off. */
    record Unreadable() implements Unfit {}

    /** A side is shorter than {@link #MIN_SIDE} or longer than is taken. */
    record WrongDimensions(int width, int height) implements Unfit {}
  }

  /** A picture that was accepted before. The bytes are not copied. */
  public Picture(byte[] bytes, Format format) {
    this.bytes = bytes;
    this.format = format;
  }

  /** Looks what a file is, whatever it is called: by its first bytes and by its end. */
  public static Reading read(byte[] file) {
    return read(file, USUAL);
  }

  /** The same within other bounds. */
  public static Reading read(byte[] file, Bounds bounds) {
    if (file.length > bounds.maxBytes()) {
      return new Unfit.TooLong(file.length);
    }
    return PictureHeader.of(file)
        .filter(header -> bounds.formats().contains(header.format()))
        .<Reading>map(header ->
            header.isBetween(MIN_SIDE, bounds.maxSide())
                ? new Reading.Accepted(new Picture(file, header.format()))
                : new Unfit.WrongDimensions(header.width(), header.height()))
        .orElseGet(Unfit.Unreadable::new);
  }

  /** The file. */
  public byte[] bytes() {
    return bytes;
  }

  /** What it is. */
  public Format format() {
    return format;
  }

  /** Names this very file: 32 hexadecimal digits of its SHA-256, which nobody guesses. */
  public String version() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
