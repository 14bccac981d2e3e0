package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.RunningParley.Client;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What live connections hear of a room that is deleted and brought back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeletedRoomTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunningParley parley;
  private Client ada;
  private Client grace;

  @BeforeAll
  void start() {
    parley = RunningParley.start();
    ada = parley.register("ada");
    grace = parley.register("grace");
  }

  @AfterAll
  void stop() {
    parley.close();
  }

  @Test
  void whoIsThereSeesItGoAndComeBackAndGoOn() {
    String room = room("live");
    try (LiveClient a = LiveClient.welcome(parley, ada);
        LiveClient g = LiveClient.welcome(parley, grace)) {
      delete(room);
      for (LiveClient each : List.of(a, g)) {
        JsonNode left = each.await(e -> e.at("/event/roomLeft/roomId").asText().equals(room));
        assertThat(left.at("/event/roomLeft/deleted").asBoolean()).isTrue();
      }
      a.send(room, UUID.randomUUID().toString(), "anybody?");
      a.awaitError("ROOM_DELETED");
      g.send(room, UUID.randomUUID().toString(), "anybody?");
      g.awaitError("ROOM_NOT_FOUND");
      g.say("{\"typing\":{\"roomId\":\"" + room + "\"}}");

      undelete(room);
      for (LiveClient each : List.of(a, g)) {
        JsonNode joined = each.await(e -> e.at("/event/roomJoined/id").asText().equals(room));
        assertThat(joined.at("/event/roomJoined/memberCount").asInt()).isEqualTo(2);
      }
      g.send(room, UUID.randomUUID().toString(), "back again");
      a.awaitMessage("back again");
      g.awaitMessage("back again");
    }
  }

  @Test
  void whoWasAwayMeanwhileHearsOfBothAndMissesNothingAfter() {
    String room = room("away");
    ada.say(room, "before");
    ObjectNode hello = JSON.createObjectNode();
    ObjectNode resume =
        hello.putObject("hello").put("accessToken", grace.token).putObject("resume");
    resume.put("user", userSeq(grace));
    resume.putObject("rooms").put(room, "3");
    delete(room);
    undelete(room);
    try (LiveClient g = LiveClient.open(parley)) {
      g.say(hello.toString());
      g.await(e -> e.at("/event/roomLeft/deleted").asBoolean());
      g.await(e -> e.at("/event/roomJoined/id").asText().equals(room));
      ada.say(room, "after");
      g.awaitMessage("after");
      List<Long> seqs =
          g.heard().stream()
              .filter(e -> e.at("/event/roomId").asText().equals(room))
              .map(e -> e.at("/event/seq").asLong())
              .toList();
      assertThat(seqs).containsExactly(4L, 5L, 6L);
    }
  }

  @Test
  void whoComesBackWhileItIsDeletedIsToldToForgetIt() {
    String room = room("gone");
    delete(room);
    try (LiveClient g = LiveClient.open(parley)) {
      g.hello(grace.token, JSON.createObjectNode().put(room, "2"));
      g.awaitError("ROOM_NOT_FOUND");
    }
  }

  /** Ada's, with Grace in it: its log is at 2. */
  private String room(String name) {
    String room = ada.room(name, "PUBLIC");
    grace.post("/v1/rooms/" + room + ":join", "{}");
    return room;
  }

  private String userSeq(Client client) {
    try (LiveClient live = LiveClient.welcome(parley, client)) {
      return live.await(e -> e.has("welcome")).at("/welcome/userSeq").asText();
    }
  }

  private void delete(String room) {
    assertThat(ada.call("DELETE", "/v1/rooms/" + room, BodyPublishers.noBody(), "").status())
        .isEqualTo(200);
  }

  private void undelete(String room) {
    assertThat(ada.post("/v1/rooms/" + room + ":undelete", "{}").status()).isEqualTo(200);
  }
}
