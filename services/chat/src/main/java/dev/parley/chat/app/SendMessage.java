package dev.parley.chat.app;

import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.DueTime;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.MessageText;
import dev.parley.chat.domain.Poll.Question;
import dev.parley.chat.domain.Reply;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.MessageRepository;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.chat.port.RoomRepository;
import dev.parley.platform.ids.UuidV7;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says something in a room. Members may whose role has the permission. */
public final class SendMessage {
  private final MessageRepository messages;
  private final RoomRepository rooms;
  private final CallWhoIsHere call;
  private final Clock clock;

  public SendMessage(
      MessageRepository messages, RoomRepository rooms, CallWhoIsHere call, Clock clock) {
    this.messages = messages;
    this.rooms = rooms;
    this.call = call;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {
    /** It is durable. */
    record Sent(Message message) implements Result {}

    /** There is no room that the sender may know of. */
    record NoSuchRoom() implements Result {}

    /** The room is public, the sender has not joined. */
    record NotAMember() implements Result {}

    /** The sender's role may not say anything in this room. */
    record NotAllowed() implements Result {}

    /** The room is archived. */
    record Archived() implements Result {}

    /** The sender is muted until then. */
    record Muted(Instant until) implements Result {}

    /**
     * One of the two of a direct conversation has blocked the other.
     *
     * @param bySender whether the sender has
     */
    record Blocked(boolean bySender) implements Result {}

    /** The room is slow, and the sender's turn comes only then. */
    record TooSoon(Instant turn) implements Result {}

    /** The client's key was used for something else. */
    record KeyConflict() implements Result {}

    /** There is no such message in the room to reply to. */
    record NoSuchThread() implements Result {}

    /** What it replies to was deleted before anybody replied. */
    record DeletedThread() implements Result {}

    /** What it replies to is a reply itself, in this thread. */
    record IsReply(UUID threadId) implements Result {}

    /** The text cannot be said: {@link MessageText#EXPECTED}. */
    record Unsayable() implements Result {}

    /** What it asks cannot be answered: options are the same, or {@link MessageText#EXPECTED}. */
    record BadOptions() implements Result {}

    /** What it asks would be closed already: {@link DueTime#EXPECTED}. */
    record BadCloseTime() implements Result {}
  }

  /** Says it; waits until it is durable. */
  public Result send(
      UUID roomId, UUID senderId, UUID clientId, String text, @Nullable Reply reply) {
    return begin(roomId, senderId, clientId, text, reply, null, null).get();
  }

  /**
   * Begins to say it, so that more can be said meanwhile.
   *
   * @param reply where in a thread; null if it is no reply
   * @param question what it asks; null if nothing
   * @param attention what it wants of its readers; null if nothing in particular
   * @return waits until it is durable; throws what came in between
   */
  public Supplier<Result> begin(
      UUID roomId,
      UUID senderId,
      UUID clientId,
      String text,
      @Nullable Reply reply,
      @Nullable Question question,
      @Nullable Attention attention) {
    if (!MessageText.isSayable(text)) {
      return Result.Unsayable::new;
    }
    Instant now = clock.instant();
    if (question != null) {
      if (!isAnswerable(question)) {
        return Result.BadOptions::new;
      }
      if (question.closeTime() != null && !DueTime.isPossible(question.closeTime(), now)) {
        return Result.BadCloseTime::new;
      }
    }
    Supplier<Appended> appended =
        messages.begin(
            new Draft(
                UuidV7.at(now),
                roomId,
                senderId,
                clientId,
                text,
                reply,
                question,
                attention,
                call.called(roomId, senderId, text, reply),
                now));
    return () -> result(roomId, senderId, appended.get());
  }

  private static boolean isAnswerable(Question question) {
    return question.options().stream().distinct().count() == question.options().size()
        && question.options().stream().allMatch(MessageText::isSayable);
  }

  private Result result(UUID roomId, UUID senderId, Appended appended) {
    return switch (appended) {
      case Appended.Durable durable -> new Result.Sent(durable.message());
      case Appended.KeyConflict ignored -> new Result.KeyConflict();
      case Appended.NotAllowed ignored -> new Result.NotAllowed();
      case Appended.Archived ignored -> new Result.Archived();
      case Appended.Muted muted -> new Result.Muted(muted.until());
      case Appended.Blocked blocked -> new Result.Blocked(blocked.bySender());
      case Appended.TooSoon soon -> new Result.TooSoon(soon.turn());
      case Appended.NoSuchThread ignored -> new Result.NoSuchThread();
      case Appended.DeletedThread ignored -> new Result.DeletedThread();
      case Appended.IsReply reply -> new Result.IsReply(reply.threadId());
      // Only now is it worth asking what the sender may know of the room.
      case Appended.NotAMember ignored ->
          rooms.find(roomId, senderId).filter(Room::isVisible).isPresent()
              ? new Result.NotAMember()
              : new Result.NoSuchRoom();
    };
  }
}
