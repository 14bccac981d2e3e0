package dev.parley.auth.app;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.Names;
import dev.parley.auth.domain.PasswordRules;
import dev.parley.auth.domain.PasswordRules.Weakness;
import dev.parley.auth.domain.Profile;
import dev.parley.auth.domain.User;
import dev.parley.auth.port.AccountRepository;
import dev.parley.auth.port.GuestInvitations;
import dev.parley.auth.port.PasswordHasher;
import dev.parley.auth.port.SessionRepository.NewSession;
import dev.parley.platform.ids.UuidV7;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes an account and signs it in. Anyone may while registration is open; as a guest, whoever has
 * an invitation for guests may at any time. The e-mail address is a claim, so it is compared with
 * nothing: no answer tells whether somebody else has it.
 */
public final class Register {
  private final AccountRepository accounts;
  private final PasswordHasher hasher;
  private final SessionTokens tokens;
  private final GuestInvitations invitations;
  private final boolean open;

  /**
   * Registers people.
   *
   * @param open whether anyone may
   */
  public Register(
      AccountRepository accounts,
      PasswordHasher hasher,
      SessionTokens tokens,
      GuestInvitations invitations,
      boolean open) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.tokens = tokens;
    this.invitations = invitations;
    this.open = open;
  }

  /**
   * What is wanted.
   *
   * @param displayName empty means the user name
   * @param invitation the secret of an invitation for guests; empty for everybody else
   */
  public record Wish(
      String username, String email, String displayName, String password, String invitation) {
    boolean asGuest() {
      return !invitation.isEmpty();
    }

    /** Without the password and the secret, which belong in no log. */
    @Override
    public String toString() {
      return "Wish[" + username + "]";
    }
  }

  /** What came of it. */
  public sealed interface Result {
    /** The account is there, and signed in. */
    record Registered(SignedIn signedIn) implements Result {}

    /** The installation takes no new accounts. */
    record Closed() implements Result {}

    /** By this invitation nobody becomes a guest. */
    record NoGuestInvitation() implements Result {}

    /** Somebody else has the user name, or it calls many at once. */
    record UsernameTaken(String username) implements Result {}

    /** The password would be guessed. */
    record WeakPassword(Weakness weakness) implements Result {}
  }

  /** Whether anyone may register. */
  public boolean isOpen() {
    return open;
  }

  /** Makes the account. */
  public Result register(Wish wish) {
    if (!open && !wish.asGuest()) {
      return new Result.Closed();
    }
    if (wish.asGuest() && !invitations.isGood(wish.invitation())) {
      return new Result.NoGuestInvitation();
    }
    String username = Names.folded(wish.username());
    String email = Names.folded(wish.email());
    Optional<Weakness> weakness = PasswordRules.weakness(wish.password(), username, email);
    if (weakness.isPresent()) {
      return new Result.WeakPassword(weakness.get());
    }
    // Asked before hashing, which is dear; decided when the row is written.
    if (Names.isReserved(username) || accounts.isTaken(username)) {
      return new Result.UsernameTaken(username);
    }
    String hash = hasher.hash(wish.password());
    Instant now = tokens.now();
    User user =
        new User(
            UuidV7.at(now),
            username,
            Profile.of(Names.displayName(wish.displayName(), username)),
            "",
            email,
            1,
            wish.asGuest(),
            now);
    NewSession session = tokens.newSession(user.id());
    return accounts.add(new Account(user, hash, 1), session)
        ? new Result.Registered(tokens.signedIn(user, session.id(), session.token()))
        : new Result.UsernameTaken(username);
  }
}
