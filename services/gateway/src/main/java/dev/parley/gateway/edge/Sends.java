package dev.parley.gateway.edge;

import dev.parley.api.v1.Message;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.platform.errors.Problems;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sends of one connection. Those to one room keep their order: each is handed over when the one
 * before has been answered. Those to different rooms go side by side. Confined to the connection's
 * loop.
 */
final class Sends {
  /** Most sends of one connection that may be unanswered. */
  static final int MAX_WAITING = 256;

  private final Messenger messenger;
  private final EventExecutor loop;
  private final Consumer<Answer> answers;
  private final Map<String, Queue<SendMessageRequest>> rooms = new HashMap<>();
  private int waiting;

  /** What became of a send. */
  sealed interface Answer {
    /**
     * It has its place.
     *
     * @param clientId as the client wrote it; the message has it in small letters
     */
    record Durable(String clientId, Message message) implements Answer {}

    /** It was refused or failed. */
    record Refused(String clientId, Problem problem) implements Answer {}
  }

  Sends(Messenger messenger, EventExecutor loop, Consumer<Answer> answers) {
    this.messenger = messenger;
    this.loop = loop;
    this.answers = answers;
  }

  /** Takes a send; false if too many are unanswered. */
  boolean offer(UUID sender, SendMessageRequest request) {
    if (waiting == MAX_WAITING) {
      return false;
    }
    waiting++;
    Queue<SendMessageRequest> queue =
        rooms.computeIfAbsent(request.getRoomId(), room -> new ArrayDeque<>());
    queue.add(request);
    if (queue.size() == 1) {
      handOver(sender, request);
    }
    return true;
  }

  private void handOver(UUID sender, SendMessageRequest request) {
    messenger
        .send(sender, request)
        .whenComplete(
            (message, failure) -> loop.execute(() -> answered(sender, request, message, failure)));
  }

  private void answered(
      UUID sender,
      SendMessageRequest request,
      @Nullable Message message,
      @Nullable Throwable failure) {
    waiting--;
    answers.accept(
        message != null
            ? new Answer.Durable(request.getClientId(), message)
            : new Answer.Refused(
                request.getClientId(),
                Problems.of(failure != null ? failure : new IllegalStateException("no answer"))));
    Queue<SendMessageRequest> queue = rooms.getOrDefault(request.getRoomId(), new ArrayDeque<>());
    queue.remove();
    SendMessageRequest next = queue.peek();
    if (next != null) {
      handOver(sender, next);
    } else {
      rooms.remove(request.getRoomId());
    }
  }
}
