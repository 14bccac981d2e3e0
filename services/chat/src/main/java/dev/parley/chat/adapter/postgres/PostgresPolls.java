package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Poll;
import dev.parley.chat.domain.Poll.Option;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.chat.port.PeopleInOrder.Mark;
import dev.parley.chat.port.Polls;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Polls in PostgreSQL. They change under the lock of their room. */
public final class PostgresPolls implements Polls {
  private final Database database;

  public PostgresPolls(Database database) {
    this.database = database;
  }

  /** Those of messages that have one, by the messages' ids: one look for any number of them. */
  static Map<UUID, Poll> of(Handle handle, List<Message> messages) {
    UUID[] ids =
        messages.stream()
            .filter(message -> message.poll() != null)
            .map(Message::id)
            .distinct()
            .toArray(UUID[]::new);
    Map<UUID, Poll> polls = new HashMap<>();
    if (ids.length > 0) {
      handle
          .createQuery(
              """
              select p.message_id, p.options, p.multiple, p.anonymous, p.close_time,
                     (select count(distinct v.user_id) from chat.poll_votes v where v.message_id = p.message_id) as voters,
                     array(select count(v.user_id)
                             from generate_series(0, cardinality(p.options) - 1) as o (option)
                             left join chat.poll_votes v on v.message_id = p.message_id and v.option = o.option
                            group by o.option order by o.option) as counts,
                     array(select v.option || ' ' || v.user_id
                             from (select *, row_number() over (partition by option order by seq, user_id) as place
                                     from chat.poll_votes where message_id = p.message_id) v
                            where not p.anonymous and v.place <= :most order by v.option, v.place) as named
                from chat.polls p where p.message_id = any(:ids)
              """)
          .bind("most", Poll.MOST_NAMED)
          .bindArray("ids", UUID.class, (Object[]) ids)
          .map((row, context) -> Map.entry(Rows.id(row, "message_id"), poll(row)))
          .forEach(entry -> polls.put(entry.getKey(), entry.getValue()));
    }
    return polls;
  }

  private static Poll poll(ResultSet row) throws SQLException {
    String[] texts = (String[]) row.getArray("options").getArray();
    Long[] counts = (Long[]) row.getArray("counts").getArray();
    List<List<UUID>> named = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      named.add(new ArrayList<>());
    }
    for (String vote : (String[]) row.getArray("named").getArray()) {
      String[] parts = vote.split(" ", 2);
      named.get(Integer.parseInt(parts[0])).add(UUID.fromString(parts[1]));
    }
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      options.add(new Option(texts[i], counts[i], List.copyOf(named.get(i))));
    }
    return new Poll(
        List.copyOf(options),
        row.getBoolean("multiple"),
        row.getBoolean("anonymous"),
        Rows.timeOrNull(row, "close_time"),
        row.getLong("voters"));
  }

  /** Begins one. */
  static void ask(Handle handle, UUID messageId, UUID roomId, Poll poll) {
    handle
        .createUpdate(
            """
            insert into chat.polls (message_id, room_id, options, multiple, anonymous, close_time)
            values (:message, :room, :options, :multiple, :anonymous, :close)
            """)
        .bind("message", messageId)
        .bind("room", roomId)
        .bindArray("options", String.class, poll.options().stream().map(Option::text).toArray())
        .bind("multiple", poll.multiple())
        .bind("anonymous", poll.anonymous())
        .bindByType("close", poll.closeTime(), Instant.class)
        .execute();
  }

  /** Puts these votes of somebody, at a position, into the place of those before. */
  static void vote(
      Handle handle, UUID messageId, UUID userId, SortedSet<Integer> options, long seq) {
    Object[] chosen = options.toArray();
    handle
        .createUpdate(
            "delete from chat.poll_votes where message_id = :message and user_id = :user and option <> all(:options)")
        .bind("message", messageId)
        .bind("user", userId)
        .bindArray("options", Integer.class, chosen)
        .execute();
    handle
        .createUpdate(
            """
            insert into chat.poll_votes (message_id, user_id, option, seq)
            select :message, :user, unnest(:options), :seq on conflict do nothing
            """)
        .bind("message", messageId)
        .bind("user", userId)
        .bindArray("options", Integer.class, chosen)
        .bind("seq", seq)
        .execute();
  }

  static List<Integer> votes(Handle handle, UUID messageId, UUID userId) {
    return handle
        .createQuery(
            "select option from chat.poll_votes where message_id = :message and user_id = :user order by option")
        .bind("message", messageId)
        .bind("user", userId)
        .mapTo(Integer.class)
        .list();
  }

  @Override
  public List<Integer> votes(UUID messageId, UUID userId) {
    return database.read(handle -> votes(handle, messageId, userId));
  }

  @Override
  public PeopleInOrder voters(UUID messageId, int option, Optional<Mark> from, int limit) {
    return database.read(handle ->
        Answerers.read(handle, "chat.poll_votes", messageId, "option", option, from, limit));
  }
}
