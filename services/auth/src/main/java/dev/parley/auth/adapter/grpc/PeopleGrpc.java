package dev.parley.auth.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.internal.v1.BatchGetPeopleRequest;
import dev.parley.api.internal.v1.BatchGetPeopleResponse;
import dev.parley.api.internal.v1.PeopleServiceGrpc.PeopleServiceImplBase;
import dev.parley.auth.app.Profiles;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;

/** Names of people, for other services. */
public final class PeopleGrpc extends PeopleServiceImplBase {
  private final Profiles profiles;

  public PeopleGrpc(Profiles profiles) {
    this.profiles = profiles;
  }

  @Override
  public void batchGetPeople(
      BatchGetPeopleRequest request, StreamObserver<BatchGetPeopleResponse> answer) {
    List<UUID> ids = request.getUserIdsList().stream().map(UUID::fromString).toList();
    send(
        answer,
        BatchGetPeopleResponse.newBuilder()
            .addAllPeople(profiles.get(ids).stream().map(Protos::person).toList())
            .build());
  }
}
