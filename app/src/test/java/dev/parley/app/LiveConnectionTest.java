package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceBlockingStub;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceStub;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetMeRequest;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.Ping;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.api.v1.UsersServiceGrpc.UsersServiceBlockingStub;
import dev.parley.api.v1.WatchRequest;
import dev.parley.app.RunningParley.Client;
import dev.parley.platform.errors.Problems;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Live connections as clients see them: WebSocket, gRPC and gRPC-Web, against the whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveConnectionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private RunningParley parley;
  private int people;

  @BeforeAll
  void start() {
    parley = RunningParley.start();
  }

  @AfterAll
  void stop() {
    parley.close();
  }

  @Test
  void twoPeopleChatBothWays() {
    Client ada = someone();
    Client grace = someone();
    String room = ada.room("two-" + ada.id, "PUBLIC");
    grace.post("/v1/rooms/" + room + ":join", "{}");
    try (LiveClient a = LiveClient.welcome(parley, ada);
        LiveClient g = LiveClient.welcome(parley, grace)) {
      String clientId = UUID.randomUUID().toString();
      a.send(room, clientId, "hello 👋");
      JsonNode ack = a.await(e -> e.at("/ack/clientId").asText().equals(clientId)).path("ack");
      JsonNode event = g.awaitMessage("hello 👋");
      assertThat(event.path("seq").asText()).isEqualTo(ack.path("seq").asText());
      assertThat(event.at("/messageCreated/sender/id").asText()).isEqualTo(ada.id);
      g.send(room, UUID.randomUUID().toString(), "hi");
      a.awaitMessage("hi");
    }
  }

  @Test
  void whatBecomesOfAMessageComesLiveAndIsReplayedAsItIsNow() {
    Client ada = someone();
    Client grace = someone();
    String room = ada.room("changing-" + ada.id, "PUBLIC");
    grace.post("/v1/rooms/" + room + ":join", "{}");
    String message =
        "/v1/rooms/" + room + "/messages/" + ada.say(room, "swordfish").json().path("id").asText();
    try (LiveClient g = LiveClient.welcome(parley, grace)) {
      ada.patch(message, "{\"text\":\"hello\"}");
      JsonNode edited = g.await(e -> e.path("event").has("messageEdited")).path("event");
      assertThat(edited.at("/messageEdited/message/text").asText()).isEqualTo("hello");
      grace.call("PUT", message + "/reactions/%F0%9F%8E%89", BodyPublishers.noBody(), "");
      JsonNode reacted = g.await(e -> e.path("event").has("reactionAdded")).path("event");
      assertThat(reacted.at("/reactionAdded/person/id").asText()).isEqualTo(grace.id);
      assertThat(reacted.path("seq").asLong()).isEqualTo(edited.path("seq").asLong() + 1);
      ada.call("DELETE", message, BodyPublishers.noBody(), "");
      JsonNode deleted = g.await(e -> e.path("event").has("messageDeleted")).path("event");
      assertThat(deleted.at("/messageDeleted/message/deleted").asBoolean()).isTrue();
      assertThat(deleted.at("/messageDeleted/message/changeSeq")).isEqualTo(deleted.path("seq"));
    }
    try (LiveClient late = LiveClient.open(parley)) {
      late.hello(grace.token, JSON.createObjectNode().put(room, "2"));
      late.await(e -> e.path("event").has("messageDeleted"));
      assertThat(late.heard().toString()).doesNotContain("swordfish", "\"hello\"", "🎉");
      assertThat(late.heard().toString()).contains("messageCreated", "messageEdited");
    }
  }

  @Test
  void whatIsSaidShowsInTheMetrics() {
    Client ada = someone();
    String room = ada.room("counted-" + ada.id, "PUBLIC");
    try (LiveClient a = LiveClient.welcome(parley, ada)) {
      double acksBefore = metric("parley_ack_latency_seconds_count");
      double deliveriesBefore = metric("parley_deliveries_total");
      double messagesBefore = metric("parley_messages_total");
      a.send(room, UUID.randomUUID().toString(), "counted");
      a.awaitMessage("counted");
      a.await(e -> e.has("ack"));

      assertThat(metric("parley_ack_latency_seconds_count")).isEqualTo(acksBefore + 1);
      assertThat(metric("parley_deliveries_total")).isGreaterThan(deliveriesBefore);
      assertThat(metric("parley_delivery_latency_seconds_count")).isPositive();
      assertThat(metric("parley_messages_total")).isEqualTo(messagesBefore + 1);
      dev.parley.platform.db.Waiting.until(() -> metric("parley_users_present") > 0);
      assertThat(metric("parley_users_watched")).isGreaterThanOrEqualTo(0);
      assertThat(metric("parley_presence_told_total")).isGreaterThanOrEqualTo(0);
      assertThat(metric("parley_typing_total")).isGreaterThanOrEqualTo(0);
      assertThat(metric("parley_users_seen{within=\"day\"}")).isGreaterThanOrEqualTo(0);
      assertThat(metric("parley_connections")).isPositive();
      assertThat(metric("parley_users_active")).isPositive();
      assertThat(metric("parley_queue_bytes")).isGreaterThanOrEqualTo(0);
      assertThat(metric("parley_queue_drops_total")).isZero();
      assertThat(metric("parley_log_lag")).isGreaterThanOrEqualTo(0);
      assertThat(metric("parley_resyncs_total")).isGreaterThanOrEqualTo(0);
      double refusedBefore = metric("parley_sends_refused_total");
      a.send(UUID.randomUUID().toString(), UUID.randomUUID().toString(), "nowhere");
      a.awaitError("ROOM_NOT_FOUND");
      assertThat(metric("parley_sends_refused_total")).isEqualTo(refusedBefore + 1);
    }
  }

  private double metric(String name) {
    return parley
        .stranger("")
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + name));
  }

  @Test
  void whoJoinsWhileConnectedHearsOfItAndOfWhatFollows() {
    Client ada = someone();
    Client grace = someone();
    String room = ada.room("late-" + ada.id, "PRIVATE");
    try (LiveClient g = LiveClient.welcome(parley, grace)) {
      ada.post("/v1/rooms/" + room + "/members", "{\"userId\":\"" + grace.id + "\"}");
      g.await(e -> e.at("/event/roomJoined/id").asText().equals(room));
      ada.say(room, "welcome");
      g.awaitMessage("welcome");
    }
  }

  @Test
  void whoLeavesSeesNothingAfterThat() {
    Client ada = someone();
    Client grace = someone();
    String room = ada.room("left-" + ada.id, "PUBLIC");
    grace.post("/v1/rooms/" + room + ":join", "{}");
    try (LiveClient a = LiveClient.welcome(parley, ada);
        LiveClient g = LiveClient.welcome(parley, grace)) {
      grace.post("/v1/rooms/" + room + ":leave", "{}");
      g.await(e -> e.at("/event/roomLeft/roomId").asText().equals(room));
      ada.say(room, "secret");
      a.awaitMessage("secret");
      // A frame that comes after the secret would have: nothing else is on its way to Grace.
      g.say("{\"ping\":{}}");
      g.await(e -> e.has("pong"));
      assertThat(g.heard()).noneMatch(e -> e.toString().contains("secret"));
    }
  }

  @Test
  void aClientThatWasAwayGetsWhatItMissedInOrderAndOnce() {
    Client ada = someone();
    Client grace = someone();
    String room = ada.room("away-" + ada.id, "PUBLIC");
    grace.post("/v1/rooms/" + room + ":join", "{}");
    for (int i = 0; i < 30; i++) {
      ada.say(room, "missed " + i);
    }
    try (LiveClient g = LiveClient.open(parley)) {
      g.hello(grace.token, JSON.createObjectNode().put(room, "2"));
      g.awaitMessage("missed 29");
      ada.say(room, "live");
      g.awaitMessage("live");
      List<Long> seqs = new ArrayList<>();
      g.heard().stream()
          .filter(e -> e.at("/event/roomId").asText().equals(room))
          .forEach(e -> seqs.add(e.at("/event/seq").asLong()));
      assertThat(seqs)
          .containsExactlyElementsOf(
              java.util.stream.LongStream.rangeClosed(3, 33).boxed().toList());
    }
  }

  @Test
  void moreThanIsReplayedIsAnsweredWithResync() {
    try (RunningParley small =
        RunningParley.start(java.util.Map.of("gateway.connection.replay-events", "5"))) {
      Client ada = small.register("ada");
      String room = ada.room("general", "PUBLIC");
      for (int i = 0; i < 10; i++) {
        ada.say(room, "m" + i);
      }
      try (LiveClient live = LiveClient.open(small)) {
        live.hello(ada.token, JSON.createObjectNode().put(room, "0"));
        live.await(e -> e.at("/resync/roomId").asText().equals(room));
        ada.say(room, "after");
        live.awaitMessage("after");
      }
    }
  }

  @Test
  void positionsFromTheFutureAndOfOtherRoomsGetAClearAnswer() {
    Client ada = someone();
    Client grace = someone();
    String mine = ada.room("mine-" + ada.id, "PUBLIC");
    String other = grace.room("other-" + grace.id, "PRIVATE");
    try (LiveClient a = LiveClient.open(parley)) {
      a.hello(ada.token, JSON.createObjectNode().put(mine, "900").put(other, "1"));
      a.await(e -> e.at("/resync/roomId").asText().equals(mine));
      assertThat(a.awaitError("ROOM_NOT_FOUND").path("message").asText()).contains(other);
      ada.say(mine, "still live");
      a.awaitMessage("still live");
    }
  }

  @Test
  void sendsOfOneConnectionKeepTheirOrder() {
    Client ada = someone();
    String room = ada.room("order-" + ada.id, "PUBLIC");
    try (LiveClient a = LiveClient.welcome(parley, ada)) {
      StringBuilder frame = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        frame.append(
            "{\"send\":{\"clientId\":\"%s\",\"roomId\":\"%s\",\"text\":\"n%d\"}}\n"
                .formatted(UUID.randomUUID(), room, i));
      }
      a.say(frame.toString());
      a.awaitMessage("n59");
      List<String> texts =
          a.heard().stream()
              .map(e -> e.at("/event/messageCreated/text").asText())
              .filter(t -> !t.isEmpty())
              .toList();
      assertThat(texts).hasSize(60).startsWith("n0", "n1").endsWith("n58", "n59");
      assertThat(texts)
          .isSortedAccordingTo(
              java.util.Comparator.comparingInt(t -> Integer.parseInt(t.substring(1))));
    }
  }

  @Test
  void badFramesGetAnErrorAndTheConnectionStays() {
    Client ada = someone();
    String room = ada.room("bad-" + ada.id, "PUBLIC");
    try (LiveClient a = LiveClient.welcome(parley, ada)) {
      a.say("not json");
      a.awaitError("MALFORMED_REQUEST");
      a.say("{\"unknown\":{}}");
      a.say("{}");
      a.say("{\"ping\":{}} {\"ping\":{}}");
      a.say(
          "{\"send\":{\"clientId\":\"%s\",\"roomId\":\"%s\",\"text\":\"\\ud800\"}}"
              .formatted(UUID.randomUUID(), room));
      a.await(e -> e.at("/error/message").asText().contains("surrogate"));
      a.say("x".repeat(70_000));
      a.awaitError("PAYLOAD_TOO_LARGE");
      String empty = UUID.randomUUID().toString();
      a.send(room, empty, "");
      assertThat(a.awaitError("INVALID_ARGUMENT").path("clientId").asText()).isEqualTo(empty);
      String stray = UUID.randomUUID().toString();
      a.send(UUID.randomUUID().toString(), stray, "hello?");
      assertThat(a.awaitError("ROOM_NOT_FOUND").path("clientId").asText()).isEqualTo(stray);
      a.hello(ada.token, JSON.createObjectNode());
      a.await(e -> e.at("/error/message").asText().contains("hello already"));
      a.send(room, UUID.randomUUID().toString(), "still here");
      a.awaitMessage("still here");
    }
  }

  @Test
  void aFrameBeforeHelloIsRefusedAndEndsTheConnection() {
    try (LiveClient stranger = LiveClient.open(parley)) {
      stranger.say("{\"ping\":{}}");
      stranger.awaitError("HELLO_EXPECTED");
      assertThat(stranger.awaitClose()).isEqualTo(4002);
    }
  }

  @Test
  void aForgedTokenEndsTheConnectionWithSignInAgain() {
    try (LiveClient stranger = LiveClient.open(parley)) {
      stranger.hello("forged.token.here", JSON.createObjectNode());
      stranger.awaitError("UNAUTHENTICATED");
      assertThat(stranger.awaitClose()).isEqualTo(4001);
    }
  }

  @Test
  void oneWhoFloodsIsSlowedByTheirOwnLimit() {
    try (RunningParley slow =
        RunningParley.start(java.util.Map.of("gateway.rate-limit.sends-per-second", "1"))) {
      Client ada = slow.register("ada");
      String room = ada.room("general", "PUBLIC");
      try (LiveClient a = LiveClient.welcome(slow, ada)) {
        for (int i = 0; i < 20; i++) {
          a.send(room, UUID.randomUUID().toString(), "flood");
        }
        assertThat(a.awaitError("RATE_LIMITED").path("retryable").asBoolean()).isTrue();
      }
    }
  }

  @Test
  void grpcCarriesTheSameEnvelopes() throws Exception {
    Client ada = someone();
    String room = ada.room("grpc-" + ada.id, "PUBLIC");
    ChatServiceStub chat = stub("gproto", ChatServiceStub.class);
    Heard heard = new Heard();
    StreamObserver<ClientEnvelope> out = chat.connect(heard);
    out.onNext(
        ClientEnvelope.newBuilder().setHello(Hello.newBuilder().setAccessToken(ada.token)).build());
    assertThat(heard.await(ServerEnvelope.KindCase.WELCOME).getWelcome().getUserId())
        .isEqualTo(ada.id);
    out.onNext(
        ClientEnvelope.newBuilder()
            .setSend(
                SendMessageRequest.newBuilder()
                    .setRoomId(room)
                    .setClientId(UUID.randomUUID().toString())
                    .setText("over gRPC"))
            .build());
    assertThat(heard.await(ServerEnvelope.KindCase.EVENT).getEvent().getMessageCreated().getText())
        .isEqualTo("over gRPC");
    assertThat(heard.await(ServerEnvelope.KindCase.ACK).getAck().getRoomId()).isEqualTo(room);
    out.onCompleted();
    heard.ended.get(10, TimeUnit.SECONDS);
  }

  @Test
  void grpcStreamsMustBeginWithHello() {
    ChatServiceStub chat = stub("gproto", ChatServiceStub.class);
    Heard heard = new Heard();
    chat.connect(heard)
        .onNext(ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance()).build());
    Throwable end =
        heard.ended.handle((done, failure) -> failure).orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(Problems.of(end).getCode()).isEqualTo(ErrorCode.HELLO_EXPECTED);
  }

  @Test
  void grpcWebWatches() throws Exception {
    Client ada = someone();
    String room = ada.room("web-" + ada.id, "PUBLIC");
    Heard heard = new Heard();
    stub("gproto-web", ChatServiceStub.class)
        .watch(
            WatchRequest.newBuilder()
                .setHello(Hello.newBuilder().setAccessToken(ada.token))
                .build(),
            heard);
    heard.await(ServerEnvelope.KindCase.WELCOME);
    ada.say(room, "watched");
    assertThat(heard.await(ServerEnvelope.KindCase.EVENT).getEvent().getMessageCreated().getText())
        .isEqualTo("watched");
  }

  @Test
  void grpcAnswersWithTheCatalogue() {
    Client ada = someone();
    UsersServiceBlockingStub users = stub("gproto", UsersServiceBlockingStub.class);
    assertThatThrownBy(() -> users.getMe(GetMeRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class)
        .satisfies(e -> assertThat(Problems.of(e).getCode()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    assertThat(
            users
                .withInterceptors(bearer(ada.token))
                .getMe(GetMeRequest.getDefaultInstance())
                .getId())
        .isEqualTo(ada.id);
    ChatServiceBlockingStub chat =
        stub("gproto-web", ChatServiceBlockingStub.class).withInterceptors(bearer(ada.token));
    assertThatThrownBy(
            () -> chat.sendMessage(SendMessageRequest.newBuilder().setRoomId("x").build()))
        .satisfies(e ->
            assertThat(Problems.of(e).getErrorsList())
                .extracting("field")
                .contains("roomId", "clientId", "text"));
  }

  @Test
  void serviceTokensAreWorthNothingAtThePublicDoor() {
    Client forger = parley.stranger("");
    UsersServiceBlockingStub users = stub("gproto", UsersServiceBlockingStub.class);
    Metadata metadata = new Metadata();
    metadata.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Service eyJhbGciOiJIUzI1NiJ9.e30.x");
    assertThatThrownBy(() ->
            users
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
                .getMe(GetMeRequest.getDefaultInstance()))
        .satisfies(e -> assertThat(Problems.of(e).getCode()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    assertThat(forger.get("/v1/users/me").status()).isEqualTo(401);
  }

  private Client someone() {
    return parley.register("person" + ++people);
  }

  private <T> T stub(String scheme, Class<T> type) {
    return GrpcClients.builder(scheme + "+http://127.0.0.1:" + parley.port())
        .responseTimeoutMillis(30_000)
        .build(type);
  }

  private static io.grpc.ClientInterceptor bearer(String token) {
    Metadata metadata = new Metadata();
    metadata.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(metadata);
  }

  /** What a stream has brought. */
  private static final class Heard implements StreamObserver<ServerEnvelope> {
    final BlockingQueue<ServerEnvelope> envelopes = new LinkedBlockingQueue<>();
    final java.util.concurrent.CompletableFuture<Void> ended =
        new java.util.concurrent.CompletableFuture<>();

    @Override
    public void onNext(ServerEnvelope envelope) {
      envelopes.add(envelope);
    }

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
    }

    /** The next envelope of a kind; those of other kinds stay. */
    ServerEnvelope await(ServerEnvelope.KindCase kind) throws InterruptedException {
      List<ServerEnvelope> others = new ArrayList<>();
      try {
        while (true) {
          ServerEnvelope next = envelopes.poll(20, TimeUnit.SECONDS);
          if (next == null) {
            throw new AssertionError("no " + kind + "; heard " + others);
          }
          if (next.getKindCase() == kind) {
            return next;
          }
          others.add(next);
        }
      } finally {
        envelopes.addAll(others);
      }
    }
  }
}
