package dev.parley.platform.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.parley.platform.config.PlatformSettings;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The process's log. Until {@link #open} only warnings are written, to standard error, so that
 * commands which print a result stay clean.
 *
 * <p>Log with slf4j and put what varies into key-value pairs: {@code
 * log.atInfo().addKeyValue("port", port).log("listening")}. What is in the MDC (such as {@code
 * requestId}) comes with every line.
 */
public final class Logs {
  private static final String OURS = "dev.parley";

  private Logs() {}

  /**
   * Writes to standard output from now on, and takes in what libraries log through
   * java.util.logging. Parley's own lines appear from {@code settings.level()} on, those of
   * libraries from one level above, which keeps "info" readable.
   */
  public static void open(PlatformSettings.Log settings) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    configure(context, settings, System.out);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    // Without it a disabled java.util.logging call would still be formatted and passed on.
    var propagator = new LevelChangePropagator();
    propagator.setContext(context);
    propagator.setResetJUL(true);
    propagator.start();
    context.addListener(propagator);
  }

  static void configure(LoggerContext context, PlatformSettings.Log settings, OutputStream out) {
    context.reset();
    context.getLogger(OURS).setLevel(Level.convertAnSLF4JLevel(settings.level()));
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(
        switch (settings.level()) {
          case TRACE -> Level.DEBUG;
          case DEBUG -> Level.INFO;
          case INFO, WARN -> Level.WARN;
          case ERROR -> Level.ERROR;
        });
    root.addAppender(
        appender(
            context,
            switch (settings.format()) {
              case PLAIN -> new PlainLines();
              case JSON -> new JsonLines();
            },
            out));
  }

  /** Warnings to standard error. */
  static void configureQuietly(LoggerContext context) {
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender(context, new PlainLines(), System.err));
  }

  private static OutputStreamAppender<ILoggingEvent> appender(
      LoggerContext context, EncoderBase<ILoggingEvent> encoder, OutputStream out) {
    encoder.setContext(context);
    encoder.start();
    var appender = new OutputStreamAppender<ILoggingEvent>();
    appender.setName("console");
    appender.setContext(context);
    appender.setEncoder((Encoder<ILoggingEvent>) encoder);
    appender.setOutputStream(new Unclosed(out));
    appender.start();
    return appender;
  }

  /** A reset of the log closes its appender, but the process's own stream stays open. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
