package dev.parley.bench;

/**
 * When a message was due, written at the beginning of its text, so that whoever gets it knows how
 * long it took: a tilde, which stands nowhere else in an envelope, and sixteen hexadecimal digits.
 */
final class Stamp {
  static final byte MARK = '~';
  static final int DIGITS = 16;

  private static final int TEXT_LENGTH = 200;
  private static final String REST = "x".repeat(TEXT_LENGTH - 1 - DIGITS);

  private Stamp() {}

  /** A message of 200 bytes that was due at a time of {@link System#nanoTime}. */
  static String text(long nanos) {
    return "~" + "%016x".formatted(nanos) + REST;
  }
}
