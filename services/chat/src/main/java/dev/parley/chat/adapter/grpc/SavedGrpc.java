package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.instant;
import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.CreateReminderRequest;
import dev.parley.api.v1.DeleteSavedItemRequest;
import dev.parley.api.v1.DeleteSavedItemResponse;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListSavedItemsRequest;
import dev.parley.api.v1.ListSavedItemsResponse;
import dev.parley.api.v1.SaveMessageRequest;
import dev.parley.api.v1.SavedItem;
import dev.parley.api.v1.SavedServiceGrpc.SavedServiceImplBase;
import dev.parley.api.v1.UpdateSavedItemRequest;
import dev.parley.chat.app.SaveForLater;
import dev.parley.chat.app.SaveForLater.Result;
import dev.parley.chat.app.SaveForLater.Wish;
import dev.parley.chat.domain.DueTime;
import dev.parley.chat.domain.SavedItem.Place;
import dev.parley.chat.port.SavedItems.Listed;
import dev.parley.chat.port.SavedItems.Mark;
import dev.parley.chat.port.SavedItems.Stretch;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.PageTokens;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The public contract of what is saved for later. */
public final class SavedGrpc extends SavedServiceImplBase {
  private final SaveForLater save;

  public SavedGrpc(SaveForLater save) {
    this.save = save;
  }

  @Override
  public void saveMessage(SaveMessageRequest request, StreamObserver<SavedItem> answer) {
    Place place =
        new Place(UUID.fromString(request.getRoomId()), UUID.fromString(request.getMessageId()));
    Result result =
        save.save(
            place,
            CallContext.userId(),
            request.getNote().strip(),
            request.hasRemindTime() ? instant(request.getRemindTime()) : null);
    send(answer, item(result, request.getRoomId(), request.getMessageId()));
  }

  @Override
  public void createReminder(CreateReminderRequest request, StreamObserver<SavedItem> answer) {
    Result result =
        save.note(
            CallContext.userId(), request.getNote().strip(), instant(request.getRemindTime()));
    send(answer, item(result, "", ""));
  }

  @Override
  public void listSavedItems(
      ListSavedItemsRequest request, StreamObserver<ListSavedItemsResponse> answer) {
    Stretch found =
        save.of(
            CallContext.userId(),
            request.getDone(),
            !request.getWithoutMessages(),
            PageTokens.decodeTime(request.getPageToken())
                .map(mark -> new Mark(mark.time(), mark.id())),
            pageSize(request.getPageSize(), 50));
    send(
        answer,
        ListSavedItemsResponse.newBuilder()
            .addAllItems(found.items().stream().map(SavedGrpc::listed).toList())
            .setNextPageToken(
                found.next().map(mark -> PageTokens.encode(mark.time(), mark.id())).orElse(""))
            .build());
  }

  private static SavedItem listed(Listed listed) {
    SavedItem item = LaterProtos.item(listed.item());
    return listed
        .message()
        .map(message -> item.toBuilder().setMessage(Protos.message(message)).build())
        .orElse(item);
  }

  @Override
  public void updateSavedItem(UpdateSavedItemRequest request, StreamObserver<SavedItem> answer) {
    Optional<Optional<Instant>> remindTime =
        request.hasRemindTime()
            ? Optional.of(Optional.of(instant(request.getRemindTime())))
            : request.getClearReminder() ? Optional.of(Optional.empty()) : Optional.empty();
    Wish wish =
        new Wish(
            remindTime,
            request.hasNote() ? Optional.of(request.getNote().strip()) : Optional.empty(),
            request.hasDone() ? Optional.of(request.getDone()) : Optional.empty());
    Result result = save.change(CallContext.userId(), UUID.fromString(request.getItemId()), wish);
    send(answer, item(result, "", ""));
  }

  @Override
  public void deleteSavedItem(
      DeleteSavedItemRequest request, StreamObserver<DeleteSavedItemResponse> answer) {
    save.forget(CallContext.userId(), UUID.fromString(request.getItemId()));
    send(answer, DeleteSavedItemResponse.getDefaultInstance());
  }

  static SavedItem item(Result result, String roomId, String messageId) {
    return switch (result) {
      case Result.Saved saved -> LaterProtos.item(saved.item());
      case Result.NoSuchRoom ignored -> throw ChatGrpc.noSuchRoom(roomId);
      case Result.NotAMember ignored -> throw ChatGrpc.notAMember();
      case Result.NoSuchMessage ignored -> throw ChangeCalls.noSuchMessage(messageId);
      case Result.Deleted ignored ->
          throw Problems.refuse(
              ErrorCode.MESSAGE_DELETED,
              "This message was deleted: there is nothing left to come back to.");
      case Result.BadTime ignored ->
          throw Problems.refuseField(ErrorCode.INVALID_ARGUMENT, "remindTime", DueTime.EXPECTED);
      case Result.NothingNoted ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT,
              "note",
              "expected 1 to 500 characters: this item is a note alone");
      case Result.NoSuchItem ignored ->
          throw Problems.refuse(
              ErrorCode.SAVED_ITEM_NOT_FOUND, "You have saved no such item, or have forgotten it.");
      case Result.TooMany ignored ->
          throw Problems.refuse(
              ErrorCode.TOO_MANY_SAVED_ITEMS,
              "You have "
                  + dev.parley.chat.domain.SavedItem.MOST_OPEN
                  + " saved items that are open, which is the most: mark some as done.");
    };
  }
}
