package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Person;
import dev.parley.chat.port.PeopleCopy;
import dev.parley.platform.db.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Chat's own copy of people's names and pictures in PostgreSQL. */
public final class PostgresPeople implements PeopleCopy {
  private final Database database;

  public PostgresPeople(Database database) {
    this.database = database;
  }

  @Override
  public Map<UUID, Person> find(Collection<UUID> ids) {
    Map<UUID, Person> found = new HashMap<>();
    database
        .read(handle ->
            handle
                .createQuery(
                    "select user_id, username, display_name, avatar_version from chat.people where user_id = any(:ids)")
                .bindArray("ids", UUID.class, ids.toArray())
                .map((row, context) -> Rows.person(row))
                .list())
        .forEach(person -> found.put(person.id(), person));
    return found;
  }

  @Override
  public Map<String, Person> named(Collection<String> usernames) {
    Map<String, Person> found = new HashMap<>();
    database
        .read(handle ->
            handle
                .createQuery(
                    "select user_id, username, display_name, avatar_version from chat.people where username = any(:names)")
                .bindArray("names", String.class, usernames.toArray())
                .map((row, context) -> Rows.person(row))
                .list())
        .forEach(person -> found.put(person.username(), person));
    return found;
  }

  @Override
  public void save(Person person, boolean guest, long version) {
    database.inTransaction(handle -> {
      save(handle, person, guest, version);
      return person;
    });
  }

  /** Holds a person's row until the transaction ends, so that what is theirs changes in turn. */
  static void lock(Handle handle, UUID userId) {
    handle.execute("select from chat.people where user_id = ? for no key update", userId);
  }

  /** The same, in a transaction that is under way. */
  public static void save(Handle handle, Person person, boolean guest, long version) {
    handle
        .createUpdate(
            """
            insert into chat.people as p (user_id, username, display_name, avatar_version, guest, version)
            values (:id, :username, :displayName, :avatarVersion, :guest, :version)
            on conflict (user_id) do update
              set username = excluded.username, display_name = excluded.display_name,
                  avatar_version = excluded.avatar_version, version = excluded.version
              where p.version < excluded.version
            """)
        .bind("id", person.id())
        .bind("username", person.username())
        .bind("displayName", person.displayName())
        .bind("avatarVersion", person.avatarVersion())
        .bind("guest", guest)
        .bind("version", version)
        .execute();
  }
}
