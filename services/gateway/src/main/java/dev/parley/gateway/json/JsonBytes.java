package dev.parley.gateway.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 that grows. */
final class JsonBytes {
  private static final byte[] SMALLEST =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int length;

  JsonBytes(int expected) {
    this.bytes = new byte[expected];
  }

  void put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  void put(byte[] more) {
    put(more, 0, more.length);
  }

  void put(byte[] more, int from, int to) {
    ensure(to - from);
    System.arraycopy(more, from, bytes, length, to - from);
    length += to - from;
  }

  void put(String ascii) {
    ensure(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
  }

  /** In decimal. */
  void putNumber(long value) {
    if (value == Long.MIN_VALUE) {
      put(SMALLEST);
      return;
    }
    long rest = Math.abs(value);
    int digits = value < 0 ? 2 : 1;
    for (long larger = rest; larger >= 10; larger /= 10) {
      digits++;
    }
    ensure(digits);
    length += digits;
    int end = length;
    do {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    if (value < 0) {
      bytes[--end] = '-';
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
