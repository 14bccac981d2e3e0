package dev.parley.chat.adapter.grpc;

import dev.parley.api.internal.v1.Outcome;
import dev.parley.api.internal.v1.Send;
import dev.parley.api.internal.v1.SendMessagesRequest;
import dev.parley.api.internal.v1.SendMessagesResponse;
import dev.parley.api.internal.v1.SendServiceGrpc.SendServiceImplBase;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.chat.app.SendMessage;
import dev.parley.platform.rpc.Answers;
import dev.parley.platform.rpc.Failures;
import dev.parley.platform.rpc.RequestRules;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Sends from edges, many at a time. */
public final class SendGrpc extends SendServiceImplBase {
  private final SendCalls sends;
  private final DeletedRooms deletedRooms;
  private final RequestRules rules = new RequestRules();

  public SendGrpc(SendMessage sendMessage, DeletedRooms deletedRooms) {
    this.sends = new SendCalls(sendMessage);
    this.deletedRooms = deletedRooms;
  }

  @Override
  public void sendMessages(
      SendMessagesRequest request, StreamObserver<SendMessagesResponse> answer) {
    // All are begun before the first is waited for, so that they share commits.
    List<Supplier<Message>> begun = request.getSendsList().stream().map(this::begin).toList();
    SendMessagesResponse.Builder response = SendMessagesResponse.newBuilder();
    begun.forEach(message -> response.addOutcomes(outcome(message)));
    Answers.send(answer, response.build());
  }

  private Supplier<Message> begin(Send send) {
    try {
      if (!keepsTheRules(send.getMessage())) {
        rules.check(send.getMessage());
      }
      UUID sender = UUID.fromString(send.getSenderId());
      Supplier<Message> message = sends.begin(send.getMessage(), sender);
      return () -> {
        try {
          return message.get();
        } catch (StatusRuntimeException e) {
          throw deletedRooms.instead(e, send.getMessage().getRoomId(), sender);
        }
      };
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }

  /**
   * Whether a send is as nearly all are: ids in their usual form, and a text that is short enough
   * however its characters are counted. It keeps the contract's rules then, and evaluating them
   * would cost more than all else that is done here; of any other the rules are asked.
   */
  static boolean keepsTheRules(SendMessageRequest message) {
    return isUuid(message.getRoomId())
        && isUuid(message.getClientId())
        && (message.getThreadId().isEmpty() || isUuid(message.getThreadId()))
        && !message.getText().isEmpty()
        && message.getText().length() <= 8000
        && message.getText().indexOf('\0') < 0
        && !message.hasPoll()
        && message.getPriority() != Message.Priority.UNRECOGNIZED;
  }

  private static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash
          ? text.charAt(i) != '-'
          : Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  private static Outcome outcome(Supplier<Message> message) {
    try {
      return Outcome.newBuilder().setMessage(message.get()).build();
    } catch (RuntimeException e) {
      return Outcome.newBuilder().setProblem(Failures.describe(e, "SendMessages")).build();
    }
  }
}
