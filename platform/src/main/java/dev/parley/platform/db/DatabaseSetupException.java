package dev.parley.platform.db;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be started or reached, or is set up in a way that Parley refuses: a setting
 * must change.
 */
public final class DatabaseSetupException extends DatabaseException {

  private static final long serialVersionUID = 1L;

  DatabaseSetupException(String message) {
    super(message, null);
  }

  DatabaseSetupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
