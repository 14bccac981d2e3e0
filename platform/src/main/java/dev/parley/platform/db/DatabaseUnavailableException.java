package dev.parley.platform.db;

import org.jspecify.annotations.Nullable;

/**
 * The database did not serve this call: no connection was free in time, or the connection was lost.
 * Trying again later is reasonable; after a lost connection it is unknown whether a commit took
 * effect.
 */
public final class DatabaseUnavailableException extends DatabaseException {

  private static final long serialVersionUID = 1L;

  /** Says what was out of reach. */
  public DatabaseUnavailableException(String message) {
    this(message, null);
  }

  DatabaseUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
