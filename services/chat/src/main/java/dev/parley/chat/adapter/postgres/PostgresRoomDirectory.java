package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Page;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomSort;
import dev.parley.chat.port.RoomDirectory;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/**
 * Public rooms in PostgreSQL. Each order has an index that leads through public rooms alone, but
 * that of activity: it would have to be written with each message. Ten thousand looks at the newest
 * message of a room are cheaper.
 */
public final class PostgresRoomDirectory implements RoomDirectory {
  private static final String NEWEST =
      """
       left join lateral (select create_time as said_time from chat.messages m where m.room_id = r.id order by m.seq desc limit 1) newest
         on true
      """;

  /** When something happened last, in microseconds. */
  private static final String ACTIVE =
      "cast(extract(epoch from coalesce(newest.said_time, r.create_time)) * 1000000 as bigint)";

  private static final String MATCHES =
      """
       where r.visibility = 'PUBLIC' and (:archived or r.archive_time is null)
         and (:query = '' or strpos(lower(r.name), lower(:query)) > 0 or strpos(lower(r.topic), lower(:query)) > 0)
      """;

  private final Database database;

  public PostgresRoomDirectory(Database database) {
    this.database = database;
  }

  @Override
  public Page<Room> discover(UUID viewer, Search search, Optional<Page.Mark> from, int limit) {
    String sql =
        "select "
            + Rows.ROOM
            + " from chat.rooms r"
            + Rows.VIEWER
            + NEWEST
            + MATCHES
            + (from.isPresent() ? " and " + after(search.sort()) : "")
            + " order by "
            + order(search.sort())
            + " limit :limit";
    List<Room> found =
        database.read(handle ->
            from(handle.createQuery(sql), search.sort(), from)
                .bind("viewer", viewer)
                .bind("query", search.query())
                .bind("archived", search.archived())
                .bind("limit", limit + 1)
                .map((row, context) -> Rows.room(row))
                .list());
    return Page.of(found, limit, next -> mark(search.sort(), next));
  }

  private static String order(RoomSort sort) {
    return switch (sort) {
      case NAME -> "lower(r.name), r.id";
      case MEMBERS -> "r.member_count desc, r.id desc";
      case ACTIVITY -> ACTIVE + " desc, r.id desc";
    };
  }

  private static String after(RoomSort sort) {
    return switch (sort) {
      case NAME -> "(lower(r.name), r.id) >= (lower(:mark), :id)";
      case MEMBERS -> "(r.member_count, r.id) <= (:mark, :id)";
      case ACTIVITY -> "(" + ACTIVE + ", r.id) <= (:mark, :id)";
    };
  }

  private static Query from(Query query, RoomSort sort, Optional<Page.Mark> from) {
    from.ifPresent(mark -> {
      query.bind("id", mark.id());
      if (sort == RoomSort.NAME) {
        query.bind("mark", mark.name());
      } else {
        query.bind("mark", Long.parseLong(mark.name()));
      }
    });
    return query;
  }

  private static Page.Mark mark(RoomSort sort, Room next) {
    Instant active = Objects.requireNonNullElse(next.lastMessageTime(), next.createTime());
    String by =
        switch (sort) {
          case NAME -> next.details().name();
          case MEMBERS -> Integer.toString(next.memberCount());
          case ACTIVITY -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, active));
        };
    return new Page.Mark(by, next.id());
  }
}
