package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;
import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.DeleteRoomRequest;
import dev.parley.api.v1.DeletedRoom;
import dev.parley.api.v1.DeletionServiceGrpc.DeletionServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListDeletedRoomsRequest;
import dev.parley.api.v1.ListDeletedRoomsResponse;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.UndeleteRoomRequest;
import dev.parley.chat.app.DeleteRoom;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** The public contract of deleting rooms. */
public final class DeletionGrpc extends DeletionServiceImplBase {
  private final DeleteRoom deleteRoom;
  private final RoomCalls rooms;

  public DeletionGrpc(DeleteRoom deleteRoom, RoomCalls rooms) {
    this.deleteRoom = deleteRoom;
    this.rooms = rooms;
  }

  @Override
  public void deleteRoom(DeleteRoomRequest request, StreamObserver<DeletedRoom> answer) {
    UUID caller = CallContext.userId();
    Outcome<dev.parley.chat.domain.DeletedRoom> outcome =
        deleteRoom.delete(UUID.fromString(request.getRoomId()), caller);
    send(answer, deleted(rooms.done(outcome, request.getRoomId(), caller, "")));
  }

  @Override
  public void undeleteRoom(UndeleteRoomRequest request, StreamObserver<Room> answer) {
    UUID roomId = UUID.fromString(request.getRoomId());
    UUID caller = CallContext.userId();
    Outcome<RoomDetails> outcome = deleteRoom.undelete(roomId, caller, request.getName());
    if (outcome instanceof Outcome.NameTaken<?>) {
      throw Problems.refuseField(
          ErrorCode.ROOM_NAME_TAKEN,
          "name",
          "another public channel is called \""
              + wanted(request, caller)
              + "\", or something that looks the same: bring this room back under another name");
    }
    rooms.done(outcome, request.getRoomId(), caller, request.getName());
    send(answer, rooms.get(request.getRoomId(), caller));
  }

  @Override
  public void listDeletedRooms(
      ListDeletedRoomsRequest request, StreamObserver<ListDeletedRoomsResponse> answer) {
    send(
        answer,
        ListDeletedRoomsResponse.newBuilder()
            .addAllRooms(
                deleteRoom.mine(CallContext.userId()).stream().map(DeletionGrpc::deleted).toList())
            .build());
  }

  /** The name that the room would have. */
  private String wanted(UndeleteRoomRequest request, UUID caller) {
    return request.getName().isBlank()
        ? deleteRoom
            .find(UUID.fromString(request.getRoomId()), caller)
            .map(room -> room.details().name())
            .orElse("")
        : request.getName().strip();
  }

  private static DeletedRoom deleted(dev.parley.chat.domain.DeletedRoom room) {
    return DeletedRoom.newBuilder()
        .setId(room.id().toString())
        .setName(room.details().name())
        .setTopic(room.details().topic())
        .setVisibility(Room.Visibility.valueOf(room.visibility().name()))
        .setMemberCount(room.memberCount())
        .setDeleter(Protos.person(room.deleter()))
        .setDeleteTime(time(room.deleteTime()))
        .setPurgeTime(time(room.purgeTime()))
        .build();
  }
}
