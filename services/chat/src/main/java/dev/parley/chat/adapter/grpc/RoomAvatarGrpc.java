package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import com.google.protobuf.ByteString;
import dev.parley.api.internal.v1.GetAvatarResponse;
import dev.parley.api.internal.v1.GetRoomAvatarRequest;
import dev.parley.api.internal.v1.RoomAvatarServiceGrpc.RoomAvatarServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.chat.app.PictureRoom;
import dev.parley.platform.errors.Problems;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** Pictures of rooms, for the edge. */
public final class RoomAvatarGrpc extends RoomAvatarServiceImplBase {
  private final PictureRoom pictures;

  public RoomAvatarGrpc(PictureRoom pictures) {
    this.pictures = pictures;
  }

  @Override
  public void getRoomAvatar(
      GetRoomAvatarRequest request, StreamObserver<GetAvatarResponse> answer) {
    send(
        answer,
        pictures
            .find(UUID.fromString(request.getRoomId()), request.getVersion())
            .map(picture ->
                GetAvatarResponse.newBuilder()
                    .setPicture(ByteString.copyFrom(picture.bytes()))
                    .setMediaType(picture.format().mediaType())
                    .build())
            .orElseThrow(() ->
                Problems.refuse(
                    ErrorCode.AVATAR_NOT_FOUND,
                    "The room "
                        + request.getRoomId()
                        + " shows no picture "
                        + request.getVersion())));
  }
}
