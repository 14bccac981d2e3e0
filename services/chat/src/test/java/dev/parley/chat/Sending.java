package dev.parley.chat;

import dev.parley.chat.port.MessageRepository;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A send under way on a thread of its own. */
record Sending(Thread thread, CompletableFuture<Appended> answer) {

  static Sending start(MessageRepository messages, Draft draft) {
    CompletableFuture<Appended> answer = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                answer.complete(messages.append(draft));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    return new Sending(thread, answer);
  }

  /** Waits until the writer has it. */
  Sending handedOver() {
    ChatDatabase.until(
        "the send waits for its answer", () -> thread.getState() == Thread.State.WAITING);
    return this;
  }

  Appended result() throws Exception {
    return answer.get(30, TimeUnit.SECONDS);
  }

  /** Position of the message that it became. */
  long seq() throws Exception {
    return ((Appended.Durable) result()).message().seq();
  }
}
