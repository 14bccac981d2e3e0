package dev.parley.gateway.edge;

import dev.parley.api.v1.Message;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.platform.errors.Problems;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sends of one connection. Those to one room keep their order: what comes while some are under
 * way waits until those have been answered, and is handed over together. Those to different rooms
 * go side by side. Confined to the connection's loop.
 */
final class Sends {
  /** Most sends of one connection that may be unanswered. */
  static final int MAX_WAITING = 256;

  /** From so many bytes on, what is handed over together takes no more. */
  static final int FULL_BYTES = 1 << 20;

  private final UUID sender;
  private final Messenger messenger;
  private final EventExecutor loop;
  private final Consumer<Answer> answers;
  private final Map<String, Room> rooms = new HashMap<>();
  private int unanswered;

  /** What is to be said in one room. */
  private static final class Room {
    private final Queue<SendMessageRequest> waiting = new ArrayDeque<>();
    private int underWay;
  }

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

  Sends(UUID sender, Messenger messenger, EventExecutor loop, Consumer<Answer> answers) {
    this.sender = sender;
    this.messenger = messenger;
    this.loop = loop;
    this.answers = answers;
  }

  /** Takes a send; false if too many are unanswered. */
  boolean offer(SendMessageRequest request) {
    if (unanswered == MAX_WAITING) {
      return false;
    }
    unanswered++;
    Room room = rooms.computeIfAbsent(request.getRoomId(), id -> new Room());
    room.waiting.add(request);
    if (room.underWay == 0) {
      handOver(room);
    }
    return true;
  }

  private void handOver(Room room) {
    List<SendMessageRequest> together = new ArrayList<>();
    for (int bytes = 0; bytes < FULL_BYTES && !room.waiting.isEmpty(); ) {
      SendMessageRequest next = room.waiting.remove();
      together.add(next);
      bytes += next.getSerializedSize();
    }
    room.underWay = together.size();
    List<CompletableFuture<Message>> outcomes = messenger.send(sender, together);
    for (int i = 0; i < together.size(); i++) {
      SendMessageRequest request = together.get(i);
      outcomes
          .get(i)
          .whenComplete(
              (message, failure) -> loop.execute(() -> answered(room, request, message, failure)));
    }
  }

  private void answered(
      Room room,
      SendMessageRequest request,
      @Nullable Message message,
      @Nullable Throwable failure) {
    unanswered--;
    room.underWay--;
    answers.accept(
        message != null
            ? new Answer.Durable(request.getClientId(), message)
            : new Answer.Refused(
                request.getClientId(),
                Problems.of(failure != null ? failure : new IllegalStateException("no answer"))));
    if (room.underWay > 0) {
      return;
    }
    if (room.waiting.isEmpty()) {
      rooms.remove(request.getRoomId());
    } else {
      handOver(room);
    }
  }
}
