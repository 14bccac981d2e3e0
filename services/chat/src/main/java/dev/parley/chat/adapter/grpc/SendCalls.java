package dev.parley.chat.adapter.grpc;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.domain.MessageText;
import dev.parley.platform.errors.Problems;
import java.util.UUID;
import java.util.function.Supplier;

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
            request.getText());
    return () -> message(request, result.get());
  }

  private static Message message(SendMessageRequest request, SendMessage.Result result) {
    return switch (result) {
      case SendMessage.Result.Sent sent -> Protos.message(sent.message());
      case SendMessage.Result.NoSuchRoom ignored -> throw ChatGrpc.noSuchRoom(request.getRoomId());
      case SendMessage.Result.NotAMember ignored -> throw ChatGrpc.notAMember();
      case SendMessage.Result.NotAllowed ignored -> throw Refusals.notAllowedToWrite();
      case SendMessage.Result.Archived ignored -> throw Refusals.archived();
      case SendMessage.Result.Muted muted -> throw Refusals.muted(muted.until());
      case SendMessage.Result.Blocked blocked -> throw Refusals.blocked(blocked.bySender());
      case SendMessage.Result.TooSoon soon -> throw Refusals.tooSoon(soon.turn());
      case SendMessage.Result.Unsayable ignored ->
          throw Problems.refuseField(ErrorCode.INVALID_ARGUMENT, "text", MessageText.EXPECTED);
      case SendMessage.Result.KeyConflict ignored ->
          throw Problems.refuseField(
              ErrorCode.IDEMPOTENCY_CONFLICT,
              "clientId",
              "was sent before with another room or text: use a new UUID for a new message");
    };
  }
}
