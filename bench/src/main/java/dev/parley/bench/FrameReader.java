package dev.parley.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a server says on one WebSocket. Frames may arrive in any pieces, and a message may
 * hold several envelopes separated by line feeds; which kind one is shows in its first bytes, and
 * the rest is only searched for its end, eight bytes at a time. Of events that are asked about, one
 * number is read.
 */
final class FrameReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LINE_FEEDS = ONES * '\n';

  private static final int CLOSE = 8;

  private final Dialect dialect;
  private final byte[] header = new byte[10];
  private int headerLength;
  private long payloadLeft;
  private int opcode;
  private boolean last;
  private long prefix;
  private int prefixLength;

  private long events;
  private long acks;
  private long resyncs;
  private long messages;
  private boolean open;
  private boolean welcomed;
  private boolean asked;
  private String complaint = "";

  private final EventFields fields = new EventFields();
  private boolean picking;
  private @Nullable LongConsumer positions;
  private @Nullable LongConsumer stamps;
  private long stampEvery;
  private long untilStamp;

  FrameReader(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Tells the position of every event in its log; of Parley's only. */
  void onPosition(LongConsumer action) {
    positions = action;
  }

  /**
   * Tells the stamp of some events.
   *
   * @param every how many events have one that is told
   * @param first how many pass before the first that is told
   */
  void onStamp(long every, long first, LongConsumer action) {
    stamps = action;
    stampEvery = every;
    untilStamp = first;
  }

  /** Events seen. */
  long events() {
    return events;
  }

  /** Acks seen. */
  long acks() {
    return acks;
  }

  /** Resyncs seen. */
  long resyncs() {
    return resyncs;
  }

  /** WebSocket messages seen, each with one or more envelopes. */
  long messages() {
    return messages;
  }

  /** Whether the server waits to be told who calls. */
  boolean open() {
    return open;
  }

  boolean welcomed() {
    return welcomed;
  }

  /** Whether the server has asked for a sign of life since the last time. */
  boolean takeAsked() {
    boolean was = asked;
    asked = false;
    return was;
  }

  /** What came that should not, a refusal or a close; else empty. */
  String complaint() {
    return complaint;
  }

  void read(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (payloadLeft == 0) {
        header[headerLength++] = bytes[at++];
        if (headerLength == headerSize()) {
          begin();
        }
        continue;
      }
      int end = (int) Math.min(to, at + payloadLeft);
      if (opcode < CLOSE) {
        payload(bytes, at, end);
      }
      payloadLeft -= end - at;
      at = end;
      if (payloadLeft == 0) {
        finish();
      }
    }
  }

  private int headerSize() {
    if (headerLength < 2) {
      return 2;
    }
    return switch (header[1] & 0x7f) {
      case 126 -> 4;
      case 127 -> 10;
      default -> 2;
    };
  }

  private void begin() {
    opcode = header[0] & 0x0f;
    last = (header[0] & 0x80) != 0;
    long length = header[1] & 0x7f;
    if (headerLength > 2) {
      length = 0;
      for (int i = 2; i < headerLength; i++) {
        length = length << 8 | (header[i] & 0xff);
      }
    }
    headerLength = 0;
    payloadLeft = length;
    if (opcode == CLOSE) {
      complaint = "the server closed the connection";
    }
    if (length == 0) {
      finish();
    }
  }

  private void finish() {
    if (opcode < CLOSE && last) {
      messages++;
      if (prefixLength > 0 && prefixLength < Dialect.PREFIX) {
        count();
      }
      nextEnvelope();
    }
  }

  private void nextEnvelope() {
    if (picking) {
      complaint = "an event without the number that each has";
    }
    prefix = 0;
    prefixLength = 0;
  }

  private void payload(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (prefixLength < Dialect.PREFIX) {
        prefix = prefix << 8 | (bytes[at++] & 0xff);
        if (++prefixLength == Dialect.PREFIX) {
          count();
        }
        continue;
      }
      if (picking && bytes[at] != '\n') {
        if (fields.take(bytes[at++])) {
          picked();
        }
        continue;
      }
      at = lineFeed(bytes, at, to) + 1;
      if (at <= to) {
        nextEnvelope();
      }
    }
  }

  private void count() {
    switch (dialect.kind(prefix)) {
      case EVENT -> {
        events++;
        pick();
      }
      case ACK -> acks++;
      case RESYNC -> resyncs++;
      case WELCOME -> welcomed = true;
      case OPEN -> open = true;
      case PING -> asked = true;
      case ASIDE -> {}
      case UNEXPECTED -> complaint = "an envelope that begins with " + beginning();
    }
  }

  private void pick() {
    if (positions != null) {
      fields.begin(true);
      picking = true;
    } else if (stamps != null && untilStamp-- == 0) {
      untilStamp = stampEvery - 1;
      fields.begin(false);
      picking = true;
    }
  }

  private void picked() {
    picking = false;
    if (positions != null) {
      positions.accept(fields.value());
    } else if (stamps != null) {
      stamps.accept(fields.value());
    }
  }

  private String beginning() {
    StringBuilder text = new StringBuilder();
    for (int shift = 8 * (prefixLength - 1); shift >= 0; shift -= 8) {
      text.append((char) (prefix >> shift & 0xff));
    }
    return text.toString();
  }

  /** Index of the next line feed, or {@code to} if there is none. */
  private static int lineFeed(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long differing = (long) LONGS.get(bytes, at) ^ LINE_FEEDS;
      long found = (differing - ONES) & ~differing & HIGHS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >> 3);
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
