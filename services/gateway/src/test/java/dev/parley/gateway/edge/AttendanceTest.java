package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.Device;
import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.PresenceNews;
import dev.parley.api.internal.v1.Standing;
import dev.parley.api.internal.v1.TypingNews;
import dev.parley.api.v1.Availability;
import dev.parley.api.v1.BlocksChanged;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.DeviceActivity;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.OwnPresence;
import dev.parley.api.v1.Person;
import dev.parley.api.v1.Presence;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.api.v1.StartTyping;
import dev.parley.api.v1.Typing;
import dev.parley.api.v1.WatchPeople;
import dev.parley.gateway.GatewaySettings;
import dev.parley.platform.ManualClock;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.InProcessEventBus;
import dev.parley.platform.time.Clocks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a live connection says and hears of presence and typing. */
class AttendanceTest {
  private static final String ROOM = "room";
  private static final String ADA = FakeAdmission.ADA.toString();

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final FakeLogs logs = new FakeLogs();
  private final FakePresence presence = new FakePresence();
  private final InProcessEventBus bus = new InProcessEventBus();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Edge edge =
      new Edge(
          // Nothing but the test looks at clocks and logs.
          new GatewaySettings.Connection(10, 25, 16_384, 0, 100, 10_000, 100, 64, 10_000),
          logs,
          new FakeMessenger(),
          presence,
          new FakeAdmission(clock),
          bus,
          metrics,
          new Clocks(clock, clock));
  private final ManualLoop loop = new ManualLoop();
  private final RecordingTransport wire = new RecordingTransport(loop);
  private final Connection connection = edge.accept(wire, "192.0.2.1");
  private final List<Typing> heard = new ArrayList<>();
  private long userSeq;
  private final String grace = UUID.randomUUID().toString();
  private final String alan = UUID.randomUUID().toString();

  @BeforeEach
  void listen() {
    bus.subscribe(Subject.typing(ROOM), news -> heard.add(news.getTyping()));
    logs.standing = standing(2);
  }

  @AfterEach
  void stop() {
    connection.close(CloseReason.NORMAL);
    edge.close();
  }

  @Test
  void typingIsToldToTheRoomAndNotAnswered() {
    hello();
    type(ROOM);

    assertThat(heard).containsExactly(Typing.newBuilder().setRoomId(ROOM).setUserId(ADA).build());
    assertThat(wire.last().hasWelcome()).isTrue();
  }

  @Test
  void othersTypingIsHeardAndOnesOwnIsNot() {
    hello();
    Typing typing = Typing.newBuilder().setRoomId(ROOM).setUserId(grace).build();
    typing(grace);
    typing(ADA);
    settle();

    assertThat(wire.said().stream().filter(ServerEnvelope::hasTyping))
        .extracting(ServerEnvelope::getTyping)
        .containsExactly(typing);
  }

  @Test
  void typingOfWhoHasBlockedOneAndOfWhomOneHasBlockedIsNotHeard() {
    logs.standing = standing(3).toBuilder().addBlockedUserIds(alan).build();
    hello();
    typing(grace, ADA);
    typing(alan);
    settle();
    assertThat(wire.last().hasWelcome()).isTrue();

    blocks(grace, true);
    blocks(alan, false);
    typing(grace);
    typing(alan);
    settle();

    assertThat(wire.said().stream().filter(ServerEnvelope::hasTyping))
        .extracting(said -> said.getTyping().getUserId())
        .containsExactly(alan);
  }

  @Test
  void whomOneHasBlockedIsNotToldThatOneTypes() {
    List<List<String>> hidden = new ArrayList<>();
    bus.subscribe(Subject.typing(ROOM), news -> hidden.add(news.getHiddenFromList()));
    logs.standing = standing(3).toBuilder().addBlockedUserIds(alan).build();
    hello();
    type(ROOM);

    assertThat(hidden).containsExactly(List.of(alan));
  }

  @Test
  void whoHasBlockedOneIsOfflineAndBackWhenThatEnds() {
    presence.is(grace, Presence.State.ONLINE);
    presence.hiddenFrom.put(grace, List.of(ADA));
    hello();
    watch(grace);
    assertThat(wire.last().getPresences().getPresences(0).getState())
        .isEqualTo(Presence.State.OFFLINE);

    publish(grace, Presence.State.AWAY, ADA);
    assertThat(presences()).as("what is hidden changes").isEmpty();

    publish(grace, Presence.State.AWAY);
    publish(grace, Presence.State.AWAY, alan);
    publish(grace, Presence.State.AWAY, alan, ADA);

    assertThat(presences())
        .extracting(Presence::getState)
        .containsExactly(Presence.State.AWAY, Presence.State.OFFLINE);
  }

  @Test
  void typingBeforeHelloEndsTheConnection() {
    type(ROOM);

    assertThat(wire.last().getError().getCode()).isEqualTo(ErrorCode.HELLO_EXPECTED);
    assertThat(wire.closed).isEqualTo(CloseReason.HELLO_EXPECTED);
    assertThat(heard).isEmpty();
  }

  @Test
  void typingInARoomThatOneIsNotInIsRefused() {
    hello();
    bus.subscribe(Subject.typing("elsewhere"), news -> heard.add(news.getTyping()));
    type("elsewhere");

    assertThat(wire.last().getError().getCode()).isEqualTo(ErrorCode.ROOM_NOT_FOUND);
    assertThat(heard).isEmpty();
  }

  @Test
  void aFloodOfTypingIsToldOnceInTwoSeconds() {
    hello();
    for (int i = 0; i < 10_000; i++) {
      type(ROOM);
    }
    assertThat(heard).hasSize(1);
    assertThat(metrics.counter("parley.typing").count()).isEqualTo(1);

    clock.advance(TypingRate.PAUSE);
    type(ROOM);
    assertThat(heard).hasSize(2);
  }

  @Test
  void typingAfterAMessageIsToldAtOnce() {
    hello();
    type(ROOM);
    receive(
        ClientEnvelope.newBuilder()
            .setSend(SendMessageRequest.newBuilder().setRoomId(ROOM).setClientId("c1")));
    type(ROOM);

    assertThat(heard).hasSize(2);
  }

  @Test
  void typingInManyRoomsIsToldOfFiveAtOnce() {
    TypingRate rate = new TypingRate();

    assertThat(IntStream.range(0, 1_000).filter(i -> rate.take("room " + i, clock.instant())))
        .hasSize(TypingRate.ROOMS);
  }

  @Test
  void roomsOfMoreThanAHundredTellNobody() {
    logs.standing = standing(Attendance.MAX_TYPING_MEMBERS + 1);
    hello();
    type(ROOM);

    assertThat(heard).isEmpty();
  }

  @Test
  void aRoomThatGrowsBeyondAHundredStopsTelling() {
    logs.standing = standing(Attendance.MAX_TYPING_MEMBERS);
    hello();
    bus.publish(Subject.room(ROOM), logs.join(ROOM, grace));
    settle();
    type(ROOM);

    assertThat(heard).isEmpty();
  }

  @Test
  void whoAppearsOfflineIsNotSeenTypingUntilThatEnds() {
    logs.standing =
        standing(2).toBuilder()
            .setOwnPresence(offlineUntil(clock.instant().plusSeconds(60)))
            .build();
    hello();
    type(ROOM);
    assertThat(heard).isEmpty();

    clock.advance(Duration.ofSeconds(60));
    type(ROOM);
    assertThat(heard).hasSize(1);
  }

  @Test
  void aDeviceIsReportedWhenItComesChangesAndGoes() {
    hello();
    receive(ClientEnvelope.newBuilder().setActivity(activity(DeviceActivity.State.IDLE)));
    receive(ClientEnvelope.newBuilder().setActivity(activity(DeviceActivity.State.IDLE)));
    receive(ClientEnvelope.newBuilder().setActivity(activity(DeviceActivity.State.ACTIVE)));
    connection.close(CloseReason.NORMAL);

    assertThat(presence.reported)
        .extracting(Device::getState)
        .containsExactly(
            Device.State.ACTIVE, Device.State.IDLE, Device.State.ACTIVE, Device.State.GONE);
    assertThat(presence.reported).allMatch(device -> device.getUserId().equals(ADA));
  }

  @Test
  void ofAFloodOfActivityTheNewestIsToldWithinASecond() {
    hello();
    for (int i = 0; i < 1_001; i++) {
      receive(
          ClientEnvelope.newBuilder()
              .setActivity(
                  activity(i % 2 == 0 ? DeviceActivity.State.IDLE : DeviceActivity.State.ACTIVE)));
    }
    // The first is that it is there.
    assertThat(presence.reported).hasSize(1 + Attendance.AT_ONCE);

    connection.tick();

    assertThat(presence.reported.getLast().getState()).isEqualTo(Device.State.IDLE);
    assertThat(presence.reported).hasSizeLessThanOrEqualTo(2 + Attendance.AT_ONCE);
  }

  @Test
  void aDeviceThatIsIdleWhenItConnectsNeverLooksActive() {
    connection.receive(
        ClientEnvelope.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setAccessToken("ada")
                    .setActivity(activity(DeviceActivity.State.IDLE)))
            .build());
    settle();

    assertThat(presence.reported).extracting(Device::getState).containsExactly(Device.State.IDLE);
    assertThat(metrics.get("parley.users.present").gauge().value()).isZero();
  }

  @Test
  void aDeviceIsReportedAgainBeforeChatForgetsIt() {
    hello();
    clock.advance(Duration.ofSeconds(19));
    edge.tick();
    assertThat(presence.reported).hasSize(1);

    clock.advance(Duration.ofSeconds(1));
    edge.tick();
    assertThat(presence.reported).hasSize(2);
    assertThat(metrics.get("parley.users.present").gauge().value()).isEqualTo(1);
  }

  @Test
  void whatChatDidNotHearIsReportedAgainWhenItIsBack() {
    presence.unreachable = true;
    hello();
    presence.unreachable = false;
    edge.tick();

    assertThat(presence.reported).extracting(Device::getState).containsExactly(Device.State.ACTIVE);
  }

  @Test
  void aWatchIsAnsweredByHowAllAreAndThenByChangesOfThoseAlone() {
    presence.is(grace, Presence.State.AWAY);
    hello();
    watch(grace, alan);

    assertThat(wire.last().getPresences().getPresencesList())
        .extracting(Presence::getState)
        .containsExactly(Presence.State.AWAY, Presence.State.OFFLINE);

    publish(grace, Presence.State.ONLINE);
    publish(UUID.randomUUID().toString(), Presence.State.ONLINE);
    assertThat(presences()).extracting(Presence::getUserId).containsExactly(grace);
  }

  @Test
  void aWatchReplacesTheOneBeforeIt() {
    hello();
    watch(grace);
    watch(alan);
    publish(grace, Presence.State.ONLINE);
    publish(alan, Presence.State.ONLINE);

    assertThat(presences()).extracting(Presence::getUserId).containsExactly(alan);
    assertThat(metrics.get("parley.users.watched").gauge().value()).isEqualTo(1);
  }

  @Test
  void whoIsWatchedByNobodyAnyMoreIsNotListenedTo() {
    hello();
    watch(grace);
    assertThat(edge.watches().count()).isEqualTo(1);
    watch();
    assertThat(wire.last().getPresences().getPresencesList()).isEmpty();
    assertThat(edge.watches().count()).isZero();

    watch(grace);
    connection.close(CloseReason.NORMAL);
    assertThat(edge.watches().count()).isZero();
  }

  @Test
  void aWatchOfAHundredThousandIsRefusedAndTheOneBeforeStays() {
    hello();
    watch(grace);
    watch(
        IntStream.range(0, 100_000)
            .mapToObj(i -> new UUID(0, i).toString())
            .toArray(String[]::new));

    assertThat(wire.last().getError().getCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(wire.last().getError().getMessage()).contains("100000", "500");
    publish(grace, Presence.State.ONLINE);
    assertThat(presences()).hasSize(1);
  }

  @Test
  void aWatchOfWhatIsNoIdIsRefused() {
    hello();
    for (String id :
        List.of(
            "",
            "-1",
            "nobody",
            grace.toUpperCase(java.util.Locale.ROOT),
            "1-1-1-1-1",
            "x".repeat(10_000))) {
      clock.advance(Duration.ofSeconds(1));
      watch(grace, id);
      assertThat(wire.last().getError().getCode()).as(id).isEqualTo(ErrorCode.INVALID_ARGUMENT);
      assertThat(wire.last().getError().getMessage()).hasSizeLessThan(200);
    }
    assertThat(edge.watches().count()).isZero();
  }

  @Test
  void ofAFloodOfWatchesTheNewestIsAnsweredWithinASecond() {
    hello();
    for (int i = 0; i < 1_000; i++) {
      watch(UUID.randomUUID().toString());
    }
    watch(grace);
    assertThat(presence.asked).hasSize(Attendance.AT_ONCE);

    connection.tick();
    settle();

    assertThat(presence.asked).hasSize(Attendance.AT_ONCE + 1);
    assertThat(wire.last().getPresences().getPresences(0).getUserId()).isEqualTo(grace);
  }

  @Test
  void newsThatComesWhileChatIsAskedIsNotOvertakenByTheOlderAnswer() {
    presence.is(grace, Presence.State.AWAY);
    hello();
    presence.slow = true;
    watch(grace);
    publish(grace, Presence.State.ONLINE);
    presence.answer();
    settle();

    assertThat(wire.last().getPresences().getPresences(0).getState())
        .isEqualTo(Presence.State.ONLINE);
  }

  @Test
  void newsThatTheBusLosesIsAskedForAfterAWhile() {
    presence.is(grace, Presence.State.ONLINE);
    hello();
    watch(grace);
    presence.is(grace, Presence.State.OFFLINE);

    clock.advance(Watches.FRESH.minusSeconds(1));
    edge.tick();
    settle();
    assertThat(presences()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    edge.tick();
    settle();
    assertThat(presences()).extracting(Presence::getState).containsExactly(Presence.State.OFFLINE);
  }

  @Test
  void whileChatIsAwayPeopleLookOfflineAndAreToldOfWhenItIsBack() {
    presence.is(grace, Presence.State.ONLINE);
    hello();
    presence.unreachable = true;
    watch(grace);
    assertThat(wire.last().getPresences().getPresences(0).getState())
        .isEqualTo(Presence.State.OFFLINE);

    presence.unreachable = false;
    edge.tick();
    settle();
    assertThat(presences()).extracting(Presence::getState).containsExactly(Presence.State.ONLINE);
  }

  @Test
  void aSlowReaderIsNotSentTypingAndLearnsLaterHowPeopleAre() {
    hello();
    watch(grace);
    wire.slow = true;
    publish(grace, Presence.State.AWAY);
    // Each counts ten bytes of the 16,384 that may wait.
    for (int i = 0; i < 3_000; i++) {
      typing(grace);
    }
    settle();
    publish(grace, Presence.State.ONLINE);
    wire.slow = false;
    wire.taken();
    settle();
    assertThat(presences()).extracting(Presence::getState).containsExactly(Presence.State.AWAY);

    connection.tick();
    settle();

    assertThat(wire.closed).isNull();
    assertThat(wire.last().getPresences().getPresences(0).getState())
        .isEqualTo(Presence.State.ONLINE);
  }

  @Test
  void aGuestWatchesThoseWhomTheyKnowAndOthersAreOffline() {
    presence.is(grace, Presence.State.ONLINE);
    presence.is(alan, Presence.State.ONLINE);
    presence.acquaintances.add(grace);
    helloAsGuest();
    watch(alan, grace);

    assertThat(snapshot()).containsExactly(grace + " ONLINE", alan + " OFFLINE");
    publish(alan, Presence.State.AWAY);
    publish(grace, Presence.State.AWAY);
    assertThat(presences()).extracting(Presence::getUserId).containsExactly(grace);
    assertThat(edge.watches().count()).as("nobody is listened to in vain").isEqualTo(1);
  }

  @Test
  void whomAGuestKnowsIsLookedAtAgainWhenSomebodyCameOrWent() {
    presence.is(grace, Presence.State.ONLINE);
    helloAsGuest();
    watch(grace);
    assertThat(snapshot()).containsExactly(grace + " OFFLINE");

    presence.acquaintances.add(grace);
    bus.publish(Subject.room(ROOM), logs.join(ROOM, grace));
    settle();
    connection.tick();
    settle();
    assertThat(snapshot()).containsExactly(grace + " ONLINE");

    presence.acquaintances.clear();
    bus.publish(Subject.room(ROOM), logs.leave(ROOM, grace));
    settle();
    connection.tick();
    settle();
    assertThat(snapshot()).containsExactly(grace + " OFFLINE");
    publish(grace, Presence.State.AWAY);
    assertThat(presences()).isEmpty();
  }

  @Test
  void whileChatCannotBeAskedAGuestSeesNobody() {
    presence.is(grace, Presence.State.ONLINE);
    presence.acquaintances.add(grace);
    helloAsGuest();
    presence.unreachable = true;
    watch(grace);
    publish(grace, Presence.State.AWAY);
    assertThat(presences()).isEmpty();
    assertThat(edge.watches().count()).isZero();

    presence.unreachable = false;
    connection.tick();
    settle();
    assertThat(snapshot()).containsExactly(grace + " ONLINE");
  }

  private void helloAsGuest() {
    receive(ClientEnvelope.newBuilder().setHello(Hello.newBuilder().setAccessToken("guest")));
  }

  /** How all were when that was told last. */
  private List<String> snapshot() {
    return wire.said().reversed().stream()
        .filter(ServerEnvelope::hasPresences)
        .findFirst()
        .orElseThrow()
        .getPresences()
        .getPresencesList()
        .stream()
        .map(presence -> presence.getUserId() + " " + presence.getState())
        .toList();
  }

  private List<Presence> presences() {
    return wire.said().stream()
        .filter(ServerEnvelope::hasPresence)
        .map(ServerEnvelope::getPresence)
        .toList();
  }

  private void publish(String userId, Presence.State state, String... hiddenFrom) {
    bus.publish(
        Subject.presence(userId),
        PresenceNews.newBuilder()
            .setPresence(Presence.newBuilder().setUserId(userId).setState(state))
            .addAllHiddenFrom(List.of(hiddenFrom))
            .build());
    settle();
  }

  private void typing(String userId, String... hiddenFrom) {
    bus.publish(
        Subject.typing(ROOM),
        TypingNews.newBuilder()
            .setTyping(Typing.newBuilder().setRoomId(ROOM).setUserId(userId))
            .addAllHiddenFrom(List.of(hiddenFrom))
            .build());
  }

  private void blocks(String userId, boolean blocked) {
    bus.publish(
        Subject.user(ADA),
        Event.newBuilder()
            .setUserSeq(++userSeq)
            .setBlocksChanged(
                BlocksChanged.newBuilder()
                    .setPerson(Person.newBuilder().setId(userId))
                    .setBlocked(blocked))
            .build());
    settle();
  }

  private void type(String room) {
    receive(ClientEnvelope.newBuilder().setTyping(StartTyping.newBuilder().setRoomId(room)));
  }

  private void watch(String... userIds) {
    receive(
        ClientEnvelope.newBuilder()
            .setWatch(WatchPeople.newBuilder().addAllUserIds(List.of(userIds))));
  }

  private void hello() {
    receive(ClientEnvelope.newBuilder().setHello(Hello.newBuilder().setAccessToken("ada")));
  }

  private void receive(ClientEnvelope.Builder envelope) {
    connection.receive(envelope.build());
    settle();
  }

  private void settle() {
    do {
      loop.run();
    } while (logs.answerOne());
  }

  private static DeviceActivity activity(DeviceActivity.State state) {
    return DeviceActivity.newBuilder().setState(state).build();
  }

  private static OwnPresence offlineUntil(Instant end) {
    return OwnPresence.newBuilder()
        .setAvailability(
            Availability.newBuilder()
                .setChoice(Availability.Choice.APPEAR_OFFLINE)
                .setExpireTime(
                    com.google.protobuf.Timestamp.newBuilder().setSeconds(end.getEpochSecond())))
        .build();
  }

  private static GetStandingResponse standing(int members) {
    return GetStandingResponse.newBuilder()
        .addRooms(Standing.newBuilder().setRoomId(ROOM).setJoinedSeq(1).setMemberCount(members))
        .build();
  }
}
