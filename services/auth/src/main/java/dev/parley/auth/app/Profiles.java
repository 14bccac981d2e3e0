package dev.parley.auth.app;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.Names;
import dev.parley.auth.domain.User;
import dev.parley.auth.domain.UserPage;
import dev.parley.auth.port.AccountRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks at people and changes what one says about oneself. Everyone with an account may look at
 * everyone, and change only their own.
 */
public final class Profiles {
  private final AccountRepository accounts;

  public Profiles(AccountRepository accounts) {
    this.accounts = accounts;
  }

  /** One person; empty if there is none. */
  public Optional<User> get(UUID id) {
    return accounts.find(id).map(Account::user);
  }

  /** Those of the given people who exist. */
  public List<User> get(Collection<UUID> ids) {
    return accounts.findUsers(ids);
  }

  /** Changes one's own display name; empty if there is no such account any more. */
  public Optional<User> rename(UUID id, String displayName) {
    return get(id)
        .flatMap(user -> accounts.rename(id, Names.displayName(displayName, user.username())));
  }

  /** People whose user name or display name begins with the query, by user name. */
  public UserPage search(String query, Optional<String> from, int limit) {
    return accounts.search(query.strip(), from, limit);
  }
}
