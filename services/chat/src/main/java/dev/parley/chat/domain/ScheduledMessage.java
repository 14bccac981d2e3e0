package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says later.
 *
 * @param reply where in a thread; null if it is no reply
 * @param sendTime when next; null while it cannot be said and waits for its sender
 * @param recurrence at which times it comes again; null if it is said once
 * @param sentCount how often it was said
 * @param failure why it could not be said; null if nothing is in the way
 */
public record ScheduledMessage(
    UUID id,
    UUID senderId,
    UUID roomId,
    @Nullable Reply reply,
    String text,
    @Nullable Instant sendTime,
    @Nullable Recurrence recurrence,
    Instant createTime,
    int sentCount,
    @Nullable Failure failure) {
  /** Most that one may have waiting. */
  public static final int MOST = 200;

  /** Why it could not be said. */
  public enum Failure {
    /** There is no such room for its sender any more. */
    NO_SUCH_ROOM,
    /** They are in the room no longer. */
    NOT_A_MEMBER,
    /** Their role may not say anything there any more. */
    NOT_ALLOWED,
    /** The room is archived. */
    ARCHIVED,
    /** They were muted. */
    MUTED,
    /** They have blocked the other of the conversation. */
    BLOCKED_BY_ONESELF,
    /** The other of the conversation has blocked them. */
    BLOCKED_BY_OTHER,
    /** What it replies to is gone. */
    NO_SUCH_THREAD,
    /** What it replies to was deleted before anybody replied. */
    DELETED_THREAD
  }

  /** Whether there is nothing more to come of it. */
  public boolean isOver() {
    return sendTime == null && failure == null;
  }

  /** The same with another text. */
  public ScheduledMessage saying(String other) {
    return new ScheduledMessage(
        id, senderId, roomId, reply, other, sendTime, recurrence, createTime, sentCount, failure);
  }

  /** The same at another time, with nothing in the way any more; null if it is not said again. */
  public ScheduledMessage at(@Nullable Instant time, @Nullable Recurrence again) {
    return new ScheduledMessage(
        id, senderId, roomId, reply, text, time, again, createTime, sentCount, null);
  }

  /** The same, said once more. */
  public ScheduledMessage said() {
    return new ScheduledMessage(
        id,
        senderId,
        roomId,
        reply,
        text,
        sendTime,
        recurrence,
        createTime,
        sentCount + 1,
        failure);
  }

  /** The same, waiting for its sender. */
  public ScheduledMessage failed(Failure why) {
    return new ScheduledMessage(
        id, senderId, roomId, reply, text, null, recurrence, createTime, sentCount, why);
  }
}
