package dev.parley.auth.domain;

/**
 * A person and what proves that they are the one.
 *
 * @param passwordVersion grows with every new password; 1 at registration
 */
public record Account(User user, String passwordHash, long passwordVersion) {
  /** Without the hash, which belongs in no log. */
  @Override
  public String toString() {
    return "Account[" + user.username() + "]";
  }
}
