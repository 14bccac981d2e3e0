package dev.parley.auth.app;

import dev.parley.auth.domain.User;
import java.time.Duration;

/**
 * A signed-in person and the tokens of their session.
 *
 * @param expiresIn how long the access token lives
 */
public record SignedIn(User user, String accessToken, String refreshToken, Duration expiresIn) {
  /** Without the tokens, which belong in no log. */
  @Override
  public String toString() {
    return "SignedIn[" + user.username() + "]";
  }
}
