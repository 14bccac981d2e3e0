package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;

import dev.parley.api.v1.AddReactionRequest;
import dev.parley.api.v1.DeleteMessageRequest;
import dev.parley.api.v1.EditMessageRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetMessageRequest;
import dev.parley.api.v1.GetOwnReactionsRequest;
import dev.parley.api.v1.ListEditsRequest;
import dev.parley.api.v1.ListEditsResponse;
import dev.parley.api.v1.ListReactorsRequest;
import dev.parley.api.v1.ListReactorsResponse;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.OwnReactions;
import dev.parley.api.v1.RemoveReactionRequest;
import dev.parley.chat.app.ChangeMessage.Result;
import dev.parley.chat.app.DeleteMessage;
import dev.parley.chat.app.EditMessage;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.app.ReactToMessage;
import dev.parley.chat.domain.Emoji;
import dev.parley.chat.domain.MessageText;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Pin;
import dev.parley.chat.domain.Reaction;
import dev.parley.chat.port.PeopleInOrder;
import dev.parley.chat.port.RoomChanges;
import dev.parley.platform.errors.Problems;
import io.grpc.StatusRuntimeException;
import java.util.UUID;

/** What becomes of messages after they were said, in the words of the contract. */
public record ChangeCalls(
    LookAtMessage look, EditMessage edit, DeleteMessage delete, ReactToMessage react) {

  Message get(GetMessageRequest request, UUID caller) {
    return Protos.message(
        found(
            look.at(id(request.getRoomId()), id(request.getMessageId()), caller),
            request.getRoomId(),
            request.getMessageId()));
  }

  ListEditsResponse edits(ListEditsRequest request, UUID caller) {
    return ListEditsResponse.newBuilder()
        .addAllEdits(
            found(
                    look.edits(id(request.getRoomId()), id(request.getMessageId()), caller),
                    request.getRoomId(),
                    request.getMessageId())
                .stream()
                .map(Protos::edit)
                .toList())
        .build();
  }

  Message edit(EditMessageRequest request, UUID caller) {
    Result result =
        edit.edit(id(request.getRoomId()), id(request.getMessageId()), caller, request.getText());
    return done(result, request.getRoomId(), request.getMessageId(), "text", MessageText.EXPECTED);
  }

  Message delete(DeleteMessageRequest request, UUID caller) {
    Result result = delete.delete(id(request.getRoomId()), id(request.getMessageId()), caller);
    return done(result, request.getRoomId(), request.getMessageId());
  }

  Message react(AddReactionRequest request, UUID caller) {
    Result result =
        react.react(
            id(request.getRoomId()), id(request.getMessageId()), caller, request.getEmoji());
    return done(result, request.getRoomId(), request.getMessageId(), "emoji", Emoji.EXPECTED);
  }

  Message takeBack(RemoveReactionRequest request, UUID caller) {
    Result result =
        react.takeBack(
            id(request.getRoomId()), id(request.getMessageId()), caller, request.getEmoji());
    return done(result, request.getRoomId(), request.getMessageId(), "emoji", Emoji.EXPECTED);
  }

  ListReactorsResponse reactors(ListReactorsRequest request, UUID caller) {
    if (!Reaction.isPossible(request.getEmoji())) {
      throw Problems.refuseField(ErrorCode.INVALID_ARGUMENT, "emoji", Emoji.EXPECTED);
    }
    PeopleInOrder page =
        found(
            look.reactors(
                id(request.getRoomId()),
                id(request.getMessageId()),
                caller,
                request.getEmoji(),
                PeoplePages.start(request.getPageToken()),
                pageSize(request.getPageSize(), 100)),
            request.getRoomId(),
            request.getMessageId());
    return ListReactorsResponse.newBuilder()
        .addAllPeople(PeoplePages.people(page))
        .setNextPageToken(PeoplePages.next(page))
        .build();
  }

  OwnReactions ownReactions(GetOwnReactionsRequest request, UUID caller) {
    return OwnReactions.newBuilder()
        .addAllEmoji(
            found(
                look.ownReactions(id(request.getRoomId()), id(request.getMessageId()), caller),
                request.getRoomId(),
                request.getMessageId()))
        .build();
  }

  /** The message, where nothing in the request can be unfit. */
  static Message done(Result result, String roomId, String messageId) {
    return done(result, roomId, messageId, "", "");
  }

  static Message done(
      Result result, String roomId, String messageId, String field, String expected) {
    return switch (result) {
      case Result.Done done -> Protos.message(done.message());
      case Result.NoSuchRoom ignored -> throw ChatGrpc.noSuchRoom(roomId);
      case Result.NotAMember ignored -> throw ChatGrpc.notAMember();
      case Result.NoSuchMessage ignored -> throw noSuchMessage(messageId);
      case Result.Unfit ignored ->
          throw Problems.refuseField(ErrorCode.INVALID_ARGUMENT, field, expected);
      case Result.Refused refused ->
          throw switch (refused.refusal()) {
            case DELETED ->
                Problems.refuse(
                    ErrorCode.MESSAGE_DELETED,
                    "This message was deleted, and cannot be changed or reacted to any more.");
            case ARCHIVED -> Refusals.archived();
            case NOT_ALLOWED -> Refusals.notAllowedToWrite();
            case NOT_ALLOWED_TO_PIN ->
                Refusals.of(new RoomChanges.Refusal.NotAllowed(Permission.PIN_MESSAGES));
            case TOO_MANY_PINS ->
                Problems.refuse(
                    ErrorCode.TOO_MANY_PINS,
                    "This room has "
                        + Pin.MOST
                        + " pinned messages, which is the most: take another pin away first.");
            case NO_POLL -> PollGrpc.noPoll();
            case POLL_CLOSED ->
                Problems.refuse(
                    ErrorCode.POLL_CLOSED, "This poll is closed: nobody can answer it any more.");
            case NO_SUCH_OPTION ->
                Problems.refuseField(
                    ErrorCode.INVALID_ARGUMENT,
                    "options",
                    "expected options of the poll, from 0 on; one alone unless it takes several");
            case NOT_TO_BE_ACKNOWLEDGED -> AcknowledgementGrpc.notAsked();
            case OWN_MESSAGE ->
                Problems.refuse(
                    ErrorCode.OWN_MESSAGE,
                    "You have said this yourself: those acknowledge it who read it.");
            case MUTED ->
                Problems.refuse(
                    ErrorCode.MUTED,
                    "You are muted in this room: read on until you may speak again.");
            case BLOCKED_BY_ONESELF -> Refusals.blocked(true);
            case BLOCKED_BY_OTHER -> Refusals.blocked(false);
            case NOT_YOURS ->
                Problems.refuse(
                    ErrorCode.NOT_YOUR_MESSAGE,
                    "Somebody else said this: only they may change it, only they and those"
                        + " whose role may delete it.");
            case TOO_MANY_REACTIONS ->
                Problems.refuse(
                    ErrorCode.TOO_MANY_REACTIONS,
                    "This message has "
                        + Reaction.MOST_EMOJI
                        + " different emoji, which is the most: react with one of those.");
          };
    };
  }

  static <T> T found(LookAtMessage.Result<T> result, String roomId, String messageId) {
    return switch (result) {
      case LookAtMessage.Result.Found<T> found -> found.value();
      case LookAtMessage.Result.NoSuchRoom<T> ignored -> throw ChatGrpc.noSuchRoom(roomId);
      case LookAtMessage.Result.NotAMember<T> ignored -> throw ChatGrpc.notAMember();
      case LookAtMessage.Result.NoSuchMessage<T> ignored -> throw noSuchMessage(messageId);
    };
  }

  static StatusRuntimeException noSuchMessage(String messageId) {
    return Problems.refuse(
        ErrorCode.MESSAGE_NOT_FOUND, "There is no message " + messageId + " in this room.");
  }

  private static UUID id(String text) {
    return UUID.fromString(text);
  }
}
