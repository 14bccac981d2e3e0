package dev.parley.platform.db;

import org.jspecify.annotations.Nullable;

/** The data folder is in use, cannot be written, or holds something this version cannot run. */
public final class DataFolderException extends DatabaseException {

  private static final long serialVersionUID = 1L;

  DataFolderException(String message) {
    super(message, null);
  }

  DataFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
