package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Mentions;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Message.InThread;
import dev.parley.chat.domain.ThreadPosition;
import dev.parley.chat.domain.UserEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What becomes of a thread when a reply changes. Whoever writes holds the lock of the room. */
final class ThreadChanges {
  private ThreadChanges() {}

  /** Keeps the rows by which mentions in threads are counted. */
  static void count(
      Handle handle, Message message, InThread reply, Mentions mentioned, Mentions unmentioned) {
    if (!unmentioned.isEmpty()) {
      mentions(
          handle,
          message,
          reply,
          """
          delete from chat.thread_mentions
           where room_id = :room and thread_id = :thread and ordinal = :ordinal and user_id = any(cast(:people as uuid[]))
          """,
          unmentioned);
    }
    if (!mentioned.isEmpty()) {
      mentions(
          handle,
          message,
          reply,
          """
          insert into chat.thread_mentions (room_id, thread_id, user_id, ordinal, sender_id)
          select :room, :thread, unnest(cast(:people as uuid[])), :ordinal, :sender
          """,
          mentioned);
    }
  }

  private static void mentions(
      Handle handle, Message message, InThread reply, String sql, Mentions people) {
    handle
        .createUpdate(sql)
        .bind("room", message.roomId())
        .bind("thread", reply.id())
        .bind("ordinal", reply.ordinal())
        .bind("sender", message.sender().id())
        .bind("people", Rows.column(people))
        .execute();
  }

  /**
   * Those whom a reply mentions from now on follow its thread, and have read it up to there.
   *
   * @return what they are told who did not follow it before
   */
  static List<UserEvent> follow(Handle handle, Message message, List<UUID> people, Instant time) {
    List<UserEvent> news = new ArrayList<>();
    InThread reply = message.thread();
    if (reply != null) {
      people.stream()
          .sorted()
          .filter(person ->
              set(
                  handle,
                  message.roomId(),
                  reply.id(),
                  person,
                  message.seq() - 1,
                  reply.ordinal() - 1))
          .forEach(person -> tell(handle, person, reply.id(), time).ifPresent(news::add));
    }
    return news;
  }

  /** Makes somebody follow who does not; false if they do already. */
  static boolean set(
      Handle handle, UUID roomId, UUID threadId, UUID userId, long readSeq, long readOrdinal) {
    return handle
            .createUpdate(
                """
                insert into chat.thread_followers as tf (user_id, thread_id, room_id, following, read_seq, read_ordinal)
                values (:user, :thread, :room, true, :seq, :ordinal)
                on conflict (user_id, thread_id) do update
                   set following = true, read_seq = excluded.read_seq, read_ordinal = excluded.read_ordinal
                 where not tf.following
                """)
            .bind("user", userId)
            .bind("thread", threadId)
            .bind("room", roomId)
            .bind("seq", readSeq)
            .bind("ordinal", readOrdinal)
            .execute()
        > 0;
  }

  /** What a thread is to somebody; empty if they never followed it. */
  static Optional<ThreadPosition> position(Handle handle, UUID userId, UUID threadId) {
    return handle
        .createQuery(
            "select %s from %s where tf.user_id = :user and tf.thread_id = :thread"
                .formatted(ThreadRows.POSITION, ThreadRows.FOLLOWERS))
        .bind("user", userId)
        .bind("thread", threadId)
        .map((row, context) -> ThreadRows.position(row))
        .findOne();
  }

  /** Writes to somebody's own log what a thread is to them now. */
  static Optional<UserEvent> tell(Handle handle, UUID userId, UUID threadId, Instant time) {
    return position(handle, userId, threadId)
        .map(position ->
            OwnLog.append(handle, userId, new UserEvent.Change.ThreadChanged(position), time));
  }
}
