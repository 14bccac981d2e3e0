package dev.parley.app;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Message;
import dev.parley.app.RunningParley.Client;
import dev.parley.platform.servers.NatsServer;
import dev.parley.platform.servers.RedisServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways and two nodes of services: what one process promises, four keep. */
class ClusterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final NatsServer nats = NatsServer.running();
  private static final RedisServer redis = RedisServer.running();
  private static final Cluster cluster =
      Cluster.start(Map.of("bus.url", nats.url(), "cache.url", redis.url()));
  private static int people;

  private final Client ada = cluster.first.register("ada" + ++people);
  private final Client grace = cluster.second.register("grace" + people);
  private final String room = ada.room("Room " + people, "PUBLIC");

  @AfterAll
  static void stop() {
    cluster.close();
    nats.close();
    redis.close();
  }

  @Test
  void natsCarriesMessagesBetweenNodesOnceAndInOrder() {
    // Looking for what the bus has lost comes too late to help.
    try (Cluster quiet =
        Cluster.start(Map.of("bus.url", nats.url(), "gateway.connection.poll-ms", "10000"))) {
      Client eve = quiet.first.register("eve");
      Client mallory = quiet.second.register("mallory");
      String hall = eve.room("Hall", "PUBLIC");
      assertThat(mallory.post("/v1/rooms/" + hall + ":join", "{}").status()).isEqualTo(200);
      try (LiveClient one = LiveClient.welcome(quiet.first, eve);
          LiveClient two = LiveClient.welcome(quiet.second, mallory)) {
        for (int i = 0; i < 150; i++) {
          one.send(hall, UUID.randomUUID().toString(), "eve " + i);
          two.send(hall, UUID.randomUUID().toString(), "mallory " + i);
        }
        until(() -> acks(one) == 150 && acks(two) == 150);
        long acknowledged = System.nanoTime();
        until(() -> texts(one, hall).size() == 300 && texts(two, hall).size() == 300);

        assertThat(Duration.ofNanos(System.nanoTime() - acknowledged))
            .isLessThan(Duration.ofSeconds(4));
        assertOnceAndInOrder(one, hall);
        assertThat(positions(two, hall)).isEqualTo(positions(one, hall));
      }
    }
  }

  @Test
  void withoutNatsTheLogBringsMessagesWithinASecond() {
    join(grace);
    try (LiveClient one = LiveClient.welcome(cluster.first, ada);
        LiveClient two = LiveClient.welcome(cluster.second, grace)) {
      nats.kill();
      List<Duration> delays = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        String text = "message " + i;
        one.send(room, UUID.randomUUID().toString(), text);
        one.await(envelope -> envelope.at("/ack/roomId").asText().equals(room));
        long begun = System.nanoTime();
        two.awaitMessage(text);
        delays.add(Duration.ofNanos(System.nanoTime() - begun));
      }

      assertThat(delays).allMatch(delay -> delay.compareTo(SECOND) <= 0);
      assertOnceAndInOrder(two, room);
    } finally {
      nats.start();
    }
  }

  @Test
  void natsMayDieAndComeBackInTheMiddleOfSends() {
    join(grace);
    try (LiveClient one = LiveClient.welcome(cluster.first, ada);
        LiveClient two = LiveClient.welcome(cluster.second, grace)) {
      for (int i = 0; i < 300; i++) {
        one.send(room, UUID.randomUUID().toString(), "ada " + i);
        two.send(room, UUID.randomUUID().toString(), "grace " + i);
        int sent = i + 1;
        if (i == 100) {
          nats.kill();
        } else if (i == 200) {
          nats.start();
        }
        until(() -> acks(one) >= sent - 50 && acks(two) >= sent - 50);
      }
      until(() -> acks(one) == 300 && acks(two) == 300);
      until(() -> texts(one, room).size() == 600 && texts(two, room).size() == 600);

      assertOnceAndInOrder(one, room);
      assertOnceAndInOrder(two, room);
      assertThat(positions(one, room)).isEqualTo(positions(two, room));
    }
  }

  @Test
  void aPeerThatSpeaksNonsenseChangesNothing() throws Exception {
    join(grace);
    String subject = "parley.room." + room;
    try (LiveClient one = LiveClient.welcome(cluster.first, ada);
        LiveClient two = LiveClient.welcome(cluster.second, grace);
        Connection peer = Nats.connect(nats.url())) {
      for (int i = 0; i < 50; i++) {
        one.send(room, UUID.randomUUID().toString(), "sense " + i);
        peer.publish(subject, new byte[] {(byte) 0xff, (byte) i});
        peer.publish(subject, nonsense(Event.newBuilder().setRoomId(room).setSeq(1L << 52)));
        peer.publish(subject, nonsense(Event.newBuilder().setRoomId(room).setSeq(-i)));
        peer.publish(subject, nonsense(Event.newBuilder().setRoomId("another").setSeq(i)));
        peer.publish("parley.sessions.ended", nonsense(Event.newBuilder().setSeq(i)));
        peer.publish("parley.receipts." + room, nonsense(Event.newBuilder().setSeq(i)));
        peer.publish(
            "parley.user." + ada.id, nonsense(Event.newBuilder().setRoomId(room).setSeq(i)));
        peer.publish("parley.stream.auth", new byte[0]);
        peer.publish("parley.room." + UUID.randomUUID(), new byte[] {1});
      }
      peer.publish(subject, new byte[1_000_000]);
      peer.publish(
          subject,
          Any.pack(
                  Event.newBuilder()
                      .setRoomId(room)
                      .setSeq(Long.MAX_VALUE)
                      .setMessageCreated(Message.newBuilder().setText("forged".repeat(150_000)))
                      .build())
              .toByteArray());
      one.send(room, UUID.randomUUID().toString(), "after all of it");
      until(() -> texts(one, room).size() == 51 && texts(two, room).size() == 51);

      assertOnceAndInOrder(one, room);
      assertOnceAndInOrder(two, room);
      assertThat(texts(two, room)).noneMatch(text -> text.startsWith("forged"));
    }
  }

  @Test
  void aSessionThatEndsIsOverOnEveryNodeWithinASecond() {
    endsWithinASecond();
  }

  @Test
  void aSessionThatEndsIsOverOnEveryNodeWithinASecondWithoutNatsAndRedis() {
    nats.kill();
    redis.kill();
    try {
      endsWithinASecond();
    } finally {
      redis.start();
      nats.start();
    }
  }

  @Test
  void whenOneNodeOfServicesStopsTheOtherTakesOver() {
    try (Cluster smaller = Cluster.start(Map.of("bus.url", nats.url()))) {
      Client eve = smaller.first.register("eve");
      String hall = eve.room("Hall", "PUBLIC");

      smaller.stopOneService();

      for (int i = 0; i < 20; i++) {
        assertThat(eve.say(hall, "still here").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void withRedisTheAllowanceOfAnAccountIsOneForBothGateways() {
    try (Cluster strict =
        Cluster.start(
            Map.of("cache.url", redis.url(), "gateway.rate-limit.account-per-minute", "40"))) {
      Client here = strict.first.register("eve");
      Client there = strict.second.stranger(here.token);
      int[] served = {0};
      until(() -> {
        int first = here.get("/v1/users/me").status();
        int second = there.get("/v1/users/me").status();
        served[0] += (first == 200 ? 1 : 0) + (second == 200 ? 1 : 0);
        return first == 429 && second == 429;
      });

      assertThat(served[0]).as("40, and what came while Redis was being asked").isBetween(40, 55);
    }
  }

  @Test
  void redisMayDieAndComeBackWhileEverythingGoesOn() {
    join(grace);
    try (LiveClient one = LiveClient.welcome(cluster.first, ada);
        LiveClient two = LiveClient.welcome(cluster.second, grace)) {
      for (int i = 0; i < 90; i++) {
        one.send(room, UUID.randomUUID().toString(), "ada " + i);
        if (i == 30) {
          redis.kill();
        } else if (i == 60) {
          redis.start();
        }
        assertThat(grace.get("/v1/users/me").status()).isEqualTo(200);
      }
      until(() -> acks(one) == 90 && texts(two, room).size() == 90);

      assertOnceAndInOrder(two, room);
    }
  }

  private void endsWithinASecond() {
    Client elsewhere = cluster.second.stranger(ada.token);
    try (LiveClient one = LiveClient.welcome(cluster.first, ada);
        LiveClient two = LiveClient.welcome(cluster.second, ada);
        LiveClient other = LiveClient.welcome(cluster.second, grace)) {
      assertThat(ada.post("/v1/auth/logout", "{}").status()).isEqualTo(200);
      long begun = System.nanoTime();

      assertThat(one.awaitClose()).isEqualTo(4001);
      assertThat(two.awaitClose()).isEqualTo(4001);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThanOrEqualTo(SECOND);
      one.awaitError("SESSION_ENDED");
      two.awaitError("SESSION_ENDED");
      // Requests are refused by the services, which hear of it by themselves.
      for (Client client : List.of(ada, elsewhere)) {
        until(() -> client.get("/v1/users/me").code().equals("UNAUTHENTICATED"));
      }
      assertThat(grace.get("/v1/users/me").status()).isEqualTo(200);
      other.say("{\"ping\":{}}");
      other.await(envelope -> envelope.has("pong"));
    }
  }

  @Test
  void gatewaysSeeOneAnothersPeopleAndTheirTyping() {
    join(grace);
    try (LiveClient one = LiveClient.welcome(cluster.first, ada);
        LiveClient two = LiveClient.welcome(cluster.second, grace)) {
      PresenceTest.watch(two, ada);
      PresenceTest.awaitSnapshot(two, ada, "ONLINE");
      one.say("{\"activity\":{\"state\":\"IDLE\"}}");
      PresenceTest.awaitState(two, ada, "AWAY");

      one.say("{\"typing\":{\"roomId\":\"" + room + "\"}}");
      assertThat(two.await(envelope -> envelope.has("typing")).at("/typing/userId").asText())
          .isEqualTo(ada.id);
    }
  }

  @Test
  void thePeopleOfAGatewayThatIsKilledGoOffline(@TempDir Path folder) {
    try (Cluster frail =
        Cluster.start(
            Map.of(
                "bus.url",
                nats.url(),
                "cache.url",
                redis.url(),
                "chat.presence.device-seconds",
                "3",
                "chat.presence.grace-seconds",
                "0"))) {
      Client eve = frail.first.register("eve" + people);
      Client mallory = frail.second.register("mallory" + people);
      int port = ParleyProcess.freePort();
      try (ParleyProcess doomed = frail.gatewayProcess(folder, port);
          LiveClient one = LiveClient.open(frail.first.http(), port);
          LiveClient two = LiveClient.welcome(frail.second, mallory)) {
        one.hello(eve.token, JSON.createObjectNode());
        one.await(envelope -> envelope.has("welcome"));
        PresenceTest.watch(two, eve);
        PresenceTest.awaitSnapshot(two, eve, "ONLINE");

        doomed.kill();

        PresenceTest.awaitState(two, eve, "OFFLINE");
      }
    }
  }

  @Test
  void sendsGoOnWhileRedisIsAwayAndPresenceKeepsWhatIsKnown() {
    join(grace);
    try (LiveClient one = LiveClient.welcome(cluster.first, ada);
        LiveClient two = LiveClient.welcome(cluster.second, grace)) {
      PresenceTest.watch(two, ada);
      PresenceTest.awaitSnapshot(two, ada, "ONLINE");
      redis.kill();

      one.send(room, UUID.randomUUID().toString(), "without Redis");
      two.awaitMessage("without Redis");
      assertThat(grace.post("/v1/presence:batchGet", "{\"userIds\":[\"" + ada.id + "\"]}").status())
          .isEqualTo(200);
      assertThat(two.heard())
          .noneMatch(envelope -> envelope.at("/presence/state").asText().equals("OFFLINE"));
    } finally {
      redis.start();
    }
  }

  private void join(Client client) {
    assertThat(client.post("/v1/rooms/" + room + ":join", "{}").status()).isEqualTo(200);
  }

  private static byte[] nonsense(Event.Builder event) {
    return Any.pack(event.setMessageCreated(Message.newBuilder().setText("forged")).build())
        .toByteArray();
  }

  private static long acks(LiveClient client) {
    return client.heard().stream().filter(envelope -> envelope.has("ack")).count();
  }

  private static List<JsonNode> events(LiveClient client, String room) {
    return client.heard().stream()
        .map(envelope -> envelope.path("event"))
        .filter(event -> event.path("roomId").asText().equals(room))
        .toList();
  }

  private static List<String> texts(LiveClient client, String room) {
    return events(client, room).stream()
        .filter(event -> event.has("messageCreated"))
        .map(event -> event.at("/messageCreated/text").asText())
        .toList();
  }

  private static List<Long> positions(LiveClient client, String room) {
    return events(client, room).stream()
        .filter(event -> event.has("messageCreated"))
        .map(event -> event.path("seq").asLong())
        .toList();
  }

  private static void assertOnceAndInOrder(LiveClient client, String room) {
    List<Long> got = positions(client, room);
    assertThat(got)
        .isEqualTo(LongStream.rangeClosed(got.getFirst(), got.getLast()).boxed().toList());
    assertThat(texts(client, room)).doesNotHaveDuplicates();
  }
}
