package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceBlockingStub;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.app.RunningParley.Client;
import dev.parley.platform.rpc.Headers;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A block, as the devices of both hear of it or do not, over every door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockingTest {
  private RunningParley parley;
  private Client ada;
  private Client ben;
  private String direct;
  private int pairs;

  @BeforeAll
  void start() {
    parley = RunningParley.start();
  }

  /** Two people who have a direct conversation. */
  @BeforeEach
  void pair() {
    ada = someone();
    ben = someone();
    direct =
        ada.post("/v1/rooms", "{\"kind\":\"DIRECT\",\"memberIds\":[\"" + ben.id + "\"]}")
            .json()
            .path("id")
            .asText();
  }

  @AfterAll
  void stop() {
    parley.close();
  }

  @Test
  void allDevicesOfTheBlockerAreToldAndNobodyElse() {
    try (LiveClient laptop = LiveClient.welcome(parley, ada);
        LiveClient phone = LiveClient.welcome(parley, ada);
        LiveClient bens = LiveClient.welcome(parley, ben)) {
      block(true);
      for (LiveClient device : new LiveClient[] {laptop, phone}) {
        JsonNode change = device.await(e -> e.at("/event").has("blocksChanged"));
        assertThat(change.at("/event/blocksChanged/person/id").asText()).isEqualTo(ben.id);
        assertThat(change.at("/event/blocksChanged/blocked").asBoolean()).isTrue();
      }
      block(false);
      laptop.await(e ->
          e.at("/event").has("blocksChanged") && !e.at("/event/blocksChanged/blocked").asBoolean());
      assertThat(bens.heard()).noneMatch(e -> e.has("event"));
    }
  }

  @Test
  void aDeviceThatWasAwayIsToldWhenItComesBack() {
    block(true);
    try (LiveClient live = LiveClient.open(parley)) {
      live.say("{\"hello\":{\"accessToken\":\"" + ada.token + "\",\"resume\":{\"user\":\"0\"}}}");

      JsonNode change = live.await(e -> e.at("/event").has("blocksChanged"));
      assertThat(change.at("/event/blocksChanged/blocked").asBoolean()).isTrue();
    }
  }

  @Test
  void theBlockedAreRefusedOverTheWebSocketAndOverGrpc() {
    block(true);
    String clientId = UUID.randomUUID().toString();
    try (LiveClient live = LiveClient.welcome(parley, ben)) {
      live.send(direct, clientId, "hello?");
      assertThat(live.awaitError("CANNOT_MESSAGE").path("clientId").asText()).isEqualTo(clientId);
    }
    try (LiveClient live = LiveClient.welcome(parley, ada)) {
      live.send(direct, clientId, "hello?");
      live.awaitError("PERSON_BLOCKED");
    }
    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> sendOverGrpc(ben, clientId));
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void theBlockedSeeTheBlockerGoOfflineAndComeBack() {
    try (LiveClient adas = LiveClient.welcome(parley, ada);
        LiveClient bens = LiveClient.welcome(parley, ben)) {
      bens.say("{\"watch\":{\"userIds\":[\"" + ada.id + "\"]}}");
      awaitState(bens, "ONLINE", 1);

      block(true);
      awaitState(bens, "OFFLINE", 1);
      assertThat(
              ben.post("/v1/presence:batchGet", "{\"userIds\":[\"" + ada.id + "\"]}")
                  .json()
                  .at("/presences/0/state")
                  .asText())
          .isEqualTo("OFFLINE");

      block(false);
      awaitState(bens, "ONLINE", 2);
      assertThat(adas.heard()).isNotEmpty();
    }
  }

  @Test
  void neitherIsToldThatTheOtherTypesNorTheBlockedWhatTheBlockerHasRead() {
    Client eve = someone();
    String room =
        ada.post(
                "/v1/rooms",
                "{\"kind\":\"GROUP\",\"memberIds\":[\"" + ben.id + "\",\"" + eve.id + "\"]}")
            .json()
            .path("id")
            .asText();
    block(true);
    try (LiveClient adas = LiveClient.welcome(parley, ada);
        LiveClient bens = LiveClient.welcome(parley, ben);
        LiveClient eves = LiveClient.welcome(parley, eve)) {
      ben.say(room, "anybody?");
      String seq = adas.awaitMessage("anybody?").path("seq").asText();
      adas.say("{\"read\":{\"roomId\":\"" + room + "\",\"seq\":\"" + seq + "\"}}");
      adas.say("{\"typing\":{\"roomId\":\"" + room + "\"}}");
      bens.say("{\"typing\":{\"roomId\":\"" + room + "\"}}");
      eves.await(e -> e.at("/receipt/userId").asText().equals(ada.id));
      eves.await(e -> e.at("/typing/userId").asText().equals(ada.id));
      eves.await(e -> e.at("/typing/userId").asText().equals(ben.id));
      // What comes after it has overtaken nothing.
      eve.say(room, "me");
      adas.awaitMessage("me");
      bens.awaitMessage("me");

      assertThat(bens.heard()).noneMatch(e -> e.at("/receipt/userId").asText().equals(ada.id));
      assertThat(bens.heard()).noneMatch(e -> e.at("/typing/userId").asText().equals(ada.id));
      assertThat(adas.heard()).noneMatch(e -> e.at("/typing/userId").asText().equals(ben.id));
    }
  }

  private static void awaitState(LiveClient live, String state, int times) {
    live.await(e ->
        live.heard().stream()
                .filter(each ->
                    each.at("/presence/state").asText().equals(state)
                        || each.at("/presences/presences/0/state").asText().equals(state))
                .count()
            >= times);
  }

  private void sendOverGrpc(Client sender, String clientId) {
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer " + sender.token);
    GrpcClients.builder("gproto+http://127.0.0.1:" + parley.port())
        .build(ChatServiceBlockingStub.class)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .sendMessage(
            SendMessageRequest.newBuilder()
                .setRoomId(direct)
                .setClientId(clientId)
                .setText("hello?")
                .build());
  }

  private Client someone() {
    return parley.register("person" + pairs++);
  }

  private void block(boolean blocked) {
    assertThat(
            ada.call(
                    blocked ? "PUT" : "DELETE",
                    "/v1/users/me/blocks/" + ben.id,
                    BodyPublishers.noBody(),
                    "")
                .status())
        .isEqualTo(200);
  }
}
