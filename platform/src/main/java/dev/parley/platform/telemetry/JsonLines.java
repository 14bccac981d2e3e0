package dev.parley.platform.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/**
 * A line for collectors: one JSON object with {@code time} (RFC 3339, UTC), {@code level}, {@code
 * logger}, {@code thread}, {@code message}, and where there are any {@code context} (the MDC),
 * {@code fields} (the event's pairs) and {@code exception} (with causes and stacks, as one text).
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  @Override
  public byte[] encode(ILoggingEvent event) {
    var object = new LinkedHashMap<String, Object>();
    object.put("time", event.getInstant());
    object.put("level", event.getLevel());
    object.put("logger", event.getLoggerName());
    object.put("thread", event.getThreadName());
    object.put("message", event.getFormattedMessage());
    if (!event.getMDCPropertyMap().isEmpty()) {
      object.put("context", event.getMDCPropertyMap());
    }
    if (event.getKeyValuePairs() != null) {
      var fields = new LinkedHashMap<String, Object>();
      event.getKeyValuePairs().forEach(pair -> fields.put(pair.key, pair.value));
      object.put("fields", fields);
    }
    if (event.getThrowableProxy() != null) {
      object.put("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    var line = new StringBuilder(256);
    JsonText.write(object, line);
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
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
