package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.Outcome;
import dev.parley.api.internal.v1.Send;
import dev.parley.api.internal.v1.SendMessagesRequest;
import dev.parley.api.internal.v1.SendMessagesResponse;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.platform.errors.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SendBatchesTest {
  private static final UUID ADA = UUID.randomUUID();

  private final List<SendMessagesRequest> calls = new ArrayList<>();
  private final List<CompletableFuture<SendMessagesResponse>> answers = new ArrayList<>();
  private final SendBatches sends =
      new SendBatches(batch -> {
        calls.add(batch);
        answers.add(new CompletableFuture<>());
        return answers.getLast();
      });

  @Test
  void aLoneSendGoesAtOnce() {
    CompletableFuture<Message> answer = send("a");
    assertThat(texts(0)).containsExactly("a");

    answers.getFirst().complete(durable(calls.getFirst()));

    assertThat(answer.join().getText()).isEqualTo("a");
  }

  @Test
  void whatComesWhileCallsAreUnderWayLeavesTogetherInOrder() {
    for (int i = 0; i < 10; i++) {
      send("text " + i);
    }
    assertThat(calls).hasSize(4);

    answers.get(2).complete(durable(calls.get(2)));

    assertThat(texts(4))
        .containsExactly("text 4", "text 5", "text 6", "text 7", "text 8", "text 9");
  }

  @Test
  void aBatchIsBounded() {
    for (int i = 0; i < 4 + 501; i++) {
      send("text " + i);
    }
    answers.getFirst().complete(durable(calls.getFirst()));
    assertThat(calls.getLast().getSendsCount()).isEqualTo(500);
  }

  @Test
  void aBatchIsBoundedInBytes() {
    for (int i = 0; i < 4; i++) {
      send("before");
    }
    for (int i = 0; i < 5; i++) {
      send("x".repeat(SendBatches.FULL_BYTES / 2));
    }
    answers.getFirst().complete(durable(calls.getFirst()));
    assertThat(calls.getLast().getSendsCount()).isEqualTo(2);
  }

  @Test
  void whatIsHandedOverTogetherIsNotDivided() {
    for (int i = 0; i < 4 + 499; i++) {
      send("text " + i);
    }
    sends.send(ADA, List.of(text("one"), text("two"), text("three")));
    send("later");
    answers.getFirst().complete(durable(calls.getFirst()));
    assertThat(texts(4)).hasSize(502).endsWith("one", "two", "three");
  }

  @Test
  void oneThatIsRefusedSaysNothingOfTheOthers() {
    for (int i = 0; i < 4; i++) {
      send("before");
    }
    CompletableFuture<Message> good = send("good");
    CompletableFuture<Message> bad = send("bad");
    answers.getFirst().complete(durable(calls.getFirst()));
    answers
        .getLast()
        .complete(
            durable(calls.getLast()).toBuilder()
                .setOutcomes(
                    1,
                    Outcome.newBuilder()
                        .setProblem(
                            Problems.problem(ErrorCode.NOT_A_MEMBER, "join first", List.of())))
                .build());

    assertThat(good.join().getText()).isEqualTo("good");
    assertThat(Problems.of(bad.exceptionNow()).getCode()).isEqualTo(ErrorCode.NOT_A_MEMBER);
  }

  @Test
  void aCallThatFailsFailsItsSendsAndTheNextGoesOn() {
    CompletableFuture<Message> lost = send("lost");
    for (int i = 0; i < 3; i++) {
      send("others");
    }
    CompletableFuture<Message> next = send("next");
    answers.getFirst().completeExceptionally(new IllegalStateException("gone"));

    assertThat(lost.exceptionNow()).hasMessage("gone");
    assertThat(texts(4)).containsExactly("next");
    answers.getLast().complete(SendMessagesResponse.getDefaultInstance());
    assertThat(next).isCompletedExceptionally();
  }

  private CompletableFuture<Message> send(String text) {
    return sends.send(ADA, List.of(text(text))).getFirst();
  }

  private static SendMessageRequest text(String text) {
    return SendMessageRequest.newBuilder().setText(text).build();
  }

  private List<String> texts(int call) {
    return calls.get(call).getSendsList().stream()
        .map(Send::getMessage)
        .map(SendMessageRequest::getText)
        .toList();
  }

  private static SendMessagesResponse durable(SendMessagesRequest request) {
    SendMessagesResponse.Builder response = SendMessagesResponse.newBuilder();
    request
        .getSendsList()
        .forEach(send ->
            response.addOutcomes(
                Outcome.newBuilder()
                    .setMessage(Message.newBuilder().setText(send.getMessage().getText()))));
    return response.build();
  }
}
