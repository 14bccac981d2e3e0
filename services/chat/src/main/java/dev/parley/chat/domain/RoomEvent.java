package dev.parley.chat.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * A message was pinned, or is pinned no longer.
     *
     * @param message as it stands when the event is read
     * @param pinned whether it was pinned
     */
    record PinChanged(Message message, Person person, boolean pinned) implements Change {}

    /**
     * Somebody has answered what a message asks, or nobody can any more.
     *
     * @param message as it stands when the event is read
     */
    record PollChanged(Message message) implements Change {}

    /**
     * Something that belongs to a message has changed: who has acknowledged it, or previews of the
     * pages that it links to.
     *
     * @param message as it stands when the event is read
     */
    record MessageUpdated(Message message) implements Change {}

    /**
     * Somebody is a member from here on.
     *
     * @param adder who added them or let them in; null if they came by themselves
     */
    record MemberJoined(Member member, @Nullable Person adder) implements Change {}

    /**
     * Somebody is no member from here on.
     *
     * @param remover who ended it; null if they left by themselves
     * @param banned whether they may not come back for now
     * @param guest whether they are a guest
     */
    record MemberLeft(Person person, @Nullable Person remover, boolean banned, boolean guest)
        implements Change {}

    /**
     * A member may say nothing for some time, or may speak again.
     *
     * @param member as they are when the event is read
     * @param until when; null if they may speak again
     */
    record MemberMuted(Member member, @Nullable Instant until, Person moderator)
        implements Change {}

    /**
     * A member has another role.
     *
     * @param member as they are when the event is read
     * @param role that they were given
     * @param changer who gave it, perhaps they themselves
     */
    record RoleChanged(Member member, Member.Role role, Person changer) implements Change {}

    /**
     * The room says something else of itself.
     *
     * @param details as they stand when the event is read
     * @param changed what this event has changed, in the order of the enum
     * @param newName that it was given; null if the name was not changed
     * @param formerName that it had until then; null if the name was not changed
     * @param newTopic that it was given; null if the topic was not changed
     */
    record RoomChanged(
        RoomDetails details,
        Person person,
        List<Detail> changed,
        @Nullable String newName,
        @Nullable String formerName,
        @Nullable String newTopic)
        implements Change {
      /** What differs between two states of a room. */
      public static RoomChanged between(RoomDetails before, RoomDetails after, Person person) {
        List<Detail> changed = new ArrayList<>();
        boolean renamed = !before.name().equals(after.name());
        boolean about = !before.topic().equals(after.topic());
        if (renamed) {
          changed.add(Detail.NAME);
        }
        if (about) {
          changed.add(Detail.TOPIC);
        }
        if (!before.description().equals(after.description())) {
          changed.add(Detail.DESCRIPTION);
        }
        if (before.visibility() != after.visibility()) {
          changed.add(
              after.visibility() == Room.Visibility.PUBLIC
                  ? Detail.MADE_PUBLIC
                  : Detail.MADE_PRIVATE);
        }
        if (before.archived() != after.archived()) {
          changed.add(after.archived() ? Detail.ARCHIVED : Detail.RESTORED);
        }
        if (!before.permissions().equals(after.permissions())) {
          changed.add(Detail.PERMISSIONS);
        }
        if (!before.avatarVersion().equals(after.avatarVersion())) {
          changed.add(Detail.AVATAR);
        }
        if (before.slowModeSeconds() != after.slowModeSeconds()) {
          changed.add(Detail.SLOW_MODE);
        }
        if (before.retention().lifetimeSeconds() != after.retention().lifetimeSeconds()) {
          changed.add(Detail.MESSAGE_LIFETIME);
        }
        if (before.retention().days() != after.retention().days()) {
          changed.add(Detail.RETENTION);
        }
        return new RoomChanged(
            after,
            person,
            changed,
            renamed ? after.name() : null,
            renamed ? before.name() : null,
            about ? after.topic() : null);
      }
    }

    /**
     * Somebody asks to join, or waits no longer.
     *
     * @param asker who; members are not told by this, as not all of them may know
     * @param waiting how many wait when the event is read
     */
    record JoinRequestsChanged(Person asker, int waiting) implements Change {}

    /** What changes of a room. */
    enum Detail {
      NAME,
      TOPIC,
      DESCRIPTION,
      ARCHIVED,
      RESTORED,
      PERMISSIONS,
      SLOW_MODE,
      MADE_PUBLIC,
      MADE_PRIVATE,
      AVATAR,
      MESSAGE_LIFETIME,
      RETENTION,
      DELETED,
      UNDELETED
    }
  }

  /** The event of a message. */
  public static RoomEvent of(Message message) {
    return new RoomEvent(
        message.roomId(), message.seq(), message.createTime(), new Change.MessageCreated(message));
  }
}
