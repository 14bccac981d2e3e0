package dev.parley.auth.port;

/**
 * Hashes passwords slowly, on purpose: tens of milliseconds and megabytes each. A hash carries its
 * own parameters.
 *
 * <p>Each method but {@link #decoy} and {@link #isOutdated} throws {@link HashingBusyException}
 * where too many hashes are wanted at once.
 */
public interface PasswordHasher {
  /** The hash of a password, with a salt of its own. */
  String hash(String password);

  /** Whether a hash is of this password. */
  boolean verify(String password, String hash);

  /** A hash that no password has; to verify against it costs as much as against any other. */
  String decoy();

  /** Whether a hash was made with other parameters than are in use now. */
  boolean isOutdated(String hash);
}
