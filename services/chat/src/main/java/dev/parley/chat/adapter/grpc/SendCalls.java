package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.instant;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.NewPoll;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.domain.Attention;
import dev.parley.chat.domain.DueTime;
import dev.parley.chat.domain.MessageText;
import dev.parley.chat.domain.Poll.Question;
import dev.parley.chat.domain.Reply;
import dev.parley.platform.errors.Problems;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends in the words of the contract, whether they come one by one or many at a time. */
record SendCalls(SendMessage sendMessage) {
  /**
   * Begins to say something that keeps the contract's field rules.
   *
   * @return waits for the message; throws what stands against it
   */
  Supplier<Message> begin(SendMessageRequest request, UUID senderId) {
    Supplier<SendMessage.Result> result =
        sendMessage.begin(
            UUID.fromString(request.getRoomId()),
            senderId,
            UUID.fromString(request.getClientId()),
            request.getText(),
            reply(request.getThreadId(), request.getAlsoInRoom()),
            request.hasPoll() ? question(request.getPoll()) : null,
            Attention.asked(priority(request.getPriority()), request.getRequestAcknowledgement()));
    return () -> message(request, result.get());
  }

  private static Attention.Priority priority(Message.Priority priority) {
    return switch (priority) {
      case IMPORTANT -> Attention.Priority.IMPORTANT;
      case URGENT -> Attention.Priority.URGENT;
      case PRIORITY_UNSPECIFIED, UNRECOGNIZED -> Attention.Priority.STANDARD;
    };
  }

  private static Question question(NewPoll poll) {
    return new Question(
        poll.getOptionsList().stream().map(String::strip).toList(),
        poll.getMultiple(),
        poll.getAnonymous(),
        poll.hasCloseTime() ? instant(poll.getCloseTime()) : null);
  }

  /** Where in a thread; null where that is not said. */
  static @Nullable Reply reply(String threadId, boolean alsoInRoom) {
    if (threadId.isEmpty()) {
      if (alsoInRoom) {
        throw Problems.refuseField(
            ErrorCode.INVALID_ARGUMENT,
            "alsoInRoom",
            "goes with a threadId: without one, it is said in the room anyway");
      }
      return null;
    }
    return new Reply(UUID.fromString(threadId), alsoInRoom);
  }

  static Message message(SendMessageRequest request, SendMessage.Result result) {
    return switch (result) {
      case SendMessage.Result.Sent sent -> Protos.message(sent.message());
      case SendMessage.Result.NoSuchRoom ignored -> throw ChatGrpc.noSuchRoom(request.getRoomId());
      case SendMessage.Result.NotAMember ignored -> throw ChatGrpc.notAMember();
      case SendMessage.Result.NotAllowed ignored -> throw Refusals.notAllowedToWrite();
      case SendMessage.Result.Archived ignored -> throw Refusals.archived();
      case SendMessage.Result.Muted muted -> throw Refusals.muted(muted.until());
      case SendMessage.Result.Blocked blocked -> throw Refusals.blocked(blocked.bySender());
      case SendMessage.Result.TooSoon soon -> throw Refusals.tooSoon(soon.turn());
      case SendMessage.Result.NoSuchThread ignored ->
          throw Problems.refuse(
              ErrorCode.MESSAGE_NOT_FOUND,
              "There is no message " + request.getThreadId() + " in this room to reply to.");
      case SendMessage.Result.DeletedThread ignored ->
          throw Problems.refuse(
              ErrorCode.MESSAGE_DELETED,
              "This message is deleted, and nobody had replied to it: say it in the room.");
      case SendMessage.Result.IsReply reply ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT,
              "threadId",
              "is a reply itself, in the thread " + reply.threadId() + ": reply in that thread");
      case SendMessage.Result.Unsayable ignored ->
          throw Problems.refuseField(ErrorCode.INVALID_ARGUMENT, "text", MessageText.EXPECTED);
      case SendMessage.Result.BadOptions ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT,
              "poll.options",
              "expected options that differ from each other; each: " + MessageText.EXPECTED);
      case SendMessage.Result.BadCloseTime ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT, "poll.closeTime", DueTime.EXPECTED);
      case SendMessage.Result.KeyConflict ignored ->
          throw Problems.refuseField(
              ErrorCode.IDEMPOTENCY_CONFLICT,
              "clientId",
              "was sent before with another room, thread, text, poll or priority: use a new UUID for a new message");
    };
  }
}
