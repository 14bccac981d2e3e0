package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.RoomEvent.Change.MessageDeleted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what messages said, with all that became of it: one that somebody deletes, or many
 * whose time is over. However many they are, it is the same few statements. Whoever calls holds the
 * lock of the room.
 */
final class MessageDeletion {
  private static final List<String> WITH_A_MESSAGE =
      List.of(
          "delete from chat.message_edits where message_id = any(:ids)",
          "delete from chat.reactions where message_id = any(:ids)",
          "delete from chat.polls where message_id = any(:ids)",
          "delete from chat.acknowledgements where message_id = any(:ids)",
          """
          delete from chat.mentions x using chat.messages m
           where m.id = any(:ids) and x.room_id = m.room_id and x.ordinal = m.ordinal
          """,
          // What a node of a release before has written has no ordinal and is not counted yet.
          """
          insert into chat.tombstones (room_id, ordinal)
          select room_id, ordinal from chat.messages where id = any(:ids) and ordinal is not null
          """,
          """
          delete from chat.thread_mentions x using chat.messages m
           where m.id = any(:ids) and x.room_id = m.room_id and x.thread_id = m.thread_id and x.ordinal = m.thread_ordinal
          """,
          """
          insert into chat.thread_tombstones (room_id, thread_id, ordinal)
          select room_id, thread_id, thread_ordinal from chat.messages where id = any(:ids) and thread_id is not null
          """,
          """
          update chat.threads t set reply_count = t.reply_count - g.count, change_seq = g.seq
            from (select thread_id, count(*) as count, max(change_seq) as seq from chat.messages
                   where id = any(:ids) and thread_id is not null group by thread_id) g
           where t.id = g.thread_id
          """);

  private MessageDeletion() {}

  /**
   * Takes them away, in their order.
   *
   * @param by who deletes a message
   * @param expired whether they disappear, so that not even a tombstone is shown
   * @return an event for each
   */
  static List<RoomEvent> delete(
      Handle handle,
      UUID roomId,
      List<Message> messages,
      Function<Message, Person> by,
      boolean expired,
      Instant time) {
    if (messages.isEmpty()) {
      return List.of();
    }
    UUID[] ids = messages.stream().map(Message::id).toArray(UUID[]::new);
    long first = log(handle, roomId, messages, by, time);
    handle
        .createUpdate(
            """
            update chat.messages m
               set text = '', mentions = null, change_seq = d.seq, edit_time = null, edit_count = 0, delete_time = :time,
                   pin_time = null, pinner_id = null, priority = null, ack_requested = null, preview_ids = null, expire_time = case when :expired then coalesce(m.expire_time, :time) end
              from (select id, :first + number - 1 as seq from unnest(:ids) with ordinality as g (id, number)) d
             where m.id = d.id
            """)
        .bind("time", time)
        .bind("expired", expired)
        .bind("first", first)
        .bindArray("ids", UUID.class, (Object[]) ids)
        .execute();
    for (String sql : WITH_A_MESSAGE) {
      handle.createUpdate(sql).bindArray("ids", UUID.class, (Object[]) ids).execute();
    }
    SearchEntries.forget(handle, ids);
    List<RoomEvent> events = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      long seq = first + i;
      Message tombstone = message.tombstone(seq, expired ? expireTime(message, time) : null);
      events.add(
          new RoomEvent(
              roomId,
              seq,
              time,
              new MessageDeleted(tombstone, by.apply(message), message.mentions())));
    }
    return events;
  }

  private static Instant expireTime(Message message, Instant time) {
    Instant own = message.expireTime();
    return own == null ? time : own;
  }

  /** Takes the room's next positions and writes the log rows; the first of the positions. */
  private static long log(
      Handle handle,
      UUID roomId,
      List<Message> messages,
      Function<Message, Person> by,
      Instant time) {
    return handle
        .createQuery(
            """
            with head as (
              update chat.rooms set head_seq = head_seq + :count where id = :room returning head_seq
            ),
            logged as (
              insert into chat.room_log (room_id, seq, kind, user_id, create_time, message_seq, unmentioned)
              select :room, head_seq - :count + d.number, 'MESSAGE_DELETED', d.user_id, :time, d.seq, cast(d.unmentioned as uuid[])
                from head,
                     unnest(:users, :seqs, :unmentioned) with ordinality as d (user_id, seq, unmentioned, number)
            )
            select head_seq - :count + 1 from head
            """)
        .bind("room", roomId)
        .bind("count", messages.size())
        .bind("time", time)
        .bindArray(
            "users", UUID.class, messages.stream().map(each -> by.apply(each).id()).toArray())
        .bindArray("seqs", Long.class, messages.stream().map(Message::seq).toArray())
        .bindArray(
            "unmentioned",
            String.class,
            (Object[]) messages.stream().map(MessageDeletion::unmentioned).toArray(String[]::new))
        .mapTo(long.class)
        .one();
  }

  private static @Nullable String unmentioned(Message message) {
    return Rows.column(message.mentions());
  }
}
