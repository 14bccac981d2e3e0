package dev.parley.chat.adapter.postgres;

import dev.parley.chat.port.Guests;
import dev.parley.platform.db.Database;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Guests and whom they know, in PostgreSQL. */
public final class PostgresGuests implements Guests {
  private final Database database;

  public PostgresGuests(Database database) {
    this.database = database;
  }

  @Override
  public boolean isGuest(UUID userId) {
    return database.read(handle -> isGuest(handle, userId));
  }

  @Override
  public Set<UUID> known(UUID guest, Collection<UUID> userIds) {
    return new HashSet<>(
        database.read(handle ->
            handle
                .createQuery(
                    """
                    select k.id from unnest(:ids) as k (id)
                     where k.id = :guest
                        or exists (select from chat.members m join chat.members o using (room_id)
                                    where m.user_id = :guest and o.user_id = k.id)
                    """)
                .bindArray("ids", UUID.class, userIds.toArray())
                .bind("guest", guest)
                .mapTo(UUID.class)
                .list()));
  }

  @Override
  public List<UUID> search(UUID guest, String query, String from, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select p.user_id from chat.people p
                 where p.username collate "C" >= :from
                   and (starts_with(p.username, lower(:query)) or starts_with(lower(p.display_name), lower(:query)))
                   and (p.user_id = :guest
                        or p.user_id in (select o.user_id from chat.members m join chat.members o using (room_id)
                                          where m.user_id = :guest))
                 order by p.username collate "C" limit :limit
                """)
            .bind("guest", guest)
            .bind("query", query)
            .bind("from", from)
            .bind("limit", limit)
            .mapTo(UUID.class)
            .list());
  }

  /** The same, in a transaction that is under way. */
  static boolean isGuest(Handle handle, UUID userId) {
    return handle
        .createQuery("select guest from chat.people where user_id = ?")
        .bind(0, userId)
        .mapTo(boolean.class)
        .findOne()
        .orElse(false);
  }
}
