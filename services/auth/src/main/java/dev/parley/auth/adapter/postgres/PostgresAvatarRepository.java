package dev.parley.auth.adapter.postgres;

import dev.parley.auth.domain.User;
import dev.parley.auth.port.AvatarRepository;
import dev.parley.platform.db.Database;
import dev.parley.platform.pictures.Picture;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Pictures of people in PostgreSQL: small files, each beside its person. */
public final class PostgresAvatarRepository implements AvatarRepository {
  private static final String NONE = "";

  private final Database database;
  private final UserNews news;

  public PostgresAvatarRepository(Database database, UserNews news) {
    this.database = database;
    this.news = news;
  }

  @Override
  public Optional<User> put(UUID userId, Picture picture) {
    return change(
        userId,
        picture.version(),
        handle ->
            handle
                .createUpdate(
                    """
                    insert into auth.avatars (user_id, format, bytes) values (:id, :format, :bytes)
                    on conflict (user_id) do update set format = excluded.format, bytes = excluded.bytes
                    """)
                .bind("id", userId)
                .bind("format", picture.format().name())
                .bind("bytes", picture.bytes())
                .execute());
  }

  @Override
  public Optional<User> remove(UUID userId) {
    return change(
        userId,
        NONE,
        handle -> handle.execute("delete from auth.avatars where user_id = ?", userId));
  }

  @Override
  public Optional<Picture> find(UUID userId, String version) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select a.format, a.bytes from auth.avatars a join auth.users u on u.id = a.user_id
                 where a.user_id = :id and u.avatar_version = :version
                """)
            .bind("id", userId)
            .bind("version", version)
            .map((row, context) ->
                new Picture(row.getBytes("bytes"), Picture.Format.valueOf(row.getString("format"))))
            .findOne());
  }

  private interface Change {
    int in(Handle handle);
  }

  /** Updating the person's row first lets changes of their picture follow one another. */
  private Optional<User> change(UUID userId, String version, Change change) {
    Optional<User> user =
        database.inTransaction(handle -> {
          Optional<User> changed = point(handle, userId, version);
          changed.ifPresent(now -> {
            change.in(handle);
            news.write(handle, now);
          });
          return changed.or(() -> find(handle, userId));
        });
    news.wake();
    return user;
  }

  private static Optional<User> point(Handle handle, UUID userId, String version) {
    return handle
        .createQuery(
            """
            update auth.users set avatar_version = :avatar, version = version + 1
             where id = :id and avatar_version <> :avatar returning %s
            """
                .formatted(Rows.USER))
        .bind("id", userId)
        .bind("avatar", version)
        .map((row, context) -> Rows.user(row))
        .findOne();
  }

  private static Optional<User> find(Handle handle, UUID userId) {
    return handle
        .createQuery("select " + Rows.USER + " from auth.users where id = :id")
        .bind("id", userId)
        .map((row, context) -> Rows.user(row))
        .findOne();
  }
}
