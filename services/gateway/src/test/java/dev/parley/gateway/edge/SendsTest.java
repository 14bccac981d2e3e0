package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.platform.errors.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendsTest {
  private static final UUID ADA = UUID.randomUUID();

  private final ManualLoop loop = new ManualLoop();
  private final FakeMessenger messenger = new FakeMessenger();
  private final List<Sends.Answer> answers = new ArrayList<>();
  private final Sends sends = new Sends(ADA, messenger, loop, answers::add);

  @Test
  void whatComesForARoomWhileSomeAreUnderWayWaitsAndGoesTogether() {
    offer("a", "1");
    offer("a", "2");
    offer("a", "3");
    assertThat(messenger.handedOver).containsExactly(List.of("1"));

    messenger.accept("1");
    loop.run();
    assertThat(messenger.handedOver).containsExactly(List.of("1"), List.of("2", "3"));

    offer("a", "4");
    messenger.accept("3");
    loop.run();
    assertThat(messenger.handedOver).as("2 may yet fail").hasSize(2);

    messenger.refuse("2", Problems.refuse(ErrorCode.NOT_A_MEMBER, "join first"));
    loop.run();
    assertThat(messenger.handedOver.getLast()).as("a refusal holds up nobody").containsExactly("4");
  }

  @Test
  void sendsToDifferentRoomsGoSideBySide() {
    offer("a", "1");
    offer("b", "2");
    offer("a", "3");

    assertThat(messenger.asked()).containsExactly("1", "2");
  }

  @Test
  void eachSendIsAnsweredUnderTheKeyItCameWith() {
    offer("a", "1");
    offer("b", "2");
    messenger.refuse("2", Problems.refuse(ErrorCode.NOT_A_MEMBER, "join first"));
    messenger.accept("1");
    loop.run();

    assertThat(answers.get(0))
        .isInstanceOfSatisfying(
            Sends.Answer.Refused.class,
            refused -> {
              assertThat(refused.clientId()).isEqualTo("2");
              assertThat(refused.problem().getCode()).isEqualTo(ErrorCode.NOT_A_MEMBER);
            });
    assertThat(answers.get(1))
        .isInstanceOfSatisfying(
            Sends.Answer.Durable.class, durable -> assertThat(durable.clientId()).isEqualTo("1"));
  }

  @Test
  void noMoreThanTheBoundAreUnderWay() {
    for (int i = 0; i < Sends.MAX_WAITING; i++) {
      assertThat(offer("a", "" + i)).isTrue();
    }
    assertThat(offer("b", "one too many")).isFalse();

    messenger.accept("0");
    loop.run();

    assertThat(offer("b", "now")).isTrue();
    assertThat(messenger.handedOver.getLast()).containsExactly("now");
  }

  @Test
  void whatGoesTogetherIsBounded() {
    String large = "x".repeat(Sends.FULL_BYTES / 2);
    offer("a", "1");
    for (String clientId : List.of("2", "3", "4")) {
      sends.offer(
          SendMessageRequest.newBuilder()
              .setRoomId("a")
              .setClientId(clientId)
              .setText(large)
              .build());
    }
    messenger.accept("1");
    loop.run();
    assertThat(messenger.handedOver).containsExactly(List.of("1"), List.of("2", "3"));
  }

  private boolean offer(String room, String clientId) {
    return sends.offer(
        SendMessageRequest.newBuilder().setRoomId(room).setClientId(clientId).build());
  }
}
