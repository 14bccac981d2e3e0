package dev.parley.auth.app;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.Names;
import dev.parley.auth.port.AccountRepository;
import dev.parley.auth.port.HashingBusyException;
import dev.parley.auth.port.PasswordHasher;
import dev.parley.auth.port.SessionRepository;
import dev.parley.auth.port.SessionRepository.NewSession;
import java.util.List;
import java.util.Optional;

/**
 * Signs in with a password, by user name or by e-mail address. A failure takes as many hashes
 * whether or not there is such an account, so its time says nothing about who has one.
 */
public final class LogIn {
  /**
   * An address may be claimed by several accounts; the newest of them are tried, as many as this.
   */
  static final int CLAIMANTS = 3;

  private final AccountRepository accounts;
  private final SessionRepository sessions;
  private final PasswordHasher hasher;
  private final SessionTokens tokens;

  public LogIn(
      AccountRepository accounts,
      SessionRepository sessions,
      PasswordHasher hasher,
      SessionTokens tokens) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.hasher = hasher;
    this.tokens = tokens;
  }

  /** What came of it. */
  public sealed interface Result {
    /** A session is open. */
    record LoggedIn(SignedIn signedIn) implements Result {}

    /** There is no account that both the login and the password fit. */
    record WrongCredentials() implements Result {}
  }

  /** Signs in. */
  public Result logIn(String login, String password) {
    String name = Names.folded(login);
    // No user name has an at sign.
    boolean byEmail = name.indexOf('@') >= 0;
    List<Account> candidates =
        byEmail
            ? accounts.claimants(name, CLAIMANTS)
            : accounts.findByUsername(name).stream().toList();
    return firstThatFits(candidates, password, byEmail ? CLAIMANTS : 1)
        .flatMap(account -> open(account, password))
        .<Result>map(Result.LoggedIn::new)
        .orElseGet(Result.WrongCredentials::new);
  }

  private Optional<Account> firstThatFits(List<Account> candidates, String password, int attempts) {
    for (int i = 0; i < attempts; i++) {
      if (i >= candidates.size()) {
        hasher.verify(password, hasher.decoy());
      } else if (hasher.verify(password, candidates.get(i).passwordHash())) {
        return Optional.of(candidates.get(i));
      }
    }
    return Optional.empty();
  }

  private Optional<SignedIn> open(Account account, String password) {
    NewSession session = tokens.newSession(account.user().id());
    return sessions.open(session, account.passwordVersion(), rehashed(account, password))
        ? Optional.of(tokens.signedIn(account.user(), session.id(), session.token()))
        : Optional.empty();
  }

  private Optional<String> rehashed(Account account, String password) {
    if (!hasher.isOutdated(account.passwordHash())) {
      return Optional.empty();
    }
    try {
      return Optional.of(hasher.hash(password));
    } catch (HashingBusyException e) {
      // The next login will do it.
      return Optional.empty();
    }
  }
}
