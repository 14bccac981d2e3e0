package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.ReadPosition;
import dev.parley.chat.domain.ThreadPosition;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What threads are to people, from rows. */
final class ThreadRows {
  /** Columns of a follower {@code tf} of a thread {@code th} in a room {@code tr}. */
  static final String POSITION =
      """
      tf.thread_id as tf_thread_id, tf.room_id as tf_room_id, tf.following as tf_following, tf.read_seq as tf_read_seq,
      tf.read_ordinal as tf_read_ordinal, th.head_ordinal as th_head_ordinal, tr.head_seq as tr_head_seq,
      (select count(*) from chat.thread_tombstones t
        where t.room_id = tf.room_id and t.thread_id = tf.thread_id and t.ordinal > tf.read_ordinal) as th_tombstones,
      (select count(*) from chat.thread_mentions x
        where x.room_id = tf.room_id and x.thread_id = tf.thread_id
          and x.user_id in (tf.user_id, '00000000-0000-0000-0000-000000000000') and x.ordinal > tf.read_ordinal
          and not exists (
            select from chat.blocks b where b.blocker_id = tf.user_id and b.blocked_id = x.sender_id)) as th_mentions
      """;

  /** The rows that {@link #POSITION} needs, but for those of rooms in which somebody is no more. */
  static final String FOLLOWERS =
      """
      chat.thread_followers tf
        join chat.threads th on th.id = tf.thread_id
        join chat.rooms tr on tr.id = tf.room_id
        join chat.members tm on tm.room_id = tf.room_id and tm.user_id = tf.user_id
      """;

  private ThreadRows() {}

  /** From the columns of {@link #POSITION}. */
  static ThreadPosition position(ResultSet row) throws SQLException {
    return new ThreadPosition(
        Rows.id(row, "tf_thread_id"),
        row.getBoolean("tf_following"),
        new ReadPosition(
            Rows.id(row, "tf_room_id"),
            row.getLong("tf_read_seq"),
            row.getLong("tf_read_ordinal"),
            row.getLong("th_head_ordinal"),
            row.getLong("th_tombstones"),
            row.getLong("th_mentions"),
            row.getLong("tr_head_seq")));
  }
}
