package dev.parley.auth.app;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.Names;
import dev.parley.auth.domain.Profile;
import dev.parley.auth.domain.User;
import dev.parley.auth.domain.UserPage;
import dev.parley.auth.domain.Viewer;
import dev.parley.auth.port.AccountRepository;
import dev.parley.auth.port.Acquaintances;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at people and changes what one says about oneself. Members may look at everyone, guests at
 * those with whom they share a room; and everyone changes only their own.
 */
public final class Profiles {
  private final AccountRepository accounts;
  private final Acquaintances acquaintances;

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

  public Profiles(AccountRepository accounts, Acquaintances acquaintances) {
    this.accounts = accounts;
    this.acquaintances = acquaintances;
  }

  /** Who has a user name, in lower case; empty if nobody has. */
  public Optional<User> named(String username) {
    return accounts.findByUsername(username).map(Account::user);
  }

  /** One person; empty if there is none. */
  public Optional<User> get(UUID id) {
    return accounts.find(id).map(Account::user);
  }

  /** One person as somebody sees them; empty if there is none for them. */
  public Optional<User> get(Viewer viewer, UUID id) {
    boolean sees = !viewer.guest() || viewer.id().equals(id) || acquaintances.know(viewer.id(), id);
    return sees ? get(id) : Optional.empty();
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

  /**
   * People whom somebody sees and whose user name or display name begins with the query, by user
   * name.
   */
  public UserPage search(Viewer viewer, String query, Optional<String> from, int limit) {
    return viewer.guest()
        ? acquaintances(viewer.id(), query.strip(), from.orElse(""), limit)
        : accounts.search(query.strip(), from, limit);
  }

  private UserPage acquaintances(UUID guest, String query, String from, int limit) {
    // One more than asked for is the first of the next page.
    List<User> found =
        get(acquaintances.search(guest, query, from, limit + 1)).stream()
            .sorted(Comparator.comparing(User::username))
            .toList();
    return found.size() > limit
        ? new UserPage(found.subList(0, limit), Optional.of(found.get(limit)))
        : new UserPage(found, Optional.empty());
  }
}
