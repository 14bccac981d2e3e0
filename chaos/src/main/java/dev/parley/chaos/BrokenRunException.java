package dev.parley.chaos;

/** A run that proves nothing or has failed apart from the ledger: something did not come back. */
final class BrokenRunException extends RuntimeException {
  BrokenRunException(String message) {
    super(message);
  }

  BrokenRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
