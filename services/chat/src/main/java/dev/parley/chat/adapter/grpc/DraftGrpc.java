package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.Draft;
import dev.parley.api.v1.DraftServiceGrpc.DraftServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListDraftsRequest;
import dev.parley.api.v1.ListDraftsResponse;
import dev.parley.api.v1.PutDraftRequest;
import dev.parley.chat.app.KeepDrafts;
import dev.parley.chat.domain.KeptDraft;
import dev.parley.chat.domain.KeptDraft.Place;
import dev.parley.chat.port.Drafts.Outcome;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** The public contract of drafts. */
public final class DraftGrpc extends DraftServiceImplBase {
  private final KeepDrafts drafts;
  private final RoomCalls rooms;

  public DraftGrpc(KeepDrafts drafts, RoomCalls rooms) {
    this.drafts = drafts;
    this.rooms = rooms;
  }

  @Override
  public void putDraft(PutDraftRequest request, StreamObserver<Draft> answer) {
    UUID caller = CallContext.userId();
    switch (drafts.put(place(request), caller, request.getText())) {
      case Outcome.Kept kept -> send(answer, Protos.draft(kept.draft()));
      case Outcome.NotThere ignored ->
          throw rooms.get(request.getRoomId(), caller).getJoined()
              ? ChangeCalls.noSuchMessage(request.getThreadId())
              : ChatGrpc.notAMember();
      case Outcome.TooMany ignored ->
          throw Problems.refuse(
              ErrorCode.TOO_MANY_DRAFTS,
              "You have drafts in "
                  + KeptDraft.MOST
                  + " places, which is the most: send some of them, or empty them.");
    }
  }

  private static Place place(PutDraftRequest request) {
    return new Place(
        UUID.fromString(request.getRoomId()),
        request.getThreadId().isEmpty() ? null : UUID.fromString(request.getThreadId()));
  }

  @Override
  public void listDrafts(ListDraftsRequest request, StreamObserver<ListDraftsResponse> answer) {
    send(
        answer,
        ListDraftsResponse.newBuilder()
            .addAllDrafts(drafts.of(CallContext.userId()).stream().map(Protos::draft).toList())
            .build());
  }
}
