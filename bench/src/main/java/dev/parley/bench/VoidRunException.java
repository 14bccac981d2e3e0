package dev.parley.bench;

/** A run that proves nothing, because something was lost, refused or not as it must be. */
final class VoidRunException extends RuntimeException {
  VoidRunException(String message) {
    super(message);
  }

  VoidRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
