package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One change in a room.
 *
 * @param seq its position: one more than that of the change before
 */
public record RoomEvent(UUID roomId, long seq, Instant time, Change change) {
  /** What changed. */
  public sealed interface Change {
    /** Somebody said something. */
    record MessageCreated(Message message) implements Change {}

    /**
     * A message says something else. Of reactions to what was deleted since, a replay says only
     * this.
     *
     * @param message as it stands when the event is read
     * @param mentioned whom it mentions since this edit and did not before
     * @param unmentioned whom it mentions no longer since this edit
     */
    record MessageEdited(Message message, Mentions mentioned, Mentions unmentioned)
        implements Change {}

    /**
     * A message is deleted.
     *
     * @param message what is left of it
     * @param person who deleted it
     * @param unmentioned whom it mentioned until then
     */
    record MessageDeleted(Message message, Person person, Mentions unmentioned) implements Change {}

    /** Somebody has reacted to a message, which is at this position. */
    record ReactionAdded(UUID messageId, long messageSeq, String emoji, Person person)
        implements Change {}

    /** Somebody has taken their reaction back. */
    record ReactionRemoved(UUID messageId, long messageSeq, String emoji, Person person)
        implements Change {}

    /** Somebody is a member from here on. */
    record MemberJoined(Member member) implements Change {}

    /** Somebody is no member from here on. */
    record MemberLeft(Person person) implements Change {}
  }

  /** The event of a message. */
  public static RoomEvent of(Message message) {
    return new RoomEvent(
        message.roomId(), message.seq(), message.createTime(), new Change.MessageCreated(message));
  }
}
