package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.LinkPreviewServiceGrpc.LinkPreviewServiceImplBase;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.RemoveLinkPreviewsRequest;
import dev.parley.chat.app.RemovePreviews;
import dev.parley.platform.rpc.CallContext;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** The public contract of previews. */
public final class LinkPreviewGrpc extends LinkPreviewServiceImplBase {
  private final RemovePreviews remove;

  public LinkPreviewGrpc(RemovePreviews remove) {
    this.remove = remove;
  }

  @Override
  public void removeLinkPreviews(
      RemoveLinkPreviewsRequest request, StreamObserver<Message> answer) {
    send(
        answer,
        ChangeCalls.done(
            remove.remove(
                UUID.fromString(request.getRoomId()),
                UUID.fromString(request.getMessageId()),
                CallContext.userId()),
            request.getRoomId(),
            request.getMessageId()));
  }
}
