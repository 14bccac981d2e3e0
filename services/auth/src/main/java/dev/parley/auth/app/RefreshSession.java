package dev.parley.auth.app;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.RefreshToken;
import dev.parley.auth.domain.Session;
import dev.parley.auth.port.AccountRepository;
import dev.parley.auth.port.SessionRepository;
import java.util.Optional;

/** Exchanges a refresh token for the next pair of tokens. Whoever has the token may. */
public final class RefreshSession {
  private final AccountRepository accounts;
  private final SessionRepository sessions;
  private final SessionTokens tokens;

  public RefreshSession(
      AccountRepository accounts, SessionRepository sessions, SessionTokens tokens) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
  }

  /** What came of it. */
  public sealed interface Result {
    /** The session goes on. */
    record Refreshed(SignedIn signedIn) implements Result {}

    /** The token is none of ours, or its session is over. */
    record SessionEnded() implements Result {}
  }

  /** Exchanges the token. */
  public Result refresh(String refreshToken) {
    return RefreshToken.parse(refreshToken)
        .flatMap(this::exchange)
        .<Result>map(Result.Refreshed::new)
        .orElseGet(Result.SessionEnded::new);
  }

  private Optional<SignedIn> exchange(RefreshToken token) {
    RefreshToken successor = token.successor();
    Optional<Session> session =
        sessions.exchange(token, successor, tokens.now(), tokens.expireTime());
    return session.flatMap(found ->
        accounts
            .find(found.userId())
            .map(Account::user)
            .map(user -> tokens.signedIn(user, found.id(), successor)));
  }
}
