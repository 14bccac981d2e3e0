package dev.parley.chat.port;

import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.Edit;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.Pin;
import dev.parley.chat.domain.Poll.Question;
import dev.parley.chat.domain.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was said. */
public interface MessageRepository {
  /**
   * Something to say.
   *
   * @param id of the message, if it turns out to be new
   * @param clientId the sender's key: a repeated send has the same
   * @param reply where in a thread; null if it is no reply
   * @param question what it asks; null if nothing
   * @param attention what it wants of its readers; null if nothing in particular
   * @param here whom it calls if it says {@code @here} and the sender may
   */
  record Draft(
      UUID id,
      UUID roomId,
      UUID senderId,
      UUID clientId,
      String text,
      @Nullable Reply reply,
      @Nullable Question question,
      @Nullable Attention attention,
      List<UUID> here,
      Instant time) {}

  /** What became of a draft. */
  sealed interface Appended {
    /** It has its place and is durable; or it had before. */
    record Durable(Message message) implements Appended {}

    /** There is no such room, or the sender is not in it. */
    record NotAMember() implements Appended {}

    /** The sender's role may not say anything in this room. */
    record NotAllowed() implements Appended {}

    /** The room is archived. */
    record Archived() implements Appended {}

    /** The sender is muted until then. */
    record Muted(Instant until) implements Appended {}

    /**
     * One of the two of a direct conversation has blocked the other.
     *
     * @param bySender whether the sender has
     */
    record Blocked(boolean bySender) implements Appended {}

    /** The room is slow, and the sender's turn comes only then. */
    record TooSoon(Instant turn) implements Appended {}

    /** The key was used for something else. */
    record KeyConflict() implements Appended {}

    /** There is no such message in the room to reply to. */
    record NoSuchThread() implements Appended {}

    /** What it replies to was deleted before anybody replied. */
    record DeletedThread() implements Appended {}

    /** What it replies to is a reply itself, in this thread. */
    record IsReply(UUID threadId) implements Appended {}
  }

  /**
   * Begins to give a draft the next place in its room and to make it durable. Membership and
   * permission are checked under the room's lock. New messages are announced in the order of their
   * places; drafts for one room have them in the order in which they were begun.
   *
   * @return waits for the outcome; throws if it could not be written, or may not have been
   */
  Supplier<Appended> begin(Draft draft);

  /** As {@link #begin}, and waits. */
  default Appended append(Draft draft) {
    return begin(draft).get();
  }

  /** A direction in which to read. */
  sealed interface Window {
    /** The newest messages with a position less than this. */
    record Before(long seq) implements Window {}

    /** The oldest messages with a position greater than this. */
    record After(long seq) implements Window {}
  }

  /** A message, if it is in this room. */
  Optional<Message> find(UUID roomId, UUID messageId);

  /** The pinned messages of a room, what was pinned last first. */
  List<Pin> pins(UUID roomId);

  /** What a message said before, the latest former text first. */
  List<Edit> edits(UUID messageId, int limit);

  /** Those who have reacted to a message with an emoji, in the order in which they did. */
  PeopleInOrder reactors(
      UUID messageId, String emoji, Optional<PeopleInOrder.Mark> from, int limit);

  /** What somebody has reacted with to a message, in the order in which they did. */
  List<String> reactionsOf(UUID messageId, UUID personId);

  /** Messages of a room in ascending position, without what was said in threads alone. */
  List<Message> list(UUID roomId, Window window, int limit);
}
