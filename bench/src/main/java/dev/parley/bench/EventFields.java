package dev.parley.bench;

/**
 * Picks one number out of an event, byte by byte, wherever the stream is cut: the stamp of its
 * text, or its position in its room's log, which stands at the same place in all of Parley's.
 */
final class EventFields {
  private static final int POSITION_AT =
      "{\"event\":{\"roomId\":\"".length() + 36 + "\",\"seq\":\"".length();

  private boolean positional;
  private boolean marked;
  private int seen;
  private long value;

  /** Begins an event, after its first {@link Dialect#PREFIX} bytes. */
  void begin(boolean forPosition) {
    positional = forPosition;
    marked = false;
    seen = forPosition ? Dialect.PREFIX : 0;
    value = 0;
  }

  /** Takes the next byte; true when the number is complete. */
  boolean take(byte next) {
    return positional ? takePosition(next) : takeStamp(next);
  }

  long value() {
    return value;
  }

  private boolean takePosition(byte next) {
    if (seen++ < POSITION_AT) {
      return false;
    }
    if (next < '0' || next > '9') {
      return true;
    }
    value = value * 10 + next - '0';
    return false;
  }

  private boolean takeStamp(byte next) {
    if (!marked) {
      marked = next == Stamp.MARK;
      return false;
    }
    value = value << 4 | Character.digit(next, 16);
    return ++seen == Stamp.DIGITS;
  }
}
