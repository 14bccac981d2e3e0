package dev.parley.auth.app;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.PasswordRules;
import dev.parley.auth.domain.PasswordRules.Weakness;
import dev.parley.auth.port.AccountRepository;
import dev.parley.auth.port.PasswordHasher;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Sets a new password. The owner may, who shows it by the password until now. */
public final class ChangePassword {
  private final AccountRepository accounts;
  private final PasswordHasher hasher;
  private final SessionTokens tokens;

  public ChangePassword(AccountRepository accounts, PasswordHasher hasher, SessionTokens tokens) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.tokens = tokens;
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * The new password is set.
     *
     * @param endedSessions how many other sessions this ended
     */
    record Changed(int endedSessions) implements Result {}

    /** There is no such account any more. */
    record NoSuchAccount() implements Result {}

    /** The password until now is another. */
    record WrongPassword() implements Result {}

    /** The new password would be guessed. */
    record WeakPassword(Weakness weakness) implements Result {}
  }

  /**
   * Sets the new password and ends the other sessions.
   *
   * @param callersSession the one that goes on; empty ends all
   */
  public Result change(UUID userId, Optional<UUID> callersSession, String current, String wanted) {
    Optional<Account> found = accounts.find(userId);
    if (found.isEmpty()) {
      return new Result.NoSuchAccount();
    }
    Account account = found.get();
    if (!hasher.verify(current, account.passwordHash())) {
      return new Result.WrongPassword();
    }
    Optional<Weakness> weakness =
        PasswordRules.weakness(wanted, account.user().username(), account.user().email());
    if (weakness.isPresent()) {
      return new Result.WeakPassword(weakness.get());
    }
    OptionalInt ended =
        accounts.changePassword(
            userId, account.passwordVersion(), hasher.hash(wanted), callersSession, tokens.now());
    return ended.isPresent() ? new Result.Changed(ended.getAsInt()) : new Result.WrongPassword();
  }
}
