package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Message;
import dev.parley.chat.port.RoomStream.Mark;
import dev.parley.chat.port.SearchIndex;
import dev.parley.platform.db.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What can be found, in PostgreSQL: a GIN index over terms that {@link
 * dev.parley.chat.domain.SearchEntry} makes of each message, and the list of all words, in which
 * parts of words are looked up. Rooms' logs are read in the order of commits, as every consumer
 * does, behind the transactions that still run.
 */
public final class PostgresSearchIndex implements SearchIndex {
  private static final String STREAM = "search";

  /** Counts how often words were taken away, in the table of positions. */
  private static final String WORDS = "search-words";

  /** One process at a time: "parley" and "search" as numbers that nobody else uses. */
  private static final String ALONE = "select pg_try_advisory_xact_lock(1885434489, 1936028769)";

  private static final String NEXT =
      """
      select t.transaction_id::text::bigint as transaction, t.room_id as log_room_id, t.seq as log_seq, %s
        from (select transaction_id, room_id, seq, kind, message_seq from chat.room_log
               where (transaction_id, room_id, seq) > (cast(cast(:transaction as text) as xid8), :room, :seq)
                 and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
               order by transaction_id, room_id, seq limit :limit) t
        left join chat.messages m
          on t.kind in ('MESSAGE_CREATED', 'MESSAGE_EDITED', 'MESSAGE_DELETED', 'MESSAGE_PINNED', 'MESSAGE_UNPINNED')
             and m.room_id = t.room_id and m.seq = coalesce(t.message_seq, t.seq)
        left join chat.people p on p.user_id = m.sender_id %s
       order by t.transaction_id, t.room_id, t.seq
      """
          .formatted(Rows.MESSAGE, Rows.REPLIES);

  private final Database database;
  private final KnownWords known = new KnownWords();

  public PostgresSearchIndex(Database database) {
    this.database = database;
  }

  @Override
  public synchronized int follow(int limit) {
    return alone(handle -> followAlone(handle, limit));
  }

  private int followAlone(Handle handle, int limit) {
    Mark known =
        handle
            .createQuery(
                "select transaction_id, place from chat.consumer_positions where stream = :stream")
            .bind("stream", STREAM)
            .map((row, context) -> mark(row.getLong("transaction_id"), row.getString("place")))
            .one();
    Map<UUID, Message> changed = new LinkedHashMap<>();
    List<Mark> marks = new ArrayList<>();
    handle
        .createQuery(NEXT)
        .bind("transaction", known.transaction())
        .bind("room", known.roomId())
        .bind("seq", known.seq())
        .bind("limit", limit)
        .map((row, context) -> {
          if (row.getObject("user_id") != null) {
            Message message = Rows.message(row);
            changed.put(message.id(), message);
          }
          return new Mark(
              row.getLong("transaction"), Rows.id(row, "log_room_id"), row.getLong("log_seq"));
        })
        .forEach(marks::add);
    if (!marks.isEmpty()) {
      take(handle, changed.values());
      Mark last = marks.getLast();
      handle
          .createUpdate(
              "update chat.consumer_positions set transaction_id = :transaction, place = :place where stream = :stream")
          .bind("transaction", last.transaction())
          .bind("place", last.roomId() + "/" + last.seq())
          .bind("stream", STREAM)
          .execute();
    }
    return marks.size();
  }

  private static Mark mark(long transaction, String place) {
    String[] parts = place.split("/", 2);
    return new Mark(transaction, UUID.fromString(parts[0]), Long.parseLong(parts[1]));
  }

  @Override
  public synchronized int catchUp(int limit) {
    return alone(handle -> {
      Optional<UUID> before = backlog(handle);
      return before.isPresent() ? catchUp(handle, before.get(), limit) : 0;
    });
  }

  /** Before which message those are that are not taken in; empty if all are. */
  static Optional<UUID> backlog(Handle handle) {
    return handle
        .createQuery("select before_id from chat.search_backlog")
        .mapTo(UUID.class)
        .findOne();
  }

  private int catchUp(Handle handle, UUID before, int limit) {
    List<Message> messages =
        handle
            .createQuery(
                """
                select %s from chat.messages m join chat.people p on p.user_id = m.sender_id %s
                 where m.id < :before order by m.id desc limit :limit
                """
                    .formatted(Rows.MESSAGE, Rows.REPLIES))
            .bind("before", before)
            .bind("limit", limit)
            .map((row, context) -> Rows.message(row))
            .list();
    if (messages.isEmpty()) {
      handle.execute("delete from chat.search_backlog");
    } else {
      take(handle, messages);
      handle.execute("update chat.search_backlog set before_id = ?", messages.getLast().id());
    }
    return messages.size();
  }

  @Override
  public synchronized int tidy(int limit) {
    return alone(handle -> tidyAlone(handle, limit));
  }

  private static int tidyAlone(Handle handle, int limit) {
    List<String> doubtful =
        handle
            .createQuery(
                """
                delete from chat.search_words_in_doubt where word = any(
                  array(select word from chat.search_words_in_doubt limit :limit)) returning word
                """)
            .bind("limit", limit)
            .mapTo(String.class)
            .list();
    if (!doubtful.isEmpty()) {
      handle.execute(
          "update chat.consumer_positions set transaction_id = transaction_id + 1 where stream = ?",
          WORDS);
    }
    for (String word : doubtful) {
      handle
          .createUpdate(
              """
              delete from chat.search_words where word = :word
                 and not exists (select from chat.search_entries where terms @@ cast(:term as tsquery))
              """)
          .bind("word", word)
          .bind("term", SearchEntries.quoted(word))
          .execute();
    }
    return doubtful.size();
  }

  private void take(Handle handle, Collection<Message> messages) {
    known.at(
        handle
            .createQuery(
                "select transaction_id from chat.consumer_positions where stream = :stream")
            .bind("stream", WORDS)
            .mapTo(long.class)
            .one());
    SearchEntries.take(handle, messages, known);
  }

  /** Does something unless another process is at it. */
  private int alone(Function<Handle, Integer> work) {
    try {
      return database.inTransaction(
          handle -> handle.createQuery(ALONE).mapTo(boolean.class).one() ? work.apply(handle) : 0);
    } catch (RuntimeException e) {
      known.forget();
      throw e;
    }
  }
}
