package dev.parley.chat.port;

import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Powers;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;

/** What becomes of messages after they were said. Changes are announced once they are durable. */
public interface MessageChanges {
  /**
   * Decides about a message under its room's lock, so that what the decision goes by is so when it
   * takes effect.
   */
  @FunctionalInterface
  interface Decision {
    /**
     * Decides.
     *
     * @param message as it stands
     * @param powers of the member who wants the change
     */
    Verdict on(Message message, Powers powers);
  }

  /** What is to become of the message. What is so already makes no event. */
  sealed interface Verdict {
    /**
     * It says something else; whom it mentions is found anew.
     *
     * @param here whom it calls if it says {@code @here}, did not before, and the member may
     */
    record Edit(String text, List<UUID> here) implements Verdict {}

    /** What it said, its former texts and its reactions are gone. */
    record Delete() implements Verdict {}

    /** The member reacts. */
    record React(String emoji) implements Verdict {}

    /** The member takes their reaction back. */
    record TakeBack(String emoji) implements Verdict {}

    /** It is pinned, if the room has fewer pins than {@link dev.parley.chat.domain.Pin#MOST}. */
    record Pin() implements Verdict {}

    /** It is pinned no longer. */
    record Unpin() implements Verdict {}

    /** The member answers what it asks, with these options instead of those before. */
    record Vote(SortedSet<Integer> options) implements Verdict {}

    /** Nobody can answer what it asks any more. */
    record ClosePoll() implements Verdict {}

    /** The member acknowledges it. */
    record Acknowledge() implements Verdict {}

    /** It shows no previews of the pages that it links to. */
    record RemovePreviews() implements Verdict {}

    /** It stays as it is. */
    record Leave() implements Verdict {}

    /** The member may not. */
    record Refuse(Refusal refusal) implements Verdict {}
  }

  /** Why a member may not. */
  enum Refusal {
    /** The message is deleted. */
    DELETED,
    /** Somebody else said it. */
    NOT_YOURS,
    /** The room is archived. */
    ARCHIVED,
    /** Their role may not write in the room any more. */
    NOT_ALLOWED,
    /** Their role may not pin messages. */
    NOT_ALLOWED_TO_PIN,
    /** They are muted. */
    MUTED,
    /** They have blocked the other of a direct conversation. */
    BLOCKED_BY_ONESELF,
    /** The other of a direct conversation has blocked them. */
    BLOCKED_BY_OTHER,
    /** It has as many different emoji as a message can have. */
    TOO_MANY_REACTIONS,
    /** The room has as many pinned messages as it can have. */
    TOO_MANY_PINS,
    /** It asks nothing. */
    NO_POLL,
    /** What it asks can be answered no longer. */
    POLL_CLOSED,
    /** There are no such options, or one can be chosen alone. */
    NO_SUCH_OPTION,
    /** Nobody is asked to acknowledge it. */
    NOT_TO_BE_ACKNOWLEDGED,
    /** They have said it themselves. */
    OWN_MESSAGE
  }

  /** What came of it. */
  sealed interface Outcome {
    /** So the message is now. */
    record Done(Message message) implements Outcome {}

    /** The decision was against it. */
    record Refused(Refusal refusal) implements Outcome {}

    /** There is no such message in the room. */
    record NoSuchMessage() implements Outcome {}

    /** There is no such room, or the person is not in it. */
    record NotAMember() implements Outcome {}
  }

  /** Changes a message as decided. */
  Outcome change(UUID roomId, UUID messageId, UUID personId, Instant time, Decision decision);
}
