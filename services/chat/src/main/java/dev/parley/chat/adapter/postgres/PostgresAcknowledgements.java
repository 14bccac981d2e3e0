package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.Message;
import dev.parley.chat.port.Acknowledgements;
import dev.parley.platform.db.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Acknowledgements in PostgreSQL. They are written under the lock of their room. */
public final class PostgresAcknowledgements implements Acknowledgements {
  private final Database database;

  public PostgresAcknowledgements(Database database) {
    this.database = database;
  }

  /** Those of messages that have any, by the messages' ids: one look for any number of them. */
  static Map<UUID, Attention.Acknowledgements> of(Handle handle, List<Message> messages) {
    UUID[] ids =
        messages.stream()
            // Of what nothing was heard since, nothing is to be found.
            .filter(message ->
                message.attention() != null
                    && message.attention().acknowledgements() != null
                    && message.since().seq() > message.seq())
            .map(Message::id)
            .distinct()
            .toArray(UUID[]::new);
    Map<UUID, Attention.Acknowledgements> found = new HashMap<>();
    if (ids.length > 0) {
      handle
          .createQuery(
              """
              select message_id, count(*) as count,
                     array_agg(user_id order by seq) filter (where place <= :most) as user_ids
                from (select *, row_number() over (partition by message_id order by seq) as place
                        from chat.acknowledgements where message_id = any(:ids)) a
               group by message_id
              """)
          .bind("most", Attention.Acknowledgements.MOST_NAMED)
          .bindArray("ids", UUID.class, (Object[]) ids)
          .map((row, context) ->
              Map.entry(
                  Rows.id(row, "message_id"),
                  new Attention.Acknowledgements(
                      row.getLong("count"), List.of((UUID[]) row.getArray("user_ids").getArray()))))
          .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    }
    return found;
  }

  static boolean has(Handle handle, UUID messageId, UUID userId) {
    return handle
        .createQuery(
            "select exists (select from chat.acknowledgements where message_id = :message and user_id = :user)")
        .bind("message", messageId)
        .bind("user", userId)
        .mapTo(boolean.class)
        .one();
  }

  /** Somebody acknowledges a message who has not, at a position of the room's log. */
  static void add(Handle handle, UUID messageId, UUID userId, long seq, Instant time) {
    handle
        .createUpdate(
            """
            insert into chat.acknowledgements (message_id, user_id, seq, create_time)
            values (:message, :user, :seq, :time)
            """)
        .bind("message", messageId)
        .bind("user", userId)
        .bind("seq", seq)
        .bind("time", time)
        .execute();
  }

  @Override
  public Optional<Instant> of(UUID messageId, UUID personId) {
    return database.read(handle ->
        handle
            .createQuery(
                "select create_time from chat.acknowledgements where message_id = :message and user_id = :user")
            .bind("message", messageId)
            .bind("user", personId)
            .map((row, context) -> Rows.time(row, "create_time"))
            .findOne());
  }

  @Override
  public Stretch done(UUID messageId, Optional<Mark> from, int limit) {
    return stretch(
        """
        select a.seq, a.create_time, p.user_id, p.username, p.display_name, p.avatar_version
          from chat.acknowledgements a join chat.people p on p.user_id = a.user_id
         where a.message_id = :message and %s
         order by a.seq limit :limit
        """
            .formatted(from.isPresent() ? "a.seq >= :seq" : "true"),
        from,
        limit,
        query -> query.bind("message", messageId));
  }

  @Override
  public Stretch pending(UUID roomId, UUID messageId, Optional<Mark> from, int limit) {
    return stretch(
        """
        select 0::bigint as seq, null::timestamptz as create_time, p.user_id, p.username, p.display_name, p.avatar_version
          from chat.members m join chat.people p on p.user_id = m.user_id
         where m.room_id = :room
           and m.user_id <> (select sender_id from chat.messages where id = :message)
           and not exists (select from chat.acknowledgements a where a.message_id = :message and a.user_id = m.user_id)
           and %s
         order by p.display_name, p.user_id limit :limit
        """
            .formatted(from.isPresent() ? "(p.display_name, p.user_id) >= (:name, :user)" : "true"),
        from,
        limit,
        query -> query.bind("message", messageId).bind("room", roomId));
  }

  private Stretch stretch(
      String sql, Optional<Mark> from, int limit, java.util.function.UnaryOperator<Query> bound) {
    return database.read(handle -> {
      Query query = bound.apply(handle.createQuery(sql)).bind("limit", limit + 1);
      from.ifPresent(mark ->
          query.bind("seq", mark.seq()).bind("name", mark.name()).bind("user", mark.userId()));
      List<Mark> marks = new ArrayList<>();
      List<Reader> readers =
          query
              .map((row, context) -> {
                marks.add(
                    new Mark(
                        row.getLong("seq"),
                        row.getString("display_name"),
                        Rows.id(row, "user_id")));
                return new Reader(Rows.person(row), Rows.timeOrNull(row, "create_time"));
              })
              .list();
      return readers.size() > limit
          ? new Stretch(List.copyOf(readers.subList(0, limit)), Optional.of(marks.getLast()))
          : new Stretch(readers, Optional.empty());
    });
  }
}
