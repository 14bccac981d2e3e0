package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.AddMemberRequest;
import dev.parley.api.v1.AddReactionRequest;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceImplBase;
import dev.parley.api.v1.CreateRoomRequest;
import dev.parley.api.v1.DeleteMessageRequest;
import dev.parley.api.v1.DiscoverRoomsRequest;
import dev.parley.api.v1.DiscoverRoomsResponse;
import dev.parley.api.v1.EditMessageRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetMessageRequest;
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
import dev.parley.api.v1.ListReceiptsRequest;
import dev.parley.api.v1.ListReceiptsResponse;
import dev.parley.api.v1.ListRoomsRequest;
import dev.parley.api.v1.ListRoomsResponse;
import dev.parley.api.v1.MarkReadRequest;
import dev.parley.api.v1.MarkUnreadRequest;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.Preferences;
import dev.parley.api.v1.ReadPosition;
import dev.parley.api.v1.RemoveReactionRequest;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.api.v1.UpdatePreferencesRequest;
import dev.parley.chat.app.ChangePreferences;
import dev.parley.chat.app.CreateRoom;
import dev.parley.chat.app.FindRooms;
import dev.parley.chat.app.MarkRead;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.OpenDirect;
import dev.parley.chat.app.ReadMessages;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.domain.Page;
import dev.parley.chat.port.MessageRepository.Window;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.PageTokens;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.UUID;

/** The public chat contract, but for its live connections, which the edge keeps. */
public final class ChatGrpc extends ChatServiceImplBase {
  private final CreateRoom createRoom;
  private final OpenDirect openDirect;
  private final FindRooms findRooms;
  private final Membership membership;
  private final SendCalls sends;
  private final ReadMessages readMessages;
  private final ChangeCalls changes;
  private final MarkRead markRead;
  private final ChangePreferences preferences;

  public ChatGrpc(
      CreateRoom createRoom,
      OpenDirect openDirect,
      FindRooms findRooms,
      Membership membership,
      SendMessage sendMessage,
      ReadMessages readMessages,
      ChangeCalls changes,
      MarkRead markRead,
      ChangePreferences preferences) {
    this.createRoom = createRoom;
    this.openDirect = openDirect;
    this.findRooms = findRooms;
    this.membership = membership;
    this.sends = new SendCalls(sendMessage);
    this.readMessages = readMessages;
    this.changes = changes;
    this.markRead = markRead;
    this.preferences = preferences;
  }

  @Override
  public void createRoom(CreateRoomRequest request, StreamObserver<Room> answer) {
    if (request.getKind() == Room.Kind.DIRECT) {
      send(answer, Protos.room(direct(request)));
      return;
    }
    CreateRoom.Wish wish =
        new CreateRoom.Wish(
            CallContext.userId(),
            request.getKind() == Room.Kind.GROUP
                ? dev.parley.chat.domain.Room.Kind.GROUP
                : dev.parley.chat.domain.Room.Kind.CHANNEL,
            request.getVisibility() == Room.Visibility.PRIVATE
                ? dev.parley.chat.domain.Room.Visibility.PRIVATE
                : dev.parley.chat.domain.Room.Visibility.PUBLIC,
            request.getName(),
            request.getTopic(),
            request.getMemberIdsList().stream().map(UUID::fromString).toList());
    switch (createRoom.create(wish)) {
      case CreateRoom.Result.Created created -> send(answer, Protos.room(created.room()));
      case CreateRoom.Result.NameMissing ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT,
              "name",
              "expected 1 to 64 characters, not only white space and without control characters");
      case CreateRoom.Result.NobodyElse ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT, "memberIds", "expected at least one other person");
      case CreateRoom.Result.NameTaken ignored ->
          throw Problems.refuseField(
              ErrorCode.ROOM_NAME_TAKEN,
              "name",
              "another public channel is called \""
                  + wish.name().strip()
                  + "\": join it or choose another name");
      case CreateRoom.Result.NoSuchPerson missing ->
          throw noSuchPerson("memberIds", missing.id().toString());
    }
  }

  private dev.parley.chat.domain.Room direct(CreateRoomRequest request) {
    if (request.getMemberIdsCount() > 1) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          "memberIds",
          "expected one person, or none for a conversation with oneself");
    }
    UUID caller = CallContext.userId();
    UUID other =
        request.getMemberIdsCount() == 0 ? caller : UUID.fromString(request.getMemberIds(0));
    return openDirect
        .open(caller, other)
        .orElseThrow(() -> noSuchPerson("memberIds", other.toString()));
  }

  @Override
  public void listRooms(ListRoomsRequest request, StreamObserver<ListRoomsResponse> answer) {
    Page<dev.parley.chat.domain.Room> page =
        findRooms.mine(
            CallContext.userId(),
            mark(request.getPageToken()),
            pageSize(request.getPageSize(), 100));
    send(
        answer,
        ListRoomsResponse.newBuilder()
            .addAllRooms(page.items().stream().map(Protos::room).toList())
            .setNextPageToken(token(page))
            .build());
  }

  @Override
  public void discoverRooms(
      DiscoverRoomsRequest request, StreamObserver<DiscoverRoomsResponse> answer) {
    Page<dev.parley.chat.domain.Room> page =
        findRooms.discover(
            CallContext.userId(),
            request.getQuery(),
            mark(request.getPageToken()),
            pageSize(request.getPageSize(), 50));
    send(
        answer,
        DiscoverRoomsResponse.newBuilder()
            .addAllRooms(page.items().stream().map(Protos::room).toList())
            .setNextPageToken(token(page))
            .build());
  }

  @Override
  public void getRoom(GetRoomRequest request, StreamObserver<Room> answer) {
    send(
        answer,
        findRooms
            .get(UUID.fromString(request.getRoomId()), CallContext.userId())
            .map(Protos::room)
            .orElseThrow(() -> noSuchRoom(request.getRoomId())));
  }

  @Override
  public void joinRoom(JoinRoomRequest request, StreamObserver<Room> answer) {
    send(
        answer,
        membership
            .join(UUID.fromString(request.getRoomId()), CallContext.userId())
            .map(Protos::room)
            .orElseThrow(() -> noSuchRoom(request.getRoomId())));
  }

  @Override
  public void leaveRoom(LeaveRoomRequest request, StreamObserver<LeaveRoomResponse> answer) {
    switch (membership.leave(UUID.fromString(request.getRoomId()), CallContext.userId())) {
      case LEFT -> send(answer, LeaveRoomResponse.getDefaultInstance());
      case NO_SUCH_ROOM -> throw noSuchRoom(request.getRoomId());
      case DIRECT ->
          throw Problems.refuse(
              ErrorCode.DIRECT_CONVERSATION, "Nobody leaves a direct conversation.");
    }
  }

  @Override
  public void listMembers(ListMembersRequest request, StreamObserver<ListMembersResponse> answer) {
    Page<dev.parley.chat.domain.Member> page =
        findRooms
            .members(
                UUID.fromString(request.getRoomId()),
                CallContext.userId(),
                mark(request.getPageToken()),
                pageSize(request.getPageSize(), 100))
            .orElseThrow(() -> noSuchRoom(request.getRoomId()));
    send(
        answer,
        ListMembersResponse.newBuilder()
            .addAllMembers(page.items().stream().map(Protos::member).toList())
            .setNextPageToken(token(page))
            .build());
  }

  @Override
  public void addMember(AddMemberRequest request, StreamObserver<Member> answer) {
    Membership.AddResult result =
        membership.add(
            UUID.fromString(request.getRoomId()),
            CallContext.userId(),
            UUID.fromString(request.getUserId()));
    switch (result) {
      case Membership.AddResult.Added added -> send(answer, Protos.member(added.member()));
      case Membership.AddResult.NoSuchRoom ignored -> throw noSuchRoom(request.getRoomId());
      case Membership.AddResult.AdderNotAMember ignored -> throw notAMember();
      case Membership.AddResult.NoSuchPerson ignored ->
          throw noSuchPerson("userId", request.getUserId());
      case Membership.AddResult.Direct ignored ->
          throw Problems.refuse(
              ErrorCode.DIRECT_CONVERSATION,
              "A direct conversation always has the same people: make a group with all of you instead.");
    }
  }

  @Override
  public void sendMessage(SendMessageRequest request, StreamObserver<Message> answer) {
    send(answer, sends.begin(request, CallContext.userId()).get());
  }

  @Override
  public void listMessages(
      ListMessagesRequest request, StreamObserver<ListMessagesResponse> answer) {
    Window window =
        request.hasAfter()
            ? new Window.After(request.getAfter())
            : new Window.Before(request.getBefore() > 0 ? request.getBefore() : Long.MAX_VALUE);
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
                  .setHasMore(found.more())
                  .build());
      case ReadMessages.Result.NoSuchRoom ignored -> throw noSuchRoom(request.getRoomId());
      case ReadMessages.Result.NotAMember ignored -> throw notAMember();
    }
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
    send(answer, Protos.preferences(preferences.change(CallContext.userId(), readReceipts)));
  }

  static <T> T done(MarkRead.Result<T> result, UUID roomId) {
    return switch (result) {
      case MarkRead.Result.Done<T> done -> done.value();
      case MarkRead.Result.NoSuchRoom<T> ignored -> throw noSuchRoom(roomId.toString());
      case MarkRead.Result.NotAMember<T> ignored -> throw notAMember();
    };
  }

  private static Optional<Page.Mark> mark(String token) {
    return PageTokens.decode(token).map(mark -> new Page.Mark(mark.name(), mark.id()));
  }

  private static String token(Page<?> page) {
    return page.next().map(mark -> PageTokens.encode(mark.name(), mark.id())).orElse("");
  }

  static StatusRuntimeException noSuchRoom(String roomId) {
    return Problems.refuse(
        ErrorCode.ROOM_NOT_FOUND,
        "There is no room " + roomId + ", or it is private and you are not in it.");
  }

  private static StatusRuntimeException noSuchPerson(String field, String id) {
    return Problems.refuseField(ErrorCode.USER_NOT_FOUND, field, "nobody has the id " + id);
  }

  static StatusRuntimeException notAMember() {
    return Problems.refuse(
        ErrorCode.NOT_A_MEMBER, "You are not a member of this room: join it first.");
  }
}
