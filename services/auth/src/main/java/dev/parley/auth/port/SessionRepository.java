package dev.parley.auth.port;

import dev.parley.auth.domain.RefreshToken;
import dev.parley.auth.domain.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Sessions and their refresh tokens. */
public interface SessionRepository {
  /** A session about to be opened, with its first token. */
  record NewSession(
      UUID id, UUID userId, RefreshToken token, Instant createTime, Instant expireTime) {}

  /**
   * Opens a session for somebody whose password has been verified.
   *
   * @param passwordVersion of that password
   * @param rehashed the same password hashed anew, if its hash was outdated
   * @return false if the password has been changed meanwhile: then nothing is opened
   */
  boolean open(NewSession session, long passwordVersion, Optional<String> rehashed);

  /**
   * Exchanges a token for its successor, as {@link Session#judge} says; ends the session where that
   * finds a copy. Exchanges of one session happen one after another.
   *
   * @param expireTime when the session ends from now on unless it is used again
   * @return the session that goes on; empty if it is over
   */
  Optional<Session> exchange(
      RefreshToken token, RefreshToken successor, Instant now, Instant expireTime);

  /** Ends the session of a token, if there is one. */
  void endByToken(RefreshToken token, Instant now);

  /** Ends a session, if it is there. */
  void end(UUID sessionId, Instant now);
}
