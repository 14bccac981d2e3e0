package dev.parley.auth.port;

import java.time.Duration;
import java.util.UUID;

/** Access tokens: what every service believes for some minutes, without asking. */
public interface AccessTokens {
  /**
   * A token for a session, good for {@link #lifetime} from now.
   *
   * @param guest whether the account is a guest's, which the token says to every service
   */
  String issue(UUID userId, UUID sessionId, boolean guest);

  /** How long a token lives; whole seconds. */
  Duration lifetime();

  /** The public keys of all tokens that may still be alive, as JSON Web Key Set (RFC 7517). */
  String publicKeys();
}
