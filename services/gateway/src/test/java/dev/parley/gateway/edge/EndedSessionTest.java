package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.Renew;
import dev.parley.gateway.GatewaySettings;
import dev.parley.platform.ManualClock;
import dev.parley.platform.events.InProcessEventBus;
import dev.parley.platform.time.Clocks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A live connection lives as long as its session. */
class EndedSessionTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final FakeLogs logs = new FakeLogs();
  private final FakeAdmission admission = new FakeAdmission(clock);
  private final Edge edge =
      new Edge(
          new GatewaySettings.Connection(10, 25, 16_384, 0, 100, 10_000, 100, 3, 5),
          logs,
          new FakeMessenger(),
          new FakePresence(),
          admission,
          new InProcessEventBus(),
          new SimpleMeterRegistry(),
          new Clocks(clock, clock));
  private final ManualLoop loop = new ManualLoop();
  private final RecordingTransport wire = new RecordingTransport(loop);
  private final Connection connection = edge.accept(wire, "192.0.2.1");

  @AfterEach
  void stop() {
    connection.close(CloseReason.NORMAL);
    edge.close();
  }

  @Test
  void theConnectionsOfASessionThatEndsAreClosedAndToldWhy() {
    hello("ada");

    edge.sessionEnded(FakeAdmission.SESSION);
    settle();

    assertThat(wire.last().getError().getCode()).isEqualTo(ErrorCode.SESSION_ENDED);
    assertThat(wire.closed).isEqualTo(CloseReason.SIGN_IN_AGAIN);
    assertThat(CloseReason.SIGN_IN_AGAIN.code()).isEqualTo(4001);
  }

  @Test
  void otherSessionsOfTheSamePersonGoOn() {
    hello("ada");

    edge.sessionEnded(FakeAdmission.ELSEWHERE);
    settle();

    assertThat(wire.closed).isNull();
  }

  @Test
  void aSessionThatEndsWhileItsConnectionOpensIsNotMissed() {
    receive(ClientEnvelope.newBuilder().setHello(Hello.newBuilder().setAccessToken("ada").build()));
    admission.ended.add(FakeAdmission.SESSION);
    edge.sessionEnded(FakeAdmission.SESSION);
    settle();

    assertThat(wire.closed).isEqualTo(CloseReason.SIGN_IN_AGAIN);
    assertThat(wire.said()).noneMatch(envelope -> envelope.hasWelcome());
  }

  @Test
  void aConnectionThatWasRenewedFromAnotherSessionLivesAsLongAsThatOne() {
    hello("ada");
    receive(
        ClientEnvelope.newBuilder()
            .setRenew(Renew.newBuilder().setAccessToken("ada elsewhere").build()));
    settle();

    edge.sessionEnded(FakeAdmission.SESSION);
    settle();
    assertThat(wire.closed).isNull();

    edge.sessionEnded(FakeAdmission.ELSEWHERE);
    settle();
    assertThat(wire.closed).isEqualTo(CloseReason.SIGN_IN_AGAIN);
  }

  private void hello(String token) {
    receive(ClientEnvelope.newBuilder().setHello(Hello.newBuilder().setAccessToken(token).build()));
    settle();
    assertThat(wire.last().hasWelcome()).isTrue();
  }

  private void receive(ClientEnvelope.Builder envelope) {
    connection.receive(envelope.build());
  }

  private void settle() {
    boolean busy = true;
    while (busy) {
      loop.run();
      busy = logs.answerOne();
    }
    loop.run();
  }
}
