package dev.parley.auth.app;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.Names;
import dev.parley.auth.domain.Profile;
import dev.parley.auth.domain.User;
import dev.parley.auth.domain.UserPage;
import dev.parley.auth.port.AccountRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at people and changes what one says about oneself. Everyone with an account may look at
 * everyone, and change only their own.
 */
public final class Profiles {
  private final AccountRepository accounts;

  /** What one wants to say of oneself; null leaves what is said already. */
  public record Wish(
      @Nullable String displayName,
      @Nullable String bio,
      @Nullable String pronouns,
      @Nullable String timeZone) {
    Profile applied(Profile profile, String username) {
      return new Profile(
          displayName == null ? profile.displayName() : Names.displayName(displayName, username),
          bio == null ? profile.bio() : Names.trimmed(bio),
          pronouns == null ? profile.pronouns() : Names.trimmed(pronouns),
          timeZone == null ? profile.timeZone() : timeZone);
    }
  }

  /** What became of it. */
  public sealed interface Result {
    /** The person as they are now. */
    record Changed(User user) implements Result {}

    /** No time zone has this id. */
    record UnknownTimeZone(String id) implements Result {}

    /** There is no such account any more. */
    record NoAccount() implements Result {}
  }

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

  /** Changes what one says of oneself. */
  public Result change(UUID id, Wish wish) {
    String timeZone = wish.timeZone();
    if (timeZone != null && !timeZone.isEmpty() && !Profile.isTimeZone(timeZone)) {
      return new Result.UnknownTimeZone(timeZone);
    }
    return get(id)
        .flatMap(user -> accounts.change(id, profile -> wish.applied(profile, user.username())))
        .<Result>map(Result.Changed::new)
        .orElseGet(Result.NoAccount::new);
  }

  /** People whose user name or display name begins with the query, by user name. */
  public UserPage search(String query, Optional<String> from, int limit) {
    return accounts.search(query.strip(), from, limit);
  }
}
