package dev.parley.platform.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * A line for people: time, level, logger, message, pairs. Control characters are written as escapes
 * and every further line of an exception is indented, so that nothing a client sends can look like
 * a line of its own.
 */
final class PlainLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};
  private final DateTimeFormatter time =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new StringBuilder(160);
    time.formatTo(event.getInstant(), line);
    line.append(' ').append(event.getLevel());
    line.repeat(' ', 6 - event.getLevel().toString().length());
    line.append(shortName(event.getLoggerName())).append("  ");
    escape(event.getFormattedMessage(), line);
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(pair -> pair(pair.key, pair.value, line));
    }
    event.getMDCPropertyMap().forEach((key, value) -> pair(key, value, line));
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      ThrowableProxyUtil.asString(event.getThrowableProxy())
          .lines()
          .forEach(part -> {
            line.append("    ");
            escape(part.replace("\t", "    "), line);
            line.append('\n');
          });
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static void pair(String key, Object value, StringBuilder line) {
    var text = String.valueOf(value);
    boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == ' ' || c == '"' || c == '=');
    line.append(' ');
    escape(key, line);
    line.append('=').append(quoted ? "\"" : "");
    escape(quoted ? text.replace("\"", "\\\"") : text, line);
    line.append(quoted ? "\"" : "");
  }

  private static void escape(String text, StringBuilder line) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            JsonText.unicode(c, line);
          } else {
            line.append(c);
          }
        }
      }
    }
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
