package dev.parley.chat.adapter.grpc;

import dev.parley.api.internal.v1.MovePositionsRequest;
import dev.parley.api.internal.v1.MovePositionsResponse;
import dev.parley.api.internal.v1.ReceiptServiceGrpc.ReceiptServiceImplBase;
import dev.parley.chat.app.MarkRead;
import dev.parley.platform.rpc.Answers;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** What people on live connections have received and read. */
public final class ReceiptGrpc extends ReceiptServiceImplBase {
  private final MarkRead markRead;

  public ReceiptGrpc(MarkRead markRead) {
    this.markRead = markRead;
  }

  @Override
  public void movePositions(
      MovePositionsRequest request, StreamObserver<MovePositionsResponse> answer) {
    UUID userId = UUID.fromString(request.getUserId());
    if (request.hasRead()) {
      UUID roomId = UUID.fromString(request.getRead().getRoomId());
      ChatGrpc.done(markRead.read(roomId, userId, request.getRead().getSeq()), roomId);
    }
    if (request.hasDelivered()) {
      UUID roomId = UUID.fromString(request.getDelivered().getRoomId());
      ChatGrpc.done(markRead.delivered(roomId, userId, request.getDelivered().getSeq()), roomId);
    }
    Answers.send(answer, MovePositionsResponse.getDefaultInstance());
  }
}
