package dev.parley.platform.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something outside the program keeps it from starting: a port in use, a folder that isn't
 * writable, a database that doesn't answer. The message is one line for the person who starts it
 * and says what to change; the command line prints it as {@code parley: <message>} without a stack
 * trace and exits with 1.
 */
public class StartupException extends RuntimeException {
  public StartupException(String message) {
    super(message);
  }

  /** Keeps the cause for the log at debug level; the person sees the message only. */
  public StartupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
