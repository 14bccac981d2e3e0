package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.AddMemberRequest;
import dev.parley.api.v1.AddReactionRequest;
import dev.parley.api.v1.ArchiveRoomRequest;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceImplBase;
import dev.parley.api.v1.CreateRoomRequest;
import dev.parley.api.v1.DeleteMessageRequest;
import dev.parley.api.v1.DeleteRoomAvatarRequest;
import dev.parley.api.v1.DiscoverRoomsRequest;
import dev.parley.api.v1.DiscoverRoomsResponse;
import dev.parley.api.v1.EditMessageRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetMessageRequest;
import dev.parley.api.v1.GetOwnReactionsRequest;
import dev.parley.api.v1.GetPreferencesRequest;
import dev.parley.api.v1.GetRoomRequest;
import dev.parley.api.v1.JoinRoomRequest;
import dev.parley.api.v1.LeaveRoomRequest;
import dev.parley.api.v1.LeaveRoomResponse;
import dev.parley.api.v1.ListEditsRequest;
import dev.parley.api.v1.ListEditsResponse;
import dev.parley.api.v1.ListMembersRequest;
import dev.parley.api.v1.ListMembersResponse;
import dev.parley.api.v1.ListMessagesRequest;
import dev.parley.api.v1.ListMessagesResponse;
import dev.parley.api.v1.ListReactorsRequest;
import dev.parley.api.v1.ListReactorsResponse;
import dev.parley.api.v1.ListReceiptsRequest;
import dev.parley.api.v1.ListReceiptsResponse;
import dev.parley.api.v1.ListRoomsRequest;
import dev.parley.api.v1.ListRoomsResponse;
import dev.parley.api.v1.ListSharedRoomsRequest;
import dev.parley.api.v1.ListSharedRoomsResponse;
import dev.parley.api.v1.MarkReadRequest;
import dev.parley.api.v1.MarkUnreadRequest;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.OwnReactions;
import dev.parley.api.v1.Preferences;
import dev.parley.api.v1.ReadPosition;
import dev.parley.api.v1.RemoveMemberRequest;
import dev.parley.api.v1.RemoveMemberResponse;
import dev.parley.api.v1.RemoveReactionRequest;
import dev.parley.api.v1.RestoreRoomRequest;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.RoomPreferences;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.api.v1.SetRoomAvatarRequest;
import dev.parley.api.v1.UpdateMemberRequest;
import dev.parley.api.v1.UpdatePreferencesRequest;
import dev.parley.api.v1.UpdateRoomPreferencesRequest;
import dev.parley.api.v1.UpdateRoomRequest;
import dev.parley.chat.app.ChangePreferences;
import dev.parley.chat.app.MarkRead;
import dev.parley.chat.app.ReadMessages;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.UUID;

/** The public chat contract, but for its live connections, which the edge keeps. */
public final class ChatGrpc extends ChatServiceImplBase {
  private final RoomCalls rooms;
  private final SendCalls sends;
  private final ReadMessages readMessages;
  private final ChangeCalls changes;
  private final MarkRead markRead;
  private final ChangePreferences preferences;

  public ChatGrpc(
      RoomCalls rooms,
      SendMessage sendMessage,
      ReadMessages readMessages,
      ChangeCalls changes,
      MarkRead markRead,
      ChangePreferences preferences) {
    this.rooms = rooms;
    this.sends = new SendCalls(sendMessage);
    this.readMessages = readMessages;
    this.changes = changes;
    this.markRead = markRead;
    this.preferences = preferences;
  }

  @Override
  public void createRoom(CreateRoomRequest request, StreamObserver<Room> answer) {
    send(answer, rooms.create(request, CallContext.userId()));
  }

  @Override
  public void listRooms(ListRoomsRequest request, StreamObserver<ListRoomsResponse> answer) {
    send(answer, rooms.list(request, CallContext.userId()));
  }

  @Override
  public void discoverRooms(
      DiscoverRoomsRequest request, StreamObserver<DiscoverRoomsResponse> answer) {
    send(answer, rooms.discover(request, CallContext.userId()));
  }

  @Override
  public void getRoom(GetRoomRequest request, StreamObserver<Room> answer) {
    send(answer, rooms.get(request.getRoomId(), CallContext.userId()));
  }

  @Override
  public void updateRoom(UpdateRoomRequest request, StreamObserver<Room> answer) {
    send(answer, rooms.update(request, CallContext.userId()));
  }

  @Override
  public void archiveRoom(ArchiveRoomRequest request, StreamObserver<Room> answer) {
    send(answer, rooms.archive(request.getRoomId(), CallContext.userId(), true));
  }

  @Override
  public void restoreRoom(RestoreRoomRequest request, StreamObserver<Room> answer) {
    send(answer, rooms.archive(request.getRoomId(), CallContext.userId(), false));
  }

  @Override
  public void joinRoom(JoinRoomRequest request, StreamObserver<Room> answer) {
    send(answer, rooms.join(request.getRoomId(), CallContext.userId()));
  }

  @Override
  public void leaveRoom(LeaveRoomRequest request, StreamObserver<LeaveRoomResponse> answer) {
    rooms.leave(request.getRoomId(), CallContext.userId());
    send(answer, LeaveRoomResponse.getDefaultInstance());
  }

  @Override
  public void listSharedRooms(
      ListSharedRoomsRequest request, StreamObserver<ListSharedRoomsResponse> answer) {
    send(answer, rooms.shared(request, CallContext.userId()));
  }

  @Override
  public void listMembers(ListMembersRequest request, StreamObserver<ListMembersResponse> answer) {
    send(answer, rooms.members(request, CallContext.userId()));
  }

  @Override
  public void addMember(AddMemberRequest request, StreamObserver<Member> answer) {
    send(answer, rooms.add(request, CallContext.userId()));
  }

  @Override
  public void updateMember(UpdateMemberRequest request, StreamObserver<Member> answer) {
    send(answer, rooms.setRole(request, CallContext.userId()));
  }

  @Override
  public void removeMember(
      RemoveMemberRequest request, StreamObserver<RemoveMemberResponse> answer) {
    rooms.remove(request.getRoomId(), request.getUserId(), CallContext.userId());
    send(answer, RemoveMemberResponse.getDefaultInstance());
  }

  @Override
  public void sendMessage(SendMessageRequest request, StreamObserver<Message> answer) {
    send(answer, sends.begin(request, CallContext.userId()).get());
  }

  @Override
  public void listMessages(
      ListMessagesRequest request, StreamObserver<ListMessagesResponse> answer) {
    Window window = window(request.getBefore(), request.hasAfter(), request.getAfter());
    ReadMessages.Result result =
        readMessages.read(
            UUID.fromString(request.getRoomId()),
            CallContext.userId(),
            window,
            pageSize(request.getPageSize(), 50));
    switch (result) {
      case ReadMessages.Result.Found found ->
          send(
              answer,
              ListMessagesResponse.newBuilder()
                  .addAllMessages(found.messages().stream().map(Protos::message).toList())
                  .addAllRoomEvents(found.changes().stream().map(Protos::event).toList())
                  .setHasMore(found.more())
                  .build());
      case ReadMessages.Result.NoSuchRoom ignored -> throw noSuchRoom(request.getRoomId());
      case ReadMessages.Result.NotAMember ignored -> throw notAMember();
    }
  }

  /** What is asked for: the newest where neither is given. */
  static Window window(long before, boolean hasAfter, long after) {
    return hasAfter
        ? new Window.After(after)
        : new Window.Before(before > 0 ? before : Long.MAX_VALUE);
  }

  @Override
  public void setRoomAvatar(SetRoomAvatarRequest request, StreamObserver<Room> answer) {
    send(answer, rooms.show(request, CallContext.userId()));
  }

  @Override
  public void deleteRoomAvatar(DeleteRoomAvatarRequest request, StreamObserver<Room> answer) {
    send(answer, rooms.hide(request.getRoomId(), CallContext.userId()));
  }

  @Override
  public void getMessage(GetMessageRequest request, StreamObserver<Message> answer) {
    send(answer, changes.get(request, CallContext.userId()));
  }

  @Override
  public void editMessage(EditMessageRequest request, StreamObserver<Message> answer) {
    send(answer, changes.edit(request, CallContext.userId()));
  }

  @Override
  public void deleteMessage(DeleteMessageRequest request, StreamObserver<Message> answer) {
    send(answer, changes.delete(request, CallContext.userId()));
  }

  @Override
  public void listEdits(ListEditsRequest request, StreamObserver<ListEditsResponse> answer) {
    send(answer, changes.edits(request, CallContext.userId()));
  }

  @Override
  public void addReaction(AddReactionRequest request, StreamObserver<Message> answer) {
    send(answer, changes.react(request, CallContext.userId()));
  }

  @Override
  public void removeReaction(RemoveReactionRequest request, StreamObserver<Message> answer) {
    send(answer, changes.takeBack(request, CallContext.userId()));
  }

  @Override
  public void listReactors(
      ListReactorsRequest request, StreamObserver<ListReactorsResponse> answer) {
    send(answer, changes.reactors(request, CallContext.userId()));
  }

  @Override
  public void getOwnReactions(GetOwnReactionsRequest request, StreamObserver<OwnReactions> answer) {
    send(answer, changes.ownReactions(request, CallContext.userId()));
  }

  @Override
  public void markRead(MarkReadRequest request, StreamObserver<ReadPosition> answer) {
    UUID roomId = UUID.fromString(request.getRoomId());
    send(
        answer,
        Protos.position(
            done(markRead.read(roomId, CallContext.userId(), request.getSeq()), roomId)));
  }

  @Override
  public void markUnread(MarkUnreadRequest request, StreamObserver<ReadPosition> answer) {
    UUID roomId = UUID.fromString(request.getRoomId());
    send(
        answer,
        Protos.position(
            done(markRead.unread(roomId, CallContext.userId(), request.getSeq()), roomId)));
  }

  @Override
  public void listReceipts(
      ListReceiptsRequest request, StreamObserver<ListReceiptsResponse> answer) {
    UUID roomId = UUID.fromString(request.getRoomId());
    send(
        answer,
        ListReceiptsResponse.newBuilder()
            .addAllReceipts(
                done(markRead.receipts(roomId, CallContext.userId()), roomId).stream()
                    .map(Protos::receipt)
                    .toList())
            .build());
  }

  @Override
  public void getPreferences(GetPreferencesRequest request, StreamObserver<Preferences> answer) {
    send(answer, Protos.preferences(preferences.of(CallContext.userId())));
  }

  @Override
  public void updatePreferences(
      UpdatePreferencesRequest request, StreamObserver<Preferences> answer) {
    Optional<Boolean> readReceipts =
        request.hasReadReceipts() ? Optional.of(request.getReadReceipts()) : Optional.empty();
    Optional<Boolean> linkPreviews =
        request.hasLinkPreviews() ? Optional.of(request.getLinkPreviews()) : Optional.empty();
    send(
        answer,
        Protos.preferences(preferences.change(CallContext.userId(), readReceipts, linkPreviews)));
  }

  @Override
  public void updateRoomPreferences(
      UpdateRoomPreferencesRequest request, StreamObserver<RoomPreferences> answer) {
    send(answer, rooms.arrange(request, CallContext.userId()));
  }

  static <T> T done(MarkRead.Result<T> result, UUID roomId) {
    return switch (result) {
      case MarkRead.Result.Done<T> done -> done.value();
      case MarkRead.Result.NoSuchRoom<T> ignored -> throw noSuchRoom(roomId.toString());
      case MarkRead.Result.NotAMember<T> ignored -> throw notAMember();
    };
  }

  static StatusRuntimeException noSuchRoom(String roomId) {
    return Problems.refuse(
        ErrorCode.ROOM_NOT_FOUND,
        "There is no room " + roomId + ", or it is private and you are not in it.");
  }

  static StatusRuntimeException notAMember() {
    return Problems.refuse(
        ErrorCode.NOT_A_MEMBER, "You are not a member of this room: join it first.");
  }
}
