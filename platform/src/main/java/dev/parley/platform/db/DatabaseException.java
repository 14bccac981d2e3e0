package dev.parley.platform.db;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A database that cannot be used as asked. The message is one line that says what happened and what
 * to do; the command line prints it as it is.
 */
public abstract sealed class DatabaseException extends RuntimeException
    permits DataFolderException,
        DatabaseSetupException,
        DatabaseUnavailableException,
        MigrationException {

  private static final long serialVersionUID = 1L;

  DatabaseException(String message, @Nullable Throwable cause) {
    super(oneLine(message), cause);
  }

  /** One line, fit to be shown to a person. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
