package dev.parley.platform.telemetry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON for log lines, which must not fail whatever is logged. */
final class JsonText {
  private JsonText() {}

  /** Maps become objects, numbers and booleans stay; everything else becomes its text. */
  static void write(@Nullable Object value, StringBuilder to) {
    switch (value) {
      case null -> to.append("null");
      case Map<?, ?> map -> object(map, to);
      case Boolean truth -> to.append(truth);
      case Double number when !Double.isFinite(number) -> string(number.toString(), to);
      case Float number when !Float.isFinite(number) -> string(number.toString(), to);
      case Integer number -> to.append(number);
      case Long number -> to.append(number);
      case Double number -> to.append(number);
      case Float number -> to.append(number);
      default -> string(String.valueOf(value), to);
    }
  }

  private static void object(Map<?, ?> map, StringBuilder to) {
    var separator = "{";
    for (var entry : map.entrySet()) {
      to.append(separator);
      string(String.valueOf(entry.getKey()), to);
      to.append(':');
      write(entry.getValue(), to);
      separator = ",";
    }
    to.append(map.isEmpty() ? "{}" : "}");
  }

  private static void string(String text, StringBuilder to) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> to.append("\\\"");
        case '\\' -> to.append("\\\\");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> {
          if (isLoneSurrogate(text, i)) {
            to.append('\ufffd');
          } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            unicode(c, to);
          } else {
            to.append(c);
          }
        }
      }
    }
    to.append('"');
  }

  private static boolean isLoneSurrogate(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  /** The escape of one character: a backslash, u and four hexadecimal digits. */
  static void unicode(char c, StringBuilder to) {
    to.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      to.append(Character.forDigit((c >> shift) & 0xf, 16));
    }
  }
}
