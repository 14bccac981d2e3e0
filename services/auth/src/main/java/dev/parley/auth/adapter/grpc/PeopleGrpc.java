package dev.parley.auth.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import com.google.protobuf.ByteString;
import dev.parley.api.internal.v1.BatchGetPeopleRequest;
import dev.parley.api.internal.v1.BatchGetPeopleResponse;
import dev.parley.api.internal.v1.GetAvatarRequest;
import dev.parley.api.internal.v1.GetAvatarResponse;
import dev.parley.api.internal.v1.PeopleServiceGrpc.PeopleServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.auth.app.Avatars;
import dev.parley.auth.app.Profiles;
import dev.parley.auth.domain.User;
import dev.parley.platform.errors.Problems;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Names and pictures of people, for other services. */
public final class PeopleGrpc extends PeopleServiceImplBase {
  private final Profiles profiles;
  private final Avatars avatars;

  public PeopleGrpc(Profiles profiles, Avatars avatars) {
    this.profiles = profiles;
    this.avatars = avatars;
  }

  @Override
  public void batchGetPeople(
      BatchGetPeopleRequest request, StreamObserver<BatchGetPeopleResponse> answer) {
    List<UUID> ids = request.getUserIdsList().stream().map(UUID::fromString).toList();
    Stream<User> named =
        request.getUsernamesList().stream().flatMap(name -> profiles.named(name).stream());
    send(
        answer,
        BatchGetPeopleResponse.newBuilder()
            .addAllPeople(
                Stream.concat(profiles.get(ids).stream(), named)
                    .distinct()
                    .map(Protos::person)
                    .toList())
            .build());
  }

  @Override
  public void getAvatar(GetAvatarRequest request, StreamObserver<GetAvatarResponse> answer) {
    send(
        answer,
        avatars
            .find(UUID.fromString(request.getUserId()), request.getVersion())
            .map(picture ->
                GetAvatarResponse.newBuilder()
                    .setPicture(ByteString.copyFrom(picture.bytes()))
                    .setMediaType(picture.format().mediaType())
                    .build())
            .orElseThrow(() ->
                Problems.refuse(
                    ErrorCode.AVATAR_NOT_FOUND,
                    request.getUserId() + " shows no picture " + request.getVersion())));
  }
}
