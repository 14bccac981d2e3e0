package dev.parley.auth.app;

import dev.parley.auth.domain.RefreshToken;
import dev.parley.auth.domain.User;
import dev.parley.auth.port.AccessTokens;
import dev.parley.auth.port.SessionRepository.NewSession;
import dev.parley.platform.ids.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What a session begins and goes on with. */
public final class SessionTokens {
  private final AccessTokens accessTokens;
  private final Duration idleLifetime;
  private final Clock clock;

  /**
   * Makes tokens.
   *
   * @param idleLifetime how long a session lasts without use
   */
  public SessionTokens(AccessTokens accessTokens, Duration idleLifetime, Clock clock) {
    this.accessTokens = accessTokens;
    this.idleLifetime = idleLifetime;
    this.clock = clock;
  }

  /** A session to open. */
  NewSession newSession(UUID userId) {
    Instant now = now();
    return new NewSession(
        UuidV7.at(now), userId, RefreshToken.ofNewFamily(), now, now.plus(idleLifetime));
  }

  /** When a session that is used now ends without further use. */
  Instant expireTime() {
    return now().plus(idleLifetime);
  }

  /** Now, as exactly as PostgreSQL keeps it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** The answer to somebody whose session is there. */
  SignedIn signedIn(User user, UUID sessionId, RefreshToken token) {
    return new SignedIn(
        user,
        accessTokens.issue(user.id(), sessionId, user.guest()),
        token.text(),
        accessTokens.lifetime());
  }
}
