package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.Outcome;
import dev.parley.api.internal.v1.Send;
import dev.parley.api.internal.v1.SendMessagesRequest;
import dev.parley.api.internal.v1.SendMessagesResponse;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.platform.errors.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends of all connections on their way to chat. They go at once while few calls are under way;
 * what comes while as many are as may be leaves together with the next.
 */
final class SendBatches {
  /**
   * Calls at once. Chat commits one batch while it takes in the next, so two would do; the others
   * are for when one waits for a room that another process holds.
   */
  private static final int CALLS = 4;

  /** From so many on, a batch takes no more; what was handed over together stays together. */
  private static final int FULL_BATCH = 500;

  /** The same of bytes: a call takes at most 16 MB, and its answer 10. */
  static final int FULL_BYTES = 4 << 20;

  private final Function<SendMessagesRequest, CompletableFuture<SendMessagesResponse>> chat;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<List<Waiting>> waiting = new ArrayDeque<>();
  private int calls;

  private record Waiting(Send send, CompletableFuture<Message> answer) {}

  /** Over the call that takes a batch; it must not block. */
  SendBatches(Function<SendMessagesRequest, CompletableFuture<SendMessagesResponse>> chat) {
    this.chat = chat;
  }

  /**
   * Hands over what one person says, in one call, so that it keeps its order. Each completes when
   * it is durable, or with what stands against it.
   */
  List<CompletableFuture<Message>> send(UUID sender, List<SendMessageRequest> messages) {
    String senderId = sender.toString();
    List<Waiting> together =
        messages.stream()
            .map(message -> Send.newBuilder().setSenderId(senderId).setMessage(message).build())
            .map(send -> new Waiting(send, new CompletableFuture<>()))
            .toList();
    lock.lock();
    try {
      waiting.add(together);
    } finally {
      lock.unlock();
    }
    callForMore(0);
    return together.stream().map(Waiting::answer).toList();
  }

  private void callForMore(int ended) {
    List<Waiting> batch = new ArrayList<>();
    lock.lock();
    try {
      calls -= ended;
      if (calls == CALLS || waiting.isEmpty()) {
        return;
      }
      calls++;
      for (int bytes = 0; batch.size() < FULL_BATCH && bytes < FULL_BYTES && !waiting.isEmpty(); ) {
        List<Waiting> together = waiting.remove();
        batch.addAll(together);
        bytes += together.stream().mapToInt(one -> one.send().getSerializedSize()).sum();
      }
    } finally {
      lock.unlock();
    }
    SendMessagesRequest.Builder request = SendMessagesRequest.newBuilder();
    batch.forEach(one -> request.addSends(one.send()));
    chat.apply(request.build())
        .whenComplete((response, failure) -> {
          answer(batch, response, failure);
          callForMore(1);
        });
  }

  private static void answer(
      List<Waiting> batch, @Nullable SendMessagesResponse response, @Nullable Throwable failure) {
    for (int i = 0; i < batch.size(); i++) {
      CompletableFuture<Message> answer = batch.get(i).answer();
      if (response == null || i >= response.getOutcomesCount()) {
        answer.completeExceptionally(
            failure != null ? failure : new IllegalStateException("a send was not answered"));
      } else {
        Outcome outcome = response.getOutcomes(i);
        if (outcome.hasMessage()) {
          answer.complete(outcome.getMessage());
        } else {
          answer.completeExceptionally(Problems.refuse(outcome.getProblem()));
        }
      }
    }
  }
}
