package dev.parley.chat.adapter.postgres;

import java.util.List;

/**
 * What is kept of threads, held against their replies. Those are the truth; {@code threads}, {@code
 * thread_mentions}, {@code thread_tombstones} and ordinals in threads are made from them.
 */
final class ThreadAudit {
  /** In rooms {@code :rooms}: what is wrong, each with the room's id. */
  static final String THREADS =
      """
      select t.room_id as id, format('thread %s: head_ordinal is %s, reply_count %s; there are %s replies and %s that are not deleted',
                                     t.id, t.head_ordinal, t.reply_count, r.replies, r.live) as detail
        from chat.threads t,
             lateral (select count(*) as replies, count(*) filter (where delete_time is null) as live,
                             coalesce(max(seq), 0) as last
                        from chat.messages where thread_id = t.id) r
       where t.room_id = any(:rooms)
         and (t.head_ordinal <> r.replies or t.reply_count <> r.live or t.change_seq < r.last)
      union all
      select m.room_id, format('thread %s: %s replies are out of order, or in another room, the first at seq %s',
                               m.thread_id, count(*), min(m.seq))
        from (select m.*, row_number() over (partition by m.thread_id order by m.seq) as expected, t.room_id as of_room, root.seq as of_seq
                from chat.messages m
                left join chat.threads t on t.id = m.thread_id
                left join chat.messages root on root.id = m.thread_id
               where m.room_id = any(:rooms) and m.thread_id is not null) m
       where m.thread_ordinal is distinct from m.expected or m.of_room is distinct from m.room_id
          or m.of_seq is distinct from m.thread_seq
       group by m.room_id, m.thread_id
      union all
      select tf.room_id, format('thread %s, of %s: read_seq %s, read_ordinal %s (expected: %s)', tf.thread_id, tf.user_id, tf.read_seq,
                                tf.read_ordinal, coalesce(last.thread_ordinal, 0))
        from chat.thread_followers tf
        left join lateral (
          select thread_ordinal from chat.messages m where m.thread_id = tf.thread_id and m.seq <= tf.read_seq
           order by m.seq desc limit 1) last on true
       where tf.room_id = any(:rooms) and tf.read_ordinal <> coalesce(last.thread_ordinal, 0)
      union all
      select coalesce(said.room_id, kept.room_id),
             format('mentions in threads: %s are missing, %s are of no reply', count(*) filter (where kept.room_id is null),
                    count(*) filter (where said.room_id is null))
        from (select room_id, thread_id, unnest(mentions) as user_id, thread_ordinal as ordinal from chat.messages
               where room_id = any(:rooms) and mentions is not null and thread_id is not null) said
        full join (select * from chat.thread_mentions where room_id = any(:rooms)) kept using (room_id, thread_id, user_id, ordinal)
       where said.room_id is null or kept.room_id is null
       group by 1
      union all
      select coalesce(gone.room_id, kept.room_id),
             format('tombstones in threads: %s are missing, %s are of no deleted reply', count(*) filter (where kept.room_id is null),
                    count(*) filter (where gone.room_id is null))
        from (select room_id, thread_id, thread_ordinal as ordinal from chat.messages
               where room_id = any(:rooms) and delete_time is not null and thread_id is not null) gone
        full join (select * from chat.thread_tombstones where room_id = any(:rooms)) kept using (room_id, thread_id, ordinal)
       where gone.room_id is null or kept.room_id is null
       group by 1
      """;

  /** In this order: each is made from what those before it have mended. */
  static final List<String> REPAIRS =
      List.of(
          """
          update chat.messages m set thread_ordinal = n.expected
            from (select id, row_number() over (partition by thread_id order by seq) as expected
                    from chat.messages where room_id = :room and thread_id is not null) n
           where n.id = m.id and m.thread_ordinal is distinct from n.expected
          """,
          """
          update chat.messages m set thread_seq = root.seq
            from chat.messages root
           where m.room_id = :room and root.id = m.thread_id and m.thread_seq is distinct from root.seq
          """,
          """
          insert into chat.threads as t (id, room_id, head_ordinal, reply_count, last_time, people, change_seq)
          select thread_id, room_id, count(*), count(*) filter (where delete_time is null), max(create_time),
                 (array(select sender_id from chat.messages s where s.thread_id = m.thread_id group by sender_id
                         order by min(seq) limit 5)),
                 max(greatest(seq, change_seq))
            from chat.messages m where room_id = :room and thread_id is not null group by thread_id, room_id
          on conflict (id) do update
             set head_ordinal = excluded.head_ordinal, reply_count = excluded.reply_count, last_time = excluded.last_time,
                 people = excluded.people, change_seq = greatest(t.change_seq, excluded.change_seq)
          """,
          """
          update chat.threads t set head_ordinal = 0, reply_count = 0, people = '{}'
           where room_id = :room and not exists (select from chat.messages m where m.thread_id = t.id)
          """,
          "delete from chat.thread_mentions where room_id = :room",
          """
          insert into chat.thread_mentions (room_id, thread_id, user_id, ordinal, sender_id)
          select distinct room_id, thread_id, unnest(mentions), thread_ordinal, sender_id from chat.messages
           where room_id = :room and mentions is not null and thread_id is not null
          """,
          "delete from chat.thread_tombstones where room_id = :room",
          """
          insert into chat.thread_tombstones (room_id, thread_id, ordinal)
          select room_id, thread_id, thread_ordinal from chat.messages
           where room_id = :room and delete_time is not null and thread_id is not null
          """,
          """
          update chat.thread_followers tf
             set read_ordinal = coalesce((
                   select thread_ordinal from chat.messages m where m.thread_id = tf.thread_id and m.seq <= tf.read_seq
                    order by m.seq desc limit 1), 0)
           where tf.room_id = :room
          """);

  private ThreadAudit() {}
}
