package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.BatchGetPresenceRequest;
import dev.parley.api.v1.BatchGetPresenceResponse;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetOwnPresenceRequest;
import dev.parley.api.v1.OwnPresence;
import dev.parley.api.v1.PresenceServiceGrpc.PresenceServiceImplBase;
import dev.parley.api.v1.UpdateOwnPresenceRequest;
import dev.parley.chat.app.ChangeOwnPresence;
import dev.parley.chat.app.ShowPresence;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** The public contract of presence, but for the live connection, which the edge keeps. */
public final class PresenceGrpc extends PresenceServiceImplBase {
  private final ShowPresence show;
  private final ChangeOwnPresence own;

  public PresenceGrpc(ShowPresence show, ChangeOwnPresence own) {
    this.show = show;
    this.own = own;
  }

  @Override
  public void batchGetPresence(
      BatchGetPresenceRequest request, StreamObserver<BatchGetPresenceResponse> answer) {
    send(
        answer,
        BatchGetPresenceResponse.newBuilder()
            .addAllPresences(
                show
                    .of(
                        CallContext.userId(),
                        request.getUserIdsList().stream().map(UUID::fromString).toList())
                    .stream()
                    .map(PresenceProtos::presence)
                    .toList())
            .build());
  }

  @Override
  public void getOwnPresence(GetOwnPresenceRequest request, StreamObserver<OwnPresence> answer) {
    send(answer, PresenceProtos.own(own.of(CallContext.userId())));
  }

  @Override
  public void updateOwnPresence(
      UpdateOwnPresenceRequest request, StreamObserver<OwnPresence> answer) {
    ChangeOwnPresence.Result result =
        own.change(
            CallContext.userId(),
            request.hasAvailability()
                ? PresenceProtos.availability(request.getAvailability())
                : null,
            request.hasStatus() ? PresenceProtos.status(request.getStatus()) : null);
    switch (result) {
      case ChangeOwnPresence.Result.Changed changed ->
          send(answer, PresenceProtos.own(changed.now()));
      case ChangeOwnPresence.Result.BadEnd bad ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT,
              switch (bad.part()) {
                case AVAILABILITY -> "availability.expireTime";
                case STATUS -> "status.expireTime";
              },
              "expected a time in the future, at most 366 days ahead");
      case ChangeOwnPresence.Result.NotOneEmoji ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT, "status.emoji", "expected one emoji, or nothing");
    }
  }
}
