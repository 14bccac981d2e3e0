package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.CustomEmoji;
import dev.parley.chat.port.CustomEmojiRepository;
import dev.parley.platform.db.Database;
import dev.parley.platform.ids.UuidV7;
import dev.parley.platform.pictures.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The emoji of the installation in PostgreSQL: small files, each beside its name. */
public final class PostgresCustomEmoji implements CustomEmojiRepository {
  private static final String SELECT =
      """
      select e.name, e.id, e.version, e.create_time, p.user_id, p.username, p.display_name, p.avatar_version
        from chat.custom_emoji e join chat.people p on p.user_id = e.creator_id
       where cast(:name as text) is null or e.name = :name order by e.name
      """;

  private final Database database;

  public PostgresCustomEmoji(Database database) {
    this.database = database;
  }

  @Override
  public List<CustomEmoji> list() {
    return database.read(handle -> some(handle, null));
  }

  /** All of them, or the one with a name. */
  private static List<CustomEmoji> some(Handle handle, @Nullable String name) {
    return handle
        .createQuery(SELECT)
        .bindByType("name", name, String.class)
        .map((row, context) ->
            new CustomEmoji(
                row.getString("name"),
                Rows.id(row, "id"),
                row.getString("version"),
                Rows.person(row),
                Rows.time(row, "create_time")))
        .list();
  }

  @Override
  public boolean exists(String name) {
    return database.read(handle ->
        handle
            .createQuery("select exists (select from chat.custom_emoji where name = :name)")
            .bind("name", name)
            .mapTo(boolean.class)
            .one());
  }

  @Override
  public Added add(String name, Picture picture, UUID creatorId, Instant time) {
    return database.inTransaction(handle -> {
      // One at a time, so that there are never more than may be.
      handle.execute("lock table chat.custom_emoji in share row exclusive mode");
      int count =
          handle.createQuery("select count(*) from chat.custom_emoji").mapTo(int.class).one();
      if (count >= CustomEmoji.MOST) {
        return new Added.TooMany();
      }
      int own =
          handle
              .createQuery("select count(*) from chat.custom_emoji where creator_id = :creator")
              .bind("creator", creatorId)
              .mapTo(int.class)
              .one();
      if (own >= CustomEmoji.MOST_OF_ONE) {
        return new Added.TooManyOfOne();
      }
      int added =
          handle
              .createUpdate(
                  """
                  insert into chat.custom_emoji (name, id, creator_id, create_time, version, format, bytes)
                  values (:name, :id, :creator, :time, :version, :format, :bytes) on conflict (name) do nothing
                  """)
              .bind("name", name)
              .bind("id", UuidV7.at(time))
              .bind("creator", creatorId)
              .bind("time", time)
              .bind("version", picture.version())
              .bind("format", picture.format().name())
              .bind("bytes", picture.bytes())
              .execute();
      return added == 0 ? new Added.Taken() : new Added.There(some(handle, name).getFirst());
    });
  }

  @Override
  public boolean remove(String name, UUID creatorId) {
    return database.inTransaction(handle -> {
      int removed =
          handle.execute(
              "delete from chat.custom_emoji where name = ? and creator_id = ?", name, creatorId);
      return removed > 0 || some(handle, name).isEmpty();
    });
  }

  @Override
  public Optional<Picture> picture(UUID id, String version) {
    return database.read(handle ->
        handle
            .createQuery(
                "select format, bytes from chat.custom_emoji where id = :id and version = :version")
            .bind("id", id)
            .bind("version", version)
            .map((row, context) ->
                new Picture(row.getBytes("bytes"), Picture.Format.valueOf(row.getString("format"))))
            .findOne());
  }
}
