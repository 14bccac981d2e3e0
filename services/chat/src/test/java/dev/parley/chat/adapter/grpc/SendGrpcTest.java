package dev.parley.chat.adapter.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.internal.v1.Send;
import dev.parley.api.internal.v1.SendMessagesRequest;
import dev.parley.api.v1.NewPoll;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.platform.rpc.RequestRules;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendGrpcTest {
  private static final List<String> IDS =
      List.of(
          "",
          "0190163d-8694-739b-aea5-966c26f8ad91",
          "0190163D-8694-739B-AEA5-966C26F8AD91",
          "0190163d8694739baea5966c26f8ad91",
          "0190163d-8694-739b-aea5-966c26f8ad9",
          "0190163d-8694-739b-aea5-966c26f8ad9g",
          "0190163d-8694-739b-aea5_966c26f8ad91",
          "0190163d-8694-739b-aea5-966c26f8ad9\u0661",
          "0190163d-8694-739b-aea5-966c26f8ad9\uff11");
  private static final List<String> TEXTS =
      List.of("", "a", "a\0b", "\ud83d\ude00".repeat(8000), "x".repeat(8000), "x".repeat(8001));

  private final String ada = UUID.randomUUID().toString();
  private final RequestRules rules = new RequestRules();

  @Test
  void whatIsPassedWithoutAskingTheRulesKeepsThem() {
    Random random = new Random(7);
    int passed = 0;
    for (int i = 0; i < 500; i++) {
      SendMessageRequest message =
          SendMessageRequest.newBuilder()
              .setRoomId(any(random, IDS))
              .setClientId(random.nextBoolean() ? UUID.randomUUID().toString() : any(random, IDS))
              .setText(any(random, TEXTS))
              .build();
      if (SendGrpc.keepsTheRules(message)) {
        passed++;
        rules.check(message);
      }
    }
    assertThat(passed).isGreaterThan(5);
  }

  @Test
  void whatTheRulesForbidIsNotPassed() {
    SendMessageRequest good =
        SendMessageRequest.newBuilder()
            .setRoomId(UUID.randomUUID().toString())
            .setClientId(UUID.randomUUID().toString())
            .setText("hello")
            .build();
    assertThat(SendGrpc.keepsTheRules(good)).isTrue();
    for (SendMessageRequest bad :
        List.of(
            good.toBuilder().setRoomId("a").build(),
            good.toBuilder().setClientId("").build(),
            good.toBuilder().setText("").build(),
            good.toBuilder().setText("a\0").build(),
            good.toBuilder().setPoll(NewPoll.newBuilder().addOptions("one")).build(),
            good.toBuilder().setPriorityValue(9).build(),
            good.toBuilder().setText("x".repeat(8001)).build())) {
      assertThat(SendGrpc.keepsTheRules(bad)).isFalse();
      assertThatThrownBy(() -> rules.check(bad)).isNotNull();
    }
  }

  @Test
  void theRulesOfOneSendAreNoneOfItsBatch() {
    SendMessagesRequest batch =
        SendMessagesRequest.newBuilder()
            .addSends(from(ada, "hello"))
            .addSends(from(ada, "a\0"))
            .addSends(from(ada, "x".repeat(8001)))
            .build();

    assertThatCode(() -> rules.check(batch)).doesNotThrowAnyException();
    assertThatThrownBy(() -> rules.check(batch.toBuilder().addSends(from("a", "hi")).build()))
        .hasMessageContaining("senderId");
  }

  private static Send from(String sender, String text) {
    return Send.newBuilder()
        .setSenderId(sender)
        .setMessage(SendMessageRequest.newBuilder().setText(text))
        .build();
  }

  private static String any(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
