package dev.parley.auth.port;

/** Too many passwords are being hashed: this one was not, and may be shortly. */
public final class HashingBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HashingBusyException(String message) {
    super(message);
  }
}
