package dev.parley.auth.adapter.postgres;

import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.EndedSession;
import dev.parley.auth.domain.Profile;
import dev.parley.auth.domain.User;
import dev.parley.auth.domain.UserPage;
import dev.parley.auth.port.AccountRepository;
import dev.parley.auth.port.SessionRepository.NewSession;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Accounts in PostgreSQL. */
public final class PostgresAccountRepository implements AccountRepository {
  private final Database database;
  private final UserNews news;
  private final SessionNews sessionNews;

  public PostgresAccountRepository(Database database, UserNews news, SessionNews sessionNews) {
    this.database = database;
    this.news = news;
    this.sessionNews = sessionNews;
  }

  @Override
  public boolean isTaken(String username) {
    return findByUsername(username).isPresent();
  }

  @Override
  public boolean add(Account account, NewSession session) {
    boolean added =
        database.inTransaction(handle -> {
          if (!insert(handle, account)) {
            return false;
          }
          news.write(handle, account.user());
          PostgresSessionRepository.insert(handle, session);
          return true;
        });
    if (added) {
      news.wake();
    }
    return added;
  }

  @Override
  public Optional<Account> find(UUID id) {
    return database.read(
        handle -> accounts(handle, "id = :id", query -> query.bind("id", id)).stream().findFirst());
  }

  @Override
  public Optional<Account> findByUsername(String username) {
    return database.read(handle ->
        accounts(handle, "username = :username", query -> query.bind("username", username)).stream()
            .findFirst());
  }

  @Override
  public List<Account> claimants(String email, int limit) {
    return database.read(handle ->
        accounts(
            handle,
            "email = :email order by create_time desc, id desc limit :limit",
            query -> query.bind("email", email).bind("limit", limit)));
  }

  @Override
  public List<User> findUsers(Collection<UUID> ids) {
    return database.read(handle ->
        handle
            .createQuery("select " + Rows.USER + " from auth.users where id = any(:ids)")
            .bindArray("ids", UUID.class, ids.toArray())
            .map((row, context) -> Rows.user(row))
            .list());
  }

  @Override
  public UserPage search(String query, Optional<String> from, int limit) {
    // starts_with knows no wildcards, and uses an index that sorts by bytes as LIKE does.
    String sql =
        """
        select %s from auth.users
         where username >= :from
           and (starts_with(username, lower(:query)) or starts_with(lower(display_name) collate "C", lower(:query)))
         order by username limit :limit
        """
            .formatted(Rows.USER);
    List<User> found =
        database.read(handle ->
            handle
                .createQuery(sql)
                .bind("from", from.orElse(""))
                .bind("query", query)
                .bind("limit", limit + 1)
                .map((row, context) -> Rows.user(row))
                .list());
    return found.size() > limit
        ? new UserPage(found.subList(0, limit), Optional.of(found.get(limit)))
        : new UserPage(found, Optional.empty());
  }

  @Override
  public Optional<User> change(UUID id, UnaryOperator<Profile> edit) {
    Optional<User> user =
        database.inTransaction(handle ->
            locked(handle, id)
                .map(former -> {
                  Profile profile = edit.apply(former.profile());
                  if (profile.equals(former.profile())) {
                    return former;
                  }
                  User changed = update(handle, id, profile);
                  news.write(handle, changed);
                  return changed;
                }));
    news.wake();
    return user;
  }

  private static Optional<User> locked(Handle handle, UUID id) {
    return handle
        .createQuery("select " + Rows.USER + " from auth.users where id = :id for update")
        .bind("id", id)
        .map((row, context) -> Rows.user(row))
        .findOne();
  }

  private static User update(Handle handle, UUID id, Profile profile) {
    return handle
        .createQuery(
            """
            update auth.users
               set display_name = :name, bio = :bio, pronouns = :pronouns, time_zone = :zone, version = version + 1
             where id = :id returning %s
            """
                .formatted(Rows.USER))
        .bind("id", id)
        .bind("name", profile.displayName())
        .bind("bio", profile.bio())
        .bind("pronouns", profile.pronouns())
        .bind("zone", profile.timeZone())
        .map((row, context) -> Rows.user(row))
        .one();
  }

  @Override
  public OptionalInt changePassword(
      UUID id, long passwordVersion, String newHash, Optional<UUID> kept, Instant now) {
    Optional<List<EndedSession>> ended =
        database.inTransaction(handle -> {
          int changed =
              handle
                  .createUpdate(
                      """
                      update auth.users set password_hash = :hash, password_version = password_version + 1
                       where id = :id and password_version = :seen
                      """)
                  .bind("hash", newHash)
                  .bind("id", id)
                  .bind("seen", passwordVersion)
                  .execute();
          if (changed == 0) {
            return Optional.empty();
          }
          List<EndedSession> others = PostgresSessionRepository.endAllBut(handle, kept, id, now);
          sessionNews.write(handle, others);
          return Optional.of(others);
        });
    ended.ifPresent(sessionNews::tell);
    return ended.isPresent() ? OptionalInt.of(ended.get().size()) : OptionalInt.empty();
  }

  private static boolean insert(Handle handle, Account account) {
    User user = account.user();
    return handle
            .createUpdate(
                """
                insert into auth.users
                  (id, username, email, display_name, password_hash, password_version, version, guest, create_time)
                values (:id, :username, :email, :displayName, :hash, :passwordVersion, :version, :guest, :time)
                on conflict (username) do nothing
                """)
            .bind("id", user.id())
            .bind("username", user.username())
            .bind("email", user.email())
            .bind("displayName", user.displayName())
            .bind("hash", account.passwordHash())
            .bind("passwordVersion", account.passwordVersion())
            .bind("version", user.version())
            .bind("guest", user.guest())
            .bind("time", user.createTime())
            .execute()
        == 1;
  }

  private interface Binding {
    Query to(Query query);
  }

  private static List<Account> accounts(Handle handle, String condition, Binding binding) {
    Query query =
        handle.createQuery("select " + Rows.ACCOUNT + " from auth.users where " + condition);
    return binding.to(query).map((row, context) -> Rows.account(row)).list();
  }
}
