package dev.parley.gateway.json;

import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.WireFormat;
import com.google.protobuf.util.FieldMaskUtil;
import dev.parley.gateway.json.JsonType.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Prints messages as proto3 JSON (protobuf.dev/programming-guides/json) on one line, every field
 * without presence included. Of the well-known types it knows those that the contract uses.
 *
 * <p>Every event is printed for thousands of readers, so this is the edge's own. It does not ask a
 * message for its fields, which goes by reflection, but has it written in protobuf's wire form
 * (protobuf.dev/programming-guides/encoding) and turns that into JSON in one pass: fields come in
 * the order of their numbers, and texts are copied as the UTF-8 that they are.
 */
final class JsonPrinter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The newest second that was printed: most of what is said at a time is of the same. */
  private static volatile Second newest = new Second(0, secondOf(0));

  private final byte[] wire;
  private final JsonBytes out;
  private int at;

  private record Second(long epoch, byte[] text) {}

  private JsonPrinter(byte[] wire) {
    this.wire = wire;
    this.out = new JsonBytes(2 * wire.length + 256);
  }

  static byte[] print(MessageOrBuilder message) {
    MessageLite built =
        message instanceof Message.Builder builder ? builder.buildPartial() : (Message) message;
    JsonPrinter printer = new JsonPrinter(built.toByteArray());
    printer.value(JsonType.of(message.getDescriptorForType()), printer.wire.length);
    return printer.out.toBytes();
  }

  /** A message that takes the wire up to {@code end}. */
  private void value(JsonType type, int end) {
    switch (type.form()) {
      case OBJECT -> object(type, end);
      case TIMESTAMP -> timestamp(end);
      case FIELD_MASK -> fieldMask(end);
    }
  }

  private void object(JsonType type, int end) {
    out.put('{');
    Field[] fields = type.fields();
    int next = 0;
    boolean first = true;
    while (at < end) {
      int tag = (int) varint();
      int number = WireFormat.getTagFieldNumber(tag);
      while (next < fields.length && fields[next].number() < number) {
        first &= absent(fields[next++], first);
      }
      if (next < fields.length && fields[next].number() == number) {
        Field field = fields[next++];
        begin(field, first);
        first = false;
        present(field, tag, end);
      } else {
        skip(tag);
      }
    }
    while (next < fields.length) {
      first &= absent(fields[next++], first);
    }
    out.put('}');
  }

  /**
   * A field that the wire does not have.
   *
   * @return whether nothing was written
   */
  private boolean absent(Field field, boolean first) {
    if (field.hasPresence()) {
      return true;
    }
    begin(field, first);
    out.put(field.absent());
    return false;
  }

  private void begin(Field field, boolean first) {
    if (!first) {
      out.put(',');
    }
    out.put(field.prefix());
  }

  private void present(Field field, int tag, int end) {
    switch (field.count()) {
      case ONE -> single(field, tag);
      case LIST -> list(field, tag, end);
      case MAP -> map(field, tag, end);
    }
  }

  private void list(Field field, int tag, int end) {
    out.put('[');
    if (field.isPacked(tag)) {
      int stop = length();
      while (at < stop) {
        single(field, tag);
        if (at < stop) {
          out.put(',');
        }
      }
    } else {
      single(field, tag);
      while (isNext(tag, end)) {
        out.put(',');
        single(field, tag);
      }
    }
    out.put(']');
  }

  private void map(Field field, int tag, int end) {
    out.put('{');
    entry(field);
    while (isNext(tag, end)) {
      out.put(',');
      entry(field);
    }
    out.put('}');
  }

  /** Key and value are always written, in this order. */
  private void entry(Field field) {
    length();
    Field[] entry = field.type().fields();
    int keyTag = (int) varint();
    boolean isText = WireFormat.getTagWireType(keyTag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    if (isText || entry[0].isQuoted()) {
      single(entry[0], keyTag);
    } else {
      out.put('"');
      single(entry[0], keyTag);
      out.put('"');
    }
    out.put(':');
    single(entry[1], (int) varint());
  }

  /** Whether another value of the same field follows; if so, goes past its tag. */
  private boolean isNext(int tag, int end) {
    int before = at;
    if (at < end && (int) varint() == tag) {
      return true;
    }
    at = before;
    return false;
  }

  private void single(Field field, int tag) {
    switch (field.kind()) {
      case INT32 -> out.putNumber((int) varint());
      case UINT32 -> out.putNumber(varint() & 0xffff_ffffL);
      case SINT32 -> out.putNumber((int) zigzag(varint() & 0xffff_ffffL));
      case SFIXED32 -> out.putNumber((int) fixed(4));
      case FIXED32 -> out.putNumber(fixed(4));
      case INT64 -> quoted(varint());
      case SINT64 -> quoted(zigzag(varint()));
      case SFIXED64 -> quoted(fixed(8));
      case UINT64 -> quoted(Long.toUnsignedString(varint()));
      case FIXED64 -> quoted(Long.toUnsignedString(fixed(8)));
      case BOOL -> out.put(varint() != 0 ? "true" : "false");
      case FLOAT -> {
        float value = Float.intBitsToFloat((int) fixed(4));
        number(Float.isFinite(value), Float.toString(value));
      }
      case DOUBLE -> {
        double value = Double.longBitsToDouble(fixed(8));
        number(Double.isFinite(value), Double.toString(value));
      }
      case ENUM -> enumeration(field, (int) varint());
      case STRING -> text(length());
      case BYTES -> {
        int end = length();
        quoted(
            new String(
                Base64.getEncoder().encode(Arrays.copyOfRange(wire, at, end)),
                StandardCharsets.US_ASCII));
        at = end;
      }
      case MESSAGE -> value(field.type(), length());
      case GROUP -> throw new IllegalStateException("proto3 has no groups: tag " + tag);
    }
  }

  private void number(boolean isFinite, String text) {
    if (isFinite) {
      out.put(text);
    } else {
      quoted(text);
    }
  }

  private void enumeration(Field field, int number) {
    byte[] name = field.nameOf(number);
    if (name == null) {
      // A number that this version of the contract does not know.
      out.putNumber(number);
    } else {
      out.put(name);
    }
  }

  private void quoted(long value) {
    out.put('"');
    out.putNumber(value);
    out.put('"');
  }

  private void quoted(String ascii) {
    out.put('"');
    out.put(ascii);
    out.put('"');
  }

  private void text(int end) {
    out.put('"');
    int plain = at;
    for (int i = at; i < end; i++) {
      byte b = wire[i];
      // Bytes of other than ASCII characters are negative, and stay as they are.
      if (b >= 0 && b < ' ' || b == '"' || b == '\\') {
        out.put(wire, plain, i);
        plain = i + 1;
        escape(b);
      }
    }
    out.put(wire, plain, end);
    out.put('"');
    at = end;
  }

  private void escape(byte b) {
    out.put('\\');
    switch (b) {
      case '"', '\\' -> out.put((char) b);
      case '\n' -> out.put('n');
      case '\r' -> out.put('r');
      case '\t' -> out.put('t');
      default -> {
        out.put("u00");
        out.put((char) HEX[b >> 4]);
        out.put((char) HEX[b & 0xf]);
      }
    }
  }

  /** RFC 3339 in UTC, with as many groups of three digits after the second as it takes. */
  private void timestamp(int end) {
    long seconds = 0;
    int nanos = 0;
    while (at < end) {
      int tag = (int) varint();
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> seconds = varint();
        case 2 -> nanos = (int) varint();
        default -> skip(tag);
      }
    }
    Second second = newest;
    if (second.epoch() != seconds) {
      second = new Second(seconds, secondOf(seconds));
      newest = second;
    }
    out.put('"');
    out.put(second.text());
    if (nanos != 0) {
      out.put('.');
      int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9;
      int rest = nanos;
      for (int unit = 100_000_000, i = 0; i < digits; i++, unit /= 10) {
        out.put((char) ('0' + rest / unit));
        rest %= unit;
      }
    }
    out.put("Z\"");
  }

  private static byte[] secondOf(long epoch) {
    String text = Instant.ofEpochSecond(epoch).toString();
    return text.substring(0, text.length() - 1).getBytes(StandardCharsets.US_ASCII);
  }

  private void fieldMask(int end) {
    try {
      quoted(FieldMaskUtil.toJsonString(FieldMask.parser().parseFrom(wire, at, end - at)));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what was just written cannot be read", e);
    }
    at = end;
  }

  private void skip(int tag) {
    switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_VARINT -> varint();
      case WireFormat.WIRETYPE_FIXED64 -> at += 8;
      case WireFormat.WIRETYPE_FIXED32 -> at += 4;
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> at = length();
      default -> throw new IllegalStateException("proto3 has no groups: tag " + tag);
    }
  }

  /** Reads a length, and returns where what has it ends. */
  private int length() {
    int length = (int) varint();
    return at + length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = wire[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private static long zigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }

  private long fixed(int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (wire[at++] & 0xffL) << 8 * i;
    }
    return value;
  }
}
