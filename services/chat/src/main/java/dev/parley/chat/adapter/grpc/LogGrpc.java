package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.internal.v1.GetStandingRequest;
import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.ListMovedRequest;
import dev.parley.api.internal.v1.ListMovedResponse;
import dev.parley.api.internal.v1.LogServiceGrpc.LogServiceImplBase;
import dev.parley.api.internal.v1.ReadLogResponse;
import dev.parley.api.internal.v1.ReadRoomLogRequest;
import dev.parley.api.internal.v1.ReadUserLogRequest;
import dev.parley.api.internal.v1.Standing;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Logs;
import dev.parley.chat.port.People;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The logs, for edges. */
public final class LogGrpc extends LogServiceImplBase {
  private final Logs logs;
  private final People people;

  public LogGrpc(Logs logs, People people) {
    this.logs = logs;
    this.people = people;
  }

  @Override
  public void getStanding(GetStandingRequest request, StreamObserver<GetStandingResponse> answer) {
    UUID userId = UUID.fromString(request.getUserId());
    Logs.UserStanding standing = logs.standing(userId);
    if (standing.rooms().isEmpty()) {
      // Perhaps nothing was heard of them yet: nobody must take a guest for a member meanwhile.
      people.find(List.of(userId));
    }
    GetStandingResponse.Builder response =
        GetStandingResponse.newBuilder()
            .setUserSeq(standing.userSeq())
            .setReadReceipts(standing.readReceipts())
            .setOwnPresence(PresenceProtos.own(standing.own()))
            .addAllBlockedUserIds(standing.blocked().stream().map(UUID::toString).toList());
    for (Logs.Standing room : standing.rooms()) {
      response.addRooms(
          Standing.newBuilder()
              .setRoomId(room.roomId().toString())
              .setHeadSeq(room.headSeq())
              .setJoinedSeq(room.joinedSeq())
              .setMemberCount(room.memberCount()));
    }
    send(answer, response.build());
  }

  @Override
  public void readRoomLog(ReadRoomLogRequest request, StreamObserver<ReadLogResponse> answer) {
    Logs.Stretch<RoomEvent> stretch =
        logs.readRoom(UUID.fromString(request.getRoomId()), request.getAfter(), request.getLimit());
    send(
        answer,
        ReadLogResponse.newBuilder()
            .addAllEvents(stretch.events().stream().map(Protos::event).toList())
            .setHeadSeq(stretch.head())
            .build());
  }

  @Override
  public void readUserLog(ReadUserLogRequest request, StreamObserver<ReadLogResponse> answer) {
    Logs.Stretch<UserEvent> stretch =
        logs.readUser(UUID.fromString(request.getUserId()), request.getAfter(), request.getLimit());
    send(
        answer,
        ReadLogResponse.newBuilder()
            .addAllEvents(stretch.events().stream().map(Protos::event).toList())
            .setHeadSeq(stretch.head())
            .build());
  }

  @Override
  public void listMoved(ListMovedRequest request, StreamObserver<ListMovedResponse> answer) {
    send(
        answer,
        ListMovedResponse.newBuilder()
            .putAllRooms(texts(logs.movedRooms(ids(request.getRoomsMap()))))
            .putAllUsers(texts(logs.movedUsers(ids(request.getUsersMap()))))
            .build());
  }

  private static Map<UUID, Long> ids(Map<String, Long> positions) {
    return positions.entrySet().stream()
        .collect(Collectors.toMap(entry -> UUID.fromString(entry.getKey()), Map.Entry::getValue));
  }

  private static Map<String, Long> texts(Map<UUID, Long> positions) {
    return positions.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
  }
}
