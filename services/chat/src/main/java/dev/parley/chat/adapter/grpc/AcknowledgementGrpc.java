package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;
import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.AcknowledgeMessageRequest;
import dev.parley.api.v1.Acknowledgement;
import dev.parley.api.v1.AcknowledgementServiceGrpc.AcknowledgementServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetOwnAcknowledgementRequest;
import dev.parley.api.v1.ListAcknowledgementsRequest;
import dev.parley.api.v1.ListAcknowledgementsResponse;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.OwnAcknowledgement;
import dev.parley.chat.app.AcknowledgeMessage;
import dev.parley.chat.app.AcknowledgeMessage.Result;
import dev.parley.chat.port.Acknowledgements.Mark;
import dev.parley.chat.port.Acknowledgements.Reader;
import dev.parley.chat.port.Acknowledgements.Stretch;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.PageTokens;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The public contract of acknowledgements. */
public final class AcknowledgementGrpc extends AcknowledgementServiceImplBase {
  private final AcknowledgeMessage acknowledge;

  public AcknowledgementGrpc(AcknowledgeMessage acknowledge) {
    this.acknowledge = acknowledge;
  }

  @Override
  public void acknowledgeMessage(
      AcknowledgeMessageRequest request, StreamObserver<Message> answer) {
    send(
        answer,
        ChangeCalls.done(
            acknowledge.acknowledge(
                UUID.fromString(request.getRoomId()),
                UUID.fromString(request.getMessageId()),
                CallContext.userId()),
            request.getRoomId(),
            request.getMessageId()));
  }

  @Override
  public void getOwnAcknowledgement(
      GetOwnAcknowledgementRequest request, StreamObserver<OwnAcknowledgement> answer) {
    Optional<Instant> own =
        found(
            acknowledge.own(
                UUID.fromString(request.getRoomId()),
                UUID.fromString(request.getMessageId()),
                CallContext.userId()),
            request.getRoomId(),
            request.getMessageId());
    OwnAcknowledgement.Builder proto = OwnAcknowledgement.newBuilder();
    own.ifPresent(at -> proto.setTime(time(at)));
    send(answer, proto.build());
  }

  @Override
  public void listAcknowledgements(
      ListAcknowledgementsRequest request, StreamObserver<ListAcknowledgementsResponse> answer) {
    Stretch stretch =
        found(
            acknowledge.readers(
                UUID.fromString(request.getRoomId()),
                UUID.fromString(request.getMessageId()),
                CallContext.userId(),
                request.getPending(),
                PageTokens.decode(request.getPageToken())
                    .map(mark -> mark(mark, request.getPending())),
                pageSize(request.getPageSize(), 100)),
            request.getRoomId(),
            request.getMessageId());
    send(
        answer,
        ListAcknowledgementsResponse.newBuilder()
            .addAllAcknowledgements(
                stretch.readers().stream().map(AcknowledgementGrpc::acknowledgement).toList())
            .setNextPageToken(
                stretch
                    .next()
                    .map(mark ->
                        PageTokens.encode(
                            request.getPending() ? mark.name() : Long.toString(mark.seq()),
                            mark.userId()))
                    .orElse(""))
            .build());
  }

  private static Mark mark(PageTokens.Mark mark, boolean pending) {
    try {
      return pending
          ? new Mark(0, mark.name(), mark.id())
          : new Mark(Long.parseLong(mark.name()), "", mark.id());
    } catch (NumberFormatException e) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT, "pageToken", "expected the nextPageToken of a page before");
    }
  }

  private static Acknowledgement acknowledgement(Reader reader) {
    Acknowledgement.Builder proto =
        Acknowledgement.newBuilder().setPerson(Protos.person(reader.person()));
    Instant at = reader.time();
    return at == null ? proto.build() : proto.setTime(time(at)).build();
  }

  private static <T> T found(Result<T> result, String roomId, String messageId) {
    return switch (result) {
      case Result.Found<T> found -> found.value();
      case Result.NotAsked<T> ignored -> throw notAsked();
      case Result.NotThere<T> not -> {
        ChangeCalls.found(not.why(), roomId, messageId);
        throw notAsked();
      }
    };
  }

  static StatusRuntimeException notAsked() {
    return Problems.refuse(
        ErrorCode.ACKNOWLEDGEMENT_NOT_REQUESTED,
        "This message asks nobody to acknowledge it: react to it, or reply.");
  }
}
