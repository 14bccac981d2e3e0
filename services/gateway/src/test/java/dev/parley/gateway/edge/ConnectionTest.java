package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.ReceiptNews;
import dev.parley.api.internal.v1.Standing;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.MarkDelivered;
import dev.parley.api.v1.MarkReadRequest;
import dev.parley.api.v1.Ping;
import dev.parley.api.v1.Preferences;
import dev.parley.api.v1.Receipt;
import dev.parley.api.v1.Renew;
import dev.parley.api.v1.Resume;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.gateway.GatewaySettings;
import dev.parley.platform.ManualClock;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.InProcessEventBus;
import dev.parley.platform.time.Clocks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final UUID ADA = FakeAdmission.ADA;
  private static final String ROOM = "room";
  private static final GatewaySettings.Connection SETTINGS =
      new GatewaySettings.Connection(10, 25, 16_384, 0, 100, 10_000, 100, 3, 5);

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final FakeLogs logs = new FakeLogs();
  private final FakeMessenger messenger = new FakeMessenger();
  private final FakeAdmission admission = new FakeAdmission(clock);
  private final InProcessEventBus bus = new InProcessEventBus();
  private final Edge edge =
      new Edge(
          SETTINGS,
          logs,
          messenger,
          new FakePresence(),
          admission,
          bus,
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
  void whoSaysSomethingElseThanHelloFirstIsSentAway() {
    receive(ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance()));

    assertRefused(ErrorCode.HELLO_EXPECTED);
    assertThat(wire.closed).isEqualTo(CloseReason.HELLO_EXPECTED);
  }

  @Test
  void whoSaysHelloTooLateIsSentAway() {
    clock.advance(Duration.ofSeconds(10));
    connection.tick();
    assertThat(wire.closed).isNull();

    clock.advance(Duration.ofMillis(1));
    connection.tick();

    assertThat(wire.closed).isEqualTo(CloseReason.HELLO_EXPECTED);
    assertThat(CloseReason.HELLO_EXPECTED.code()).isEqualTo(4002);
  }

  @Test
  void helloIsAnsweredWithWelcome() {
    logs.standing = GetStandingResponse.newBuilder().setUserSeq(7).build();
    hello("ada");

    assertThat(wire.last().getWelcome().getUserId()).isEqualTo(ADA.toString());
    assertThat(wire.last().getWelcome().getHeartbeatSeconds()).isEqualTo(25);
    assertThat(wire.last().getWelcome().getUserSeq()).isEqualTo(7);
    assertThat(wire.last().getWelcome().getSessionId()).isEqualTo(connection.id());
  }

  @Test
  void aTokenThatIsNoneIsRefused() {
    hello("nonsense");

    assertRefused(ErrorCode.UNAUTHENTICATED);
    assertThat(wire.closed).isEqualTo(CloseReason.SIGN_IN_AGAIN);
  }

  @Test
  void whileAuthOrTheLogsAreOutOfReachClientsAreToTryAgain() {
    hello("none");
    assertRefused(ErrorCode.UNAVAILABLE);
    assertThat(wire.closed).isEqualTo(CloseReason.UNAVAILABLE);

    RecordingTransport other = new RecordingTransport(loop);
    logs.unreachable = true;
    edge.accept(other, "192.0.2.1").receive(hello("ada", Resume.getDefaultInstance()));
    settle();
    assertThat(other.closed).isEqualTo(CloseReason.UNAVAILABLE);
  }

  @Test
  void whatComesBeforeWelcomeIsRefused() {
    connection.receive(hello("ada", Resume.getDefaultInstance()));
    connection.receive(send("1"));
    settle();

    assertThat(wire.said().getFirst().getError().getCode()).isEqualTo(ErrorCode.HELLO_EXPECTED);
    assertThat(wire.said().getFirst().getError().getClientId()).isEqualTo("1");
    assertThat(wire.last().hasWelcome()).isTrue();
    assertThat(messenger.asked()).isEmpty();
  }

  @Test
  void aSecondHelloAndAnEmptyEnvelopeAreRefusedAndTheConnectionStays() {
    hello("ada");
    hello("ada");
    assertRefused(ErrorCode.INVALID_ARGUMENT);
    receive(ClientEnvelope.newBuilder());
    assertRefused(ErrorCode.MALFORMED_REQUEST);

    receive(ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance()));
    assertThat(wire.last().hasPong()).isTrue();
    assertThat(wire.closed).isNull();
  }

  @Test
  void whoIsSilentForThreeHeartbeatsIsGivenUp() {
    hello("ada");
    clock.advance(Duration.ofSeconds(75));
    connection.tick();
    receive(ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance()));
    clock.advance(Duration.ofSeconds(75));
    connection.tick();
    assertThat(wire.closed).isNull();

    clock.advance(Duration.ofMillis(1));
    connection.tick();

    assertThat(wire.closed).isEqualTo(CloseReason.SILENT);
  }

  @Test
  void aTokenThatRunsOutUnrenewedEndsTheConnectionAfterTheGrace() {
    hello("ada");
    stayFor(Duration.ofMinutes(11));
    assertThat(wire.closed).isNull();

    clock.advance(Duration.ofMillis(1));
    connection.tick();

    assertThat(wire.closed).isEqualTo(CloseReason.SIGN_IN_AGAIN);
    assertThat(CloseReason.SIGN_IN_AGAIN.code()).isEqualTo(4001);
  }

  @Test
  void aRenewedTokenLetsItGoOn() {
    hello("ada");
    stayFor(Duration.ofMinutes(10));
    renew("ada");
    stayFor(Duration.ofMinutes(10));

    assertThat(wire.closed).isNull();
  }

  @Test
  void anothersTokenOrNoneRenewsNothing() {
    hello("ada");
    stayFor(Duration.ofMinutes(10));
    renew("eve");
    assertRefused(ErrorCode.UNAUTHENTICATED);
    renew("nonsense");
    assertRefused(ErrorCode.UNAUTHENTICATED);
    renew("none");
    assertRefused(ErrorCode.UNAVAILABLE);
    assertThat(wire.closed).isNull();

    stayFor(Duration.ofMinutes(2));

    assertThat(wire.closed).isEqualTo(CloseReason.SIGN_IN_AGAIN);
  }

  @Test
  void aClientGoesOnWhereItWasAndGetsNothingFromBeforeItsMembership() {
    for (int i = 0; i < 5; i++) {
      logs.say(ROOM);
      logs.say("late");
      logs.say("new");
    }
    logs.standing =
        GetStandingResponse.newBuilder()
            .addRooms(standing(ROOM, 5, 1))
            .addRooms(standing("late", 5, 4))
            .addRooms(standing("new", 5, 1))
            .build();
    connection.receive(
        hello(
            "ada",
            Resume.newBuilder().putRooms(ROOM, 3).putRooms("late", 0).putRooms("gone", 9).build()));
    settle();
    publish(logs.say("new"));
    settle();

    assertThat(delivered(ROOM)).containsExactly(4L, 5L);
    assertThat(delivered("late")).containsExactly(4L, 5L);
    assertThat(delivered("new")).containsExactly(6L);
    assertThat(wire.said())
        .filteredOn(ServerEnvelope::hasError)
        .singleElement()
        .matches(said -> said.getError().getCode() == ErrorCode.ROOM_NOT_FOUND)
        .matches(said -> said.getError().getMessage().contains("gone"));
  }

  @Test
  void whatHappenedBetweenTheStandingAndTheJoiningIsDelivered() {
    logs.standing = GetStandingResponse.newBuilder().addRooms(standing(ROOM, 0, 0)).build();
    logs.say(ROOM);

    hello("ada");

    assertThat(delivered(ROOM)).containsExactly(1L);
  }

  @Test
  void aRoomJoinedLaterIsFollowedFromThere() {
    hello("ada");
    logs.say(ROOM);
    bus.publish(Subject.user(ADA.toString()), logs.joined(ADA.toString(), ROOM, 1));
    settle();
    publish(logs.say(ROOM));
    settle();

    assertThat(delivered(ROOM)).containsExactly(2L);
  }

  @Test
  void aRoomLeftAndJoinedAgainIsFollowedThoughTheLeavingIsHeardOfLast() {
    logs.standing = GetStandingResponse.newBuilder().addRooms(standing(ROOM, 0, 0)).build();
    hello("ada");
    Event leaving = logs.leave(ROOM, ADA.toString());
    logs.say(ROOM);
    bus.publish(Subject.user(ADA.toString()), logs.left(ADA.toString(), ROOM));
    bus.publish(Subject.user(ADA.toString()), logs.joined(ADA.toString(), ROOM, 2));
    loop.run();

    publish(leaving);
    settle();
    publish(logs.say(ROOM));
    settle();

    assertThat(delivered(ROOM)).containsExactly(1L, 3L);
  }

  @Test
  void aRoomLeftAndJoinedAndLeftAgainIsNotFollowed() {
    logs.standing = GetStandingResponse.newBuilder().addRooms(standing(ROOM, 0, 0)).build();
    hello("ada");
    Event leaving = logs.leave(ROOM, ADA.toString());
    bus.publish(Subject.user(ADA.toString()), logs.left(ADA.toString(), ROOM));
    bus.publish(Subject.user(ADA.toString()), logs.joined(ADA.toString(), ROOM, 2));
    bus.publish(Subject.user(ADA.toString()), logs.left(ADA.toString(), ROOM));
    loop.run();

    publish(leaving, logs.say(ROOM), logs.leave(ROOM, ADA.toString()), logs.say(ROOM));
    settle();

    assertThat(delivered(ROOM)).containsExactly(1L);
  }

  @Test
  void aRoomThatIsDeletedIsFollowedNoLongerUntilItIsBroughtBack() {
    logs.standing = GetStandingResponse.newBuilder().addRooms(standing(ROOM, 0, 0)).build();
    hello("ada");
    publish(logs.say(ROOM));
    settle();
    bus.publish(Subject.user(ADA.toString()), logs.deleted(ADA.toString(), ROOM));
    settle();
    publish(logs.say(ROOM));
    settle();
    assertThat(delivered(ROOM)).containsExactly(1L);

    bus.publish(Subject.user(ADA.toString()), logs.joined(ADA.toString(), ROOM, 2));
    settle();
    publish(logs.say(ROOM));
    settle();
    assertThat(delivered(ROOM)).containsExactly(1L, 3L);
  }

  @Test
  void aSendIsAcknowledgedOnceItIsDurable() {
    hello("ada");
    connection.receive(send("KEY"));
    settle();
    assertThat(wire.last().hasAck()).isFalse();

    messenger.accept("KEY");
    settle();

    assertThat(wire.last().getAck().getClientId()).isEqualTo("KEY");
    assertThat(wire.last().getAck().getSeq()).isEqualTo(1);
  }

  @Test
  void aRefusedSendIsAnErrorUnderItsKey() {
    hello("ada");
    connection.receive(send("1"));
    messenger.refuse("1", Problems.refuse(ErrorCode.NOT_A_MEMBER, "join first"));
    settle();
    assertRefused(ErrorCode.NOT_A_MEMBER);
    assertThat(wire.last().getError().getClientId()).isEqualTo("1");
    assertThat(wire.last().getError().getRetryable()).isFalse();

    admission.sendsAreFree = false;
    connection.receive(send("2"));
    settle();
    assertRefused(ErrorCode.RATE_LIMITED);
    assertThat(wire.last().getError().getClientId()).isEqualTo("2");
    assertThat(wire.last().getError().getRetryable()).isTrue();
    assertThat(messenger.asked()).containsExactly("1");
  }

  @Test
  void whoAsksWithoutReadingIsGivenUp() {
    hello("ada");
    wire.slow = true;
    for (int i = 0; i < 4_000; i++) {
      connection.receive(ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance()).build());
      loop.run();
    }

    assertThat(wire.closed).isEqualTo(CloseReason.TOO_SLOW);
  }

  @Test
  void theEndIsTheEnd() {
    logs.standing = GetStandingResponse.newBuilder().addRooms(standing(ROOM, 0, 0)).build();
    hello("ada");
    connection.close(CloseReason.NORMAL);
    settle();
    int said = wire.said().size();

    publish(logs.say(ROOM));
    receive(ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance()));
    connection.close(CloseReason.SILENT);

    assertThat(wire.said()).hasSize(said);
    assertThat(wire.closed).isEqualTo(CloseReason.NORMAL);
    assertThat(edge.feeds().count()).isZero();
  }

  @Test
  void whoComesWhileTheServerStopsIsToReconnect() {
    connection.close(CloseReason.NORMAL);
    edge.close();
    RecordingTransport late = new RecordingTransport(loop);
    edge.accept(late, "192.0.2.1");

    assertThat(late.closed).isEqualTo(CloseReason.RESTARTING);
  }

  private void hello(String token) {
    connection.receive(hello(token, Resume.getDefaultInstance()));
    settle();
  }

  private static ClientEnvelope hello(String token, Resume resume) {
    return ClientEnvelope.newBuilder()
        .setHello(Hello.newBuilder().setAccessToken(token).setResume(resume))
        .build();
  }

  private static ClientEnvelope send(String clientId) {
    return ClientEnvelope.newBuilder()
        .setSend(SendMessageRequest.newBuilder().setRoomId(ROOM).setClientId(clientId))
        .build();
  }

  @Test
  void readsGoToChatAndThoseOfOtherRoomsAreRefused() {
    logs.standing = GetStandingResponse.newBuilder().addRooms(standing(ROOM, 0, 0)).build();
    hello("ada");

    receive(
        ClientEnvelope.newBuilder()
            .setRead(MarkReadRequest.newBuilder().setRoomId(ROOM).setSeq(3)));
    assertThat(messenger.moves.getLast().getUserId()).isEqualTo(ADA.toString());
    assertThat(messenger.moves.getLast().getRead().getSeq()).isEqualTo(3);

    receive(
        ClientEnvelope.newBuilder()
            .setRead(MarkReadRequest.newBuilder().setRoomId("other").setSeq(3)));
    assertRefused(ErrorCode.ROOM_NOT_FOUND);
    receive(
        ClientEnvelope.newBuilder().setDelivered(MarkDelivered.newBuilder().setRoomId("other")));
    assertThat(messenger.moves).hasSize(1);
    assertThat(wire.closed).isNull();
  }

  @Test
  void readsThatWaitGoOutWhenTheSecondOrTheConnectionEnds() {
    logs.standing = GetStandingResponse.newBuilder().addRooms(standing(ROOM, 0, 0)).build();
    hello("ada");
    for (int seq = 1; seq <= 10; seq++) {
      receive(
          ClientEnvelope.newBuilder()
              .setRead(MarkReadRequest.newBuilder().setRoomId(ROOM).setSeq(seq)));
    }
    assertThat(messenger.moves).hasSize(Positions.AT_ONCE);
    connection.tick();
    assertThat(messenger.moves.getLast().getRead().getSeq()).isEqualTo(10);

    for (int seq = 11; seq <= 20; seq++) {
      receive(
          ClientEnvelope.newBuilder()
              .setRead(MarkReadRequest.newBuilder().setRoomId(ROOM).setSeq(seq)));
    }
    connection.close(CloseReason.NORMAL);
    assertThat(messenger.moves.getLast().getRead().getSeq()).isEqualTo(20);
  }

  @Test
  void howFarOthersAreIsToldAndHowFarOneIsOneselfIsNot() {
    live(true);
    Receipt bens = receipt(UUID.randomUUID());

    bus.publish(Subject.receipts(ROOM), news(bens));
    bus.publish(Subject.receipts(ROOM), news(receipt(ADA)));
    settle();

    assertThat(receipts()).containsExactly(bens);
  }

  @Test
  void howFarSomebodyIsIsNotToldToWhomTheyHaveBlocked() {
    live(true);
    Receipt told = receipt(UUID.randomUUID());

    bus.publish(
        Subject.receipts(ROOM),
        news(receipt(UUID.randomUUID())).toBuilder().addHiddenFrom(ADA.toString()).build());
    bus.publish(
        Subject.receipts(ROOM),
        news(told).toBuilder().addHiddenFrom(UUID.randomUUID().toString()).build());
    settle();

    assertThat(receipts()).containsExactly(told);
  }

  @Test
  void whoKeepsReadsPrivateIsNotToldWhatOthersRead() {
    live(false);
    Receipt bens = receipt(UUID.randomUUID());

    bus.publish(Subject.receipts(ROOM), news(bens));
    settle();
    assertThat(receipts()).containsExactly(bens.toBuilder().clearReadSeq().build());

    bus.publish(
        Subject.user(ADA.toString()),
        Event.newBuilder()
            .setUserSeq(1)
            .setPreferencesChanged(Preferences.newBuilder().setReadReceipts(true))
            .build());
    bus.publish(Subject.receipts(ROOM), news(bens));
    settle();
    assertThat(receipts().getLast()).isEqualTo(bens);
  }

  @Test
  void aClientThatDoesNotReadLosesReceiptsAndIsNotGivenUpForThem() {
    live(true);
    wire.slow = true;
    bus.publish(Subject.receipts(ROOM), news(receipt(UUID.randomUUID())));
    settle();
    for (int i = 0; i < 10_000; i++) {
      bus.publish(Subject.receipts(ROOM), news(receipt(UUID.randomUUID())));
    }
    settle();

    assertThat(wire.closed).isNull();
    wire.slow = false;
    wire.taken();
    settle();
    assertThat(receipts()).hasSizeBetween(2, 5_000);
  }

  private void live(boolean readReceipts) {
    logs.standing =
        GetStandingResponse.newBuilder()
            .addRooms(standing(ROOM, 0, 0))
            .setReadReceipts(readReceipts)
            .build();
    hello("ada");
  }

  private static Receipt receipt(UUID user) {
    return Receipt.newBuilder()
        .setRoomId(ROOM)
        .setUserId(user.toString())
        .setDeliveredSeq(5)
        .setReadSeq(4)
        .build();
  }

  private static ReceiptNews news(Receipt receipt) {
    return ReceiptNews.newBuilder().setReceipt(receipt).build();
  }

  private List<Receipt> receipts() {
    return wire.said().stream()
        .filter(ServerEnvelope::hasReceipt)
        .map(ServerEnvelope::getReceipt)
        .toList();
  }

  private void renew(String token) {
    receive(ClientEnvelope.newBuilder().setRenew(Renew.newBuilder().setAccessToken(token)));
  }

  private void receive(ClientEnvelope.Builder envelope) {
    connection.receive(envelope.build());
    settle();
  }

  /** Lets time pass for a client that pings. */
  private void stayFor(Duration time) {
    for (long seconds = 0; seconds < time.toSeconds(); seconds += 30) {
      clock.advance(Duration.ofSeconds(30));
      connection.tick();
      receive(ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance()));
    }
  }

  private void publish(Event... events) {
    for (Event event : events) {
      bus.publish(Subject.room(event.getRoomId()), event);
    }
  }

  private void settle() {
    boolean busy = true;
    while (busy) {
      loop.run();
      busy = logs.answerOne();
    }
    loop.run();
  }

  private List<Long> delivered(String room) {
    return wire.said().stream()
        .filter(said -> said.hasEvent() && said.getEvent().getRoomId().equals(room))
        .map(said -> said.getEvent().getSeq())
        .toList();
  }

  private void assertRefused(ErrorCode code) {
    assertThat(
            wire.said().stream()
                .filter(ServerEnvelope::hasError)
                .reduce((first, second) -> second)
                .orElseThrow()
                .getError()
                .getCode())
        .isEqualTo(code);
  }

  private static Standing standing(String room, long head, long joined) {
    return Standing.newBuilder().setRoomId(room).setHeadSeq(head).setJoinedSeq(joined).build();
  }
}
