package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Reaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reactions to messages: one look for any number of them, in the view in which they were read. */
final class Reactions {
  private Reactions() {}

  /** The reactions to messages that have any, by the messages' ids. */
  static Map<UUID, List<Reaction>> to(Handle handle, List<Message> messages) {
    UUID[] ids =
        messages.stream()
            // Of what nothing was heard since, nothing is to be found.
            .filter(message -> message.since().seq() > message.seq() && !message.deleted())
            .map(Message::id)
            .distinct()
            .toArray(UUID[]::new);
    if (ids.length == 0) {
      return Map.of();
    }
    Map<UUID, List<Reaction>> found = new HashMap<>();
    handle
        .createQuery(
            """
            select message_id, emoji, count(*) as count,
                   array_agg(user_id order by seq) filter (where place <= :most) as user_ids
              from (select *, row_number() over (partition by message_id, emoji order by seq) as place
                      from chat.reactions where message_id = any(:ids)) r
             group by message_id, emoji order by message_id, min(emoji_seq)
            """)
        .bind("most", Reaction.MOST_PEOPLE)
        .bindArray("ids", UUID.class, (Object[]) ids)
        .map((row, context) ->
            Map.entry(
                Rows.id(row, "message_id"),
                new Reaction(
                    row.getString("emoji"),
                    row.getLong("count"),
                    List.of((UUID[]) row.getArray("user_ids").getArray()))))
        .forEach(entry ->
            found.computeIfAbsent(entry.getKey(), id -> new ArrayList<>()).add(entry.getValue()));
    return found;
  }
}
