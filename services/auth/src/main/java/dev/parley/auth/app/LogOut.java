package dev.parley.auth.app;

import dev.parley.auth.domain.RefreshToken;
import dev.parley.auth.port.SessionRepository;
import java.util.Optional;
import java.util.UUID;

/** Ends a session. Whoever has one of its tokens may; ending what has ended is no error. */
public final class LogOut {
  private final SessionRepository sessions;
  private final SessionTokens tokens;

  public LogOut(SessionRepository sessions, SessionTokens tokens) {
    this.sessions = sessions;
    this.tokens = tokens;
  }

  /**
   * Ends the session of the refresh token; without one, that of the caller.
   *
   * @param refreshToken may be empty
   */
  public void logOut(String refreshToken, Optional<UUID> callersSession) {
    if (refreshToken.isEmpty()) {
      callersSession.ifPresent(session -> sessions.end(session, tokens.now()));
    } else {
      RefreshToken.parse(refreshToken).ifPresent(token -> sessions.endByToken(token, tokens.now()));
    }
  }
}
