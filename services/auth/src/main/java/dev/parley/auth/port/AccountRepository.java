package dev.parley.auth.port;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.Profile;
import dev.parley.auth.domain.User;
import dev.parley.auth.domain.UserPage;
import dev.parley.auth.port.SessionRepository.NewSession;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Accounts. What others see of them is told to the other services, in the transaction that makes it
 * true.
 */
public interface AccountRepository {
  /** Whether somebody has this user name, in lower case. */
  boolean isTaken(String username);

  /** Makes an account and signs it in; false if somebody else was faster to take the user name. */
  boolean add(Account account, NewSession session);

  /** The account with this id. */
  Optional<Account> find(UUID id);

  /** The account with this user name, in lower case. */
  Optional<Account> findByUsername(String username);

  /** Accounts that claim this e-mail address, in lower case; the newest first. */
  List<Account> claimants(String email, int limit);

  /** Those of the given people who exist. */
  List<User> findUsers(Collection<UUID> ids);

  /**
   * People whose user name or display name begins with the query, without regard to case, by user
   * name.
   *
   * @param from the user name at which to begin
   */
  UserPage search(String query, Optional<String> from, int limit);

  /**
   * Changes what somebody says of themselves, one change after the other; what is so already is no
   * news. Empty if there is nobody with this id.
   */
  Optional<User> change(UUID id, UnaryOperator<Profile> edit);

  /**
   * Sets a new password and ends the sessions that were opened with the old one.
   *
   * @param passwordVersion of the password that was verified
   * @param kept the one session that goes on
   * @return how many sessions this ended; empty if the password has been changed meanwhile, then
   *     nothing happens
   */
  OptionalInt changePassword(
      UUID id, long passwordVersion, String newHash, Optional<UUID> kept, Instant now);
}
