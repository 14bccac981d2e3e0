package dev.parley.platform.db;

import org.jspecify.annotations.Nullable;

/** A schema cannot be brought to the version asked for; nothing of the failing script is kept. */
public final class MigrationException extends DatabaseException {

  private static final long serialVersionUID = 1L;

  MigrationException(String message) {
    super(message, null);
  }

  MigrationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
