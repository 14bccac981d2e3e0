package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;
import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.ListPinsRequest;
import dev.parley.api.v1.ListPinsResponse;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.Pin;
import dev.parley.api.v1.PinMessageRequest;
import dev.parley.api.v1.PinServiceGrpc.PinServiceImplBase;
import dev.parley.api.v1.UnpinMessageRequest;
import dev.parley.chat.app.ChangeMessage;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.app.PinMessages;
import dev.parley.platform.rpc.CallContext;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;

/** The public contract of pins. */
public final class PinGrpc extends PinServiceImplBase {
  private final PinMessages pins;
  private final LookAtMessage look;

  public PinGrpc(PinMessages pins, LookAtMessage look) {
    this.pins = pins;
    this.look = look;
  }

  @Override
  public void pinMessage(PinMessageRequest request, StreamObserver<Message> answer) {
    send(answer, change(pins::pin, request.getRoomId(), request.getMessageId()));
  }

  @Override
  public void unpinMessage(UnpinMessageRequest request, StreamObserver<Message> answer) {
    send(answer, change(pins::unpin, request.getRoomId(), request.getMessageId()));
  }

  private interface Change {
    ChangeMessage.Result of(UUID roomId, UUID messageId, UUID personId);
  }

  private static Message change(Change change, String roomId, String messageId) {
    ChangeMessage.Result result =
        change.of(UUID.fromString(roomId), UUID.fromString(messageId), CallContext.userId());
    return ChangeCalls.done(result, roomId, messageId, "", "");
  }

  @Override
  public void listPins(ListPinsRequest request, StreamObserver<ListPinsResponse> answer) {
    String room = request.getRoomId();
    List<dev.parley.chat.domain.Pin> pinned =
        ChangeCalls.found(look.pins(UUID.fromString(room), CallContext.userId()), room, "");
    send(
        answer,
        ListPinsResponse.newBuilder()
            .addAllPins(pinned.stream().map(PinGrpc::pin).toList())
            .build());
  }

  private static Pin pin(dev.parley.chat.domain.Pin pin) {
    return Pin.newBuilder()
        .setMessage(Protos.message(pin.message()))
        .setPerson(Protos.person(pin.by()))
        .setCreateTime(time(pin.time()))
        .build();
  }
}
