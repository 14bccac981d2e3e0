package dev.parley.chat.adapter.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.parley.api.v1.ErrorCode;
import dev.parley.chat.app.DeleteRoom;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.UUID;

/**
 * Wherever a room is said not to exist, those who may bring it back hear that it is deleted. In one
 * place for all methods that name a room: to everything behind it a deleted room is none.
 */
public final class DeletedRooms implements ServerInterceptor {
  private final DeleteRoom deleteRoom;

  public DeletedRooms(DeleteRoom deleteRoom) {
    this.deleteRoom = deleteRoom;
  }

  /** The same service, which tells them. */
  public BindableService around(BindableService service) {
    return () -> ServerInterceptors.intercept(service, this);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private String roomId = "";

      @Override
      public void onMessage(Q message) {
        roomId = roomId(message);
        super.onMessage(message);
      }

      @Override
      public void onHalfClose() {
        try {
          super.onHalfClose();
        } catch (StatusRuntimeException e) {
          Optional<UUID> caller = CallContext.find().flatMap(context -> context.caller().user());
          throw caller.isPresent() ? instead(e, roomId, caller.get()) : e;
        }
      }
    };
  }

  /** What to answer with. */
  StatusRuntimeException instead(StatusRuntimeException refusal, String roomId, UUID caller) {
    return roomId.isEmpty() || Problems.of(refusal).getCode() != ErrorCode.ROOM_NOT_FOUND
        ? refusal
        : deleteRoom.find(UUID.fromString(roomId), caller).map(Refusals::deleted).orElse(refusal);
  }

  private static String roomId(Object message) {
    if (message instanceof Message request) {
      FieldDescriptor field = request.getDescriptorForType().findFieldByName("room_id");
      return field == null ? "" : request.getField(field).toString();
    }
    return "";
  }
}
