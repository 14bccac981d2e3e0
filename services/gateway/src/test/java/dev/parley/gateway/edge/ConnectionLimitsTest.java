package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.Standing;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.MarkDelivered;
import dev.parley.api.v1.MarkReadRequest;
import dev.parley.api.v1.Ping;
import dev.parley.api.v1.Renew;
import dev.parley.api.v1.Resume;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.gateway.GatewaySettings;
import dev.parley.platform.ManualClock;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.events.InProcessEventBus;
import dev.parley.platform.time.Clocks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one client may ask of the edge, and what it is told when it asks for more. */
class ConnectionLimitsTest {
  private static final int PER_SECOND = 10;
  private static final int BURST = 5 * PER_SECOND;
  private static final int PER_ACCOUNT = 3;
  private static final int PER_ADDRESS = 5;
  private static final String ROOM = "room";

  private final ManualClock wall = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final ManualClock steady = new ManualClock(Instant.EPOCH);
  private final FakeLogs logs = new FakeLogs();
  private final FakeMessenger messenger = new FakeMessenger();
  private final FakeAdmission admission = new FakeAdmission(wall);
  private final Edge edge =
      new Edge(
          new GatewaySettings.Connection(
              10, 25, 1 << 20, 0, 100, 10_000, PER_SECOND, PER_ACCOUNT, PER_ADDRESS),
          logs,
          messenger,
          new FakePresence(),
          admission,
          new InProcessEventBus(),
          new SimpleMeterRegistry(),
          new Clocks(wall, steady));
  private final ManualLoop loop = new ManualLoop();
  private final List<Connection> opened = new ArrayList<>();
  private final RecordingTransport wire = new RecordingTransport(loop);
  private final Connection connection = accept(wire, "192.0.2.1");

  @AfterEach
  void stop() {
    opened.forEach(each -> each.close(CloseReason.NORMAL));
    edge.close();
  }

  @Test
  void whoKeepsWithinTheBurstIsReadAtOnce() {
    live();
    receive(BURST - 1, i -> ping());

    assertThat(connection.pause()).isZero();
    assertThat(errors(ErrorCode.RATE_LIMITED)).isZero();
  }

  @Test
  void ofAFloodOfPingsNoneIsLostAndWhatFollowsWaits() {
    live();
    receive(2 * BURST, i -> ping());

    assertSlowed();
    assertThat(wire.said()).filteredOn(envelope -> envelope.hasPong()).hasSize(2 * BURST);
  }

  @Test
  void aFloodOfReadsIsSlowedWhateverRoomsItIsAbout() {
    logs.standing =
        GetStandingResponse.newBuilder().addRooms(Standing.newBuilder().setRoomId(ROOM)).build();
    live();
    receive(BURST, i -> read("a room of somebody else's " + i));
    receive(BURST, i -> read(ROOM));

    assertSlowed();
    assertThat(messenger.moves).hasSize(Positions.AT_ONCE);
  }

  @Test
  void aFloodOfReceiptsIsSlowed() {
    live();
    receive(
        2 * BURST,
        i ->
            ClientEnvelope.newBuilder()
                .setDelivered(MarkDelivered.newBuilder().setRoomId(ROOM).setSeq(i)));

    assertSlowed();
  }

  @Test
  void renewalsCostWhatVerifyingThemDoes() {
    live();
    receive(
        BURST / 5,
        i -> ClientEnvelope.newBuilder().setRenew(Renew.newBuilder().setAccessToken("forged")));

    assertSlowed();
    assertThat(wire.closed).isNull();
  }

  @Test
  void sendsWithinTheirOwnAllowanceCostNothingElse() {
    live();
    receive(2 * BURST, i -> send("key " + i));

    assertThat(connection.pause()).isZero();
  }

  @Test
  void refusedSendsAreEachAnsweredAndSlowWhatFollows() {
    live();
    admission.sendsAreFree = false;
    receive(2 * BURST, i -> send("key " + i));

    assertThat(wire.said())
        .filteredOn(envelope -> envelope.getError().getCode() == ErrorCode.RATE_LIMITED)
        .extracting(envelope -> envelope.getError().getClientId())
        .hasSize(2 * BURST)
        .contains("key 0", "key " + (2 * BURST - 1));
    assertThat(connection.pause()).isPositive();
  }

  @Test
  void whatCannotBeReadCostsByItsLength() {
    live();
    connection.refuse(
        Problems.problem(ErrorCode.PAYLOAD_TOO_LARGE, "too large", List.of()), 4 << 20);

    assertThat(connection.pause()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void theWiresOwnPingsCountToo() {
    live();
    for (int i = 0; i < 2 * BURST; i++) {
      connection.control(2);
    }

    assertSlowed();
  }

  @Test
  void whoHasNotBeenWelcomedYetIsSlowedAsWell() {
    connection.receive(hello("ada").build());
    receive(2 * BURST, i -> ping());

    assertSlowed();
  }

  @Test
  void anAccountHasSoManyConnectionsAndNoMore() {
    live();
    for (int i = 1; i < PER_ACCOUNT; i++) {
      greet("192.0.2." + (10 + i), "ada");
    }
    RecordingTransport late = greet("192.0.2.20", "ada elsewhere");

    assertThat(late.last().getError().getCode()).isEqualTo(ErrorCode.TOO_MANY_CONNECTIONS);
    assertThat(late.last().getError().getRetryable()).isTrue();
    assertThat(late.closed).isEqualTo(CloseReason.TOO_MANY);
    assertThat(greet("192.0.2.21", "eve").last().hasWelcome()).isTrue();
  }

  @Test
  void aConnectionThatEndsMakesRoomForAnother() {
    live();
    for (int i = 1; i < PER_ACCOUNT; i++) {
      greet("192.0.2." + (10 + i), "ada");
    }
    connection.close(CloseReason.NORMAL);

    assertThat(greet("192.0.2.20", "ada").last().hasWelcome()).isTrue();
    assertThat(greet("192.0.2.20", "ada").closed).isEqualTo(CloseReason.TOO_MANY);
  }

  @Test
  void anAddressHasSoManyConnectionsWhetherTheySayWhoCallsOrNot() {
    for (int i = 1; i < PER_ADDRESS; i++) {
      accept(new RecordingTransport(loop), "192.0.2.1");
    }
    RecordingTransport late = new RecordingTransport(loop);
    accept(late, "192.0.2.1");
    settle();

    assertThat(late.last().getError().getCode()).isEqualTo(ErrorCode.TOO_MANY_CONNECTIONS);
    assertThat(late.closed).isEqualTo(CloseReason.TOO_MANY);

    connection.close(CloseReason.NORMAL);
    RecordingTransport next = new RecordingTransport(loop);
    accept(next, "192.0.2.1");
    assertThat(next.closed).isNull();
  }

  @Test
  void positionsOfThousandsOfStrangeRoomsAreAnsweredOnce() {
    Resume.Builder resume = Resume.newBuilder();
    for (int i = 0; i < 100_000; i++) {
      resume.putRooms("room " + i, i);
    }
    connection.receive(
        ClientEnvelope.newBuilder()
            .setHello(Hello.newBuilder().setAccessToken("ada").setResume(resume))
            .build());
    settle();

    assertThat(wire.last().getError().getCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(wire.last().getError().getMessage()).contains("100000", "at most 1000");
    assertThat(wire.said()).hasSize(2);
    assertThat(wire.closed).isNull();
  }

  @Test
  void aWallClockThatJumpsAheadMakesNobodySilent() {
    live();
    wall.advance(Duration.ofMinutes(9));
    connection.tick();
    assertThat(wire.closed).isNull();

    steady.advance(Duration.ofSeconds(76));
    connection.tick();
    assertThat(wire.closed).isEqualTo(CloseReason.SILENT);
  }

  @Test
  void aWallClockThatIsSetBackKeepsNobodyWhoIsSilent() {
    live();
    wall.advance(Duration.ofHours(-3));
    steady.advance(Duration.ofSeconds(76));
    connection.tick();

    assertThat(wire.closed).isEqualTo(CloseReason.SILENT);
  }

  @Test
  void aWallClockThatJumpsHoldsUpNoHello() {
    wall.advance(Duration.ofHours(3));
    connection.tick();
    assertThat(wire.closed).isNull();

    live();
    assertThat(wire.last().hasWelcome()).isTrue();
  }

  @Test
  void aTokenThatTheWallClockSaysHasRunOutIsToBeRenewed() {
    live();
    wall.advance(Duration.ofHours(3));
    connection.tick();

    assertThat(wire.closed).isEqualTo(CloseReason.SIGN_IN_AGAIN);
  }

  @Test
  void anAllowanceFillsThoughTheWallClockIsSetBack() {
    live();
    receive(2 * BURST, i -> ping());
    wall.advance(Duration.ofHours(-3));
    steady.advance(Duration.ofSeconds(10));

    assertThat(connection.pause()).isZero();
  }

  private void assertSlowed() {
    assertThat(connection.pause()).isPositive();
    settle();
    assertThat(wire.last().getError().getCode()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(wire.last().getError().getRetryable()).isTrue();
    assertThat(wire.last().getError().getMessage()).contains(PER_SECOND + " frames a second");

    steady.advance(Duration.ofSeconds(10));
    assertThat(connection.pause()).isZero();
  }

  private long errors(ErrorCode code) {
    return wire.said().stream().filter(envelope -> envelope.getError().getCode() == code).count();
  }

  private void live() {
    connection.receive(hello("ada").build());
    settle();
  }

  private RecordingTransport greet(String address, String token) {
    RecordingTransport other = new RecordingTransport(loop);
    accept(other, address).receive(hello(token).build());
    settle();
    return other;
  }

  private Connection accept(RecordingTransport transport, String address) {
    Connection accepted = edge.accept(transport, address);
    opened.add(accepted);
    return accepted;
  }

  private void receive(int count, IntFunction<ClientEnvelope.Builder> frame) {
    for (int i = 0; i < count; i++) {
      connection.receive(frame.apply(i).build());
    }
    settle();
  }

  private void settle() {
    do {
      loop.run();
    } while (logs.answerOne());
    loop.run();
  }

  private static ClientEnvelope.Builder hello(String token) {
    return ClientEnvelope.newBuilder().setHello(Hello.newBuilder().setAccessToken(token));
  }

  private static ClientEnvelope.Builder ping() {
    return ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance());
  }

  private static ClientEnvelope.Builder read(String room) {
    return ClientEnvelope.newBuilder()
        .setRead(MarkReadRequest.newBuilder().setRoomId(room).setSeq(1));
  }

  private static ClientEnvelope.Builder send(String key) {
    return ClientEnvelope.newBuilder()
        .setSend(SendMessageRequest.newBuilder().setClientId(key).setRoomId(key).setText("words"));
  }
}
