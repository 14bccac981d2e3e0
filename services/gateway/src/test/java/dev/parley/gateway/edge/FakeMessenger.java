package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.MovePositionsRequest;
import dev.parley.api.internal.v1.MovePositionsResponse;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.SendMessageRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Chat as a test answers for it, by the sends' keys. */
final class FakeMessenger implements Messenger {
  private record Asked(SendMessageRequest request, CompletableFuture<Message> answer) {}

  final List<MovePositionsRequest> moves = new ArrayList<>();
  CompletableFuture<MovePositionsResponse> moving =
      CompletableFuture.completedFuture(MovePositionsResponse.getDefaultInstance());

  /** Keys of what was handed over together each time. */
  final List<List<String>> handedOver = new ArrayList<>();

  private final Map<String, Asked> sends = new LinkedHashMap<>();

  @Override
  public List<CompletableFuture<Message>> send(UUID sender, List<SendMessageRequest> requests) {
    handedOver.add(requests.stream().map(SendMessageRequest::getClientId).toList());
    return requests.stream().map(this::ask).toList();
  }

  private CompletableFuture<Message> ask(SendMessageRequest request) {
    Asked asked = new Asked(request, new CompletableFuture<>());
    sends.put(request.getClientId(), asked);
    return asked.answer();
  }

  @Override
  public CompletableFuture<MovePositionsResponse> move(MovePositionsRequest request) {
    moves.add(request);
    return moving;
  }

  /** Keys of what was handed over, in order. */
  List<String> asked() {
    return List.copyOf(sends.keySet());
  }

  void accept(String clientId) {
    SendMessageRequest request = find(clientId).request();
    find(clientId)
        .answer()
        .complete(
            Message.newBuilder()
                .setRoomId(request.getRoomId())
                .setClientId(clientId)
                .setSeq(1)
                .build());
  }

  void refuse(String clientId, RuntimeException refusal) {
    find(clientId).answer().completeExceptionally(refusal);
  }

  private Asked find(String clientId) {
    Asked asked = sends.get(clientId);
    if (asked == null) {
      throw new NoSuchElementException(clientId + " was not handed over");
    }
    return asked;
  }
}
