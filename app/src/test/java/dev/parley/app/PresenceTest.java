package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.RunningParley.Client;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Presence and typing over a real server, each person with several devices. */
class PresenceTest {
  private static final RunningParley parley =
      RunningParley.start(Map.of("chat.presence.grace-seconds", "0"));
  private static int people;

  private final Client ada = parley.register("ada" + ++people);
  private final Client grace = parley.register("grace" + people);

  @AfterAll
  static void stop() {
    parley.close();
  }

  @Test
  void aPersonIsAsTheirDevicesAreTogether() {
    try (LiveClient watcher = LiveClient.welcome(parley, grace)) {
      watch(watcher, ada);
      awaitSnapshot(watcher, ada, "OFFLINE");
      try (LiveClient laptop = LiveClient.welcome(parley, ada)) {
        awaitState(watcher, ada, "ONLINE");
        laptop.say("{\"activity\":{\"state\":\"IDLE\"}}");
        awaitState(watcher, ada, "AWAY");
        try (LiveClient phone = LiveClient.welcome(parley, ada)) {
          awaitStates(watcher, ada, "ONLINE", "AWAY", "ONLINE");
          phone.say("{\"activity\":{\"state\":\"IDLE\"}}");
          awaitStates(watcher, ada, "ONLINE", "AWAY", "ONLINE", "AWAY");
        }
      }
      awaitStates(watcher, ada, "ONLINE", "AWAY", "ONLINE", "AWAY", "OFFLINE");
      assertThat(last(watcher, ada).path("lastSeenTime").asText())
          .isGreaterThan(Instant.now().minusSeconds(60).toString());
    }
  }

  @Test
  void whatOneChoosesHoldsOnAllDevicesAndIsSeenByThoseWhoWatch() {
    try (LiveClient watcher = LiveClient.welcome(parley, grace);
        LiveClient laptop = LiveClient.welcome(parley, ada);
        LiveClient phone = LiveClient.welcome(parley, ada)) {
      watch(watcher, ada);
      awaitSnapshot(watcher, ada, "ONLINE");
      assertThat(
              ada.patch(
                      "/v1/users/me/presence",
                      "{\"availability\":{\"choice\":\"NOT_TO_BE_DISTURBED\"},\"status\":{\"emoji\":\"🎧\",\"text\":\"Focusing\"}}")
                  .status())
          .isEqualTo(200);

      awaitState(watcher, ada, "DO_NOT_DISTURB");
      assertThat(last(watcher, ada).at("/status/text").asText()).isEqualTo("Focusing");
      for (LiveClient device : List.of(laptop, phone)) {
        JsonNode own =
            device
                .await(e -> e.path("event").has("ownPresenceChanged"))
                .at("/event/ownPresenceChanged");
        assertThat(own.at("/availability/choice").asText()).isEqualTo("NOT_TO_BE_DISTURBED");
      }
      assertThat(ada.get("/v1/users/me/presence").json().at("/status/emoji").asText())
          .isEqualTo("🎧");
    }
  }

  @Test
  void whatEndsByItselfIsTakenBackFromThoseWhoWatch() {
    try (LiveClient watcher = LiveClient.welcome(parley, grace)) {
      watch(watcher, ada);
      awaitSnapshot(watcher, ada, "OFFLINE");
      ada.patch(
          "/v1/users/me/presence",
          "{\"status\":{\"text\":\"Back in a second\",\"expireTime\":\""
              + Instant.now().plusSeconds(2)
              + "\"}}");

      watcher.await(e -> e.at("/presence/status/text").asText().equals("Back in a second"));
      watcher.await(e ->
          e.at("/presence/userId").asText().equals(ada.id)
              && !e.at("/presence/status").has("text"));
    }
  }

  @Test
  void whoAppearsOfflineLooksJustLikeOneWhoIs() {
    try (LiveClient laptop = LiveClient.welcome(parley, ada);
        LiveClient watcher = LiveClient.welcome(parley, grace)) {
      watch(watcher, ada);
      awaitSnapshot(watcher, ada, "ONLINE");
      ada.patch("/v1/users/me/presence", "{\"availability\":{\"choice\":\"APPEAR_OFFLINE\"}}");
      awaitState(watcher, ada, "OFFLINE");
      JsonNode hidden = last(watcher, ada);

      laptop.say("{\"activity\":{\"state\":\"IDLE\"}}\n{\"activity\":{\"state\":\"ACTIVE\"}}");
      laptop.say("{\"ping\":{}}");
      laptop.await(e -> e.has("pong"));
      JsonNode asked =
          grace
              .post("/v1/presence:batchGet", "{\"userIds\":[\"" + ada.id + "\"]}")
              .json()
              .at("/presences/0");

      assertThat(asked).isEqualTo(hidden);
      assertThat(last(watcher, ada)).isEqualTo(hidden);
    }
  }

  @Test
  void typingReachesTheOthersInTheRoomAndNobodyElse() {
    String room = ada.room("typing " + people, "PUBLIC");
    grace.post("/v1/rooms/" + room + ":join", "{}");
    Client stranger = parley.register("stranger" + people);
    try (LiveClient a = LiveClient.welcome(parley, ada);
        LiveClient second = LiveClient.welcome(parley, ada);
        LiveClient g = LiveClient.welcome(parley, grace);
        LiveClient s = LiveClient.welcome(parley, stranger)) {
      a.say("{\"typing\":{\"roomId\":\"" + room + "\"}}");
      JsonNode typing = g.await(e -> e.has("typing")).path("typing");
      assertThat(typing.path("userId").asText()).isEqualTo(ada.id);
      assertThat(typing.path("roomId").asText()).isEqualTo(room);

      s.say("{\"typing\":{\"roomId\":\"" + room + "\"}}");
      s.awaitError("ROOM_NOT_FOUND");
      for (LiveClient other : List.of(a, second, s)) {
        assertThat(other.heard()).noneMatch(e -> e.has("typing"));
      }
    }
  }

  @Test
  void aWatchThatIsTooLongOrNoIdsIsRefusedAndTheConnectionStays() {
    try (LiveClient g = LiveClient.welcome(parley, grace)) {
      String id = "\"" + ada.id + "\",";
      g.say("{\"watch\":{\"userIds\":[" + id.repeat(501).replaceFirst(",$", "") + "]}}");
      assertThat(g.awaitError("INVALID_ARGUMENT").path("message").asText()).contains("501");
      g.say("{\"watch\":{\"userIds\":[" + id.repeat(100_000).replaceFirst(",$", "") + "]}}");
      g.awaitError("PAYLOAD_TOO_LARGE");
      g.say("{\"watch\":{\"userIds\":[-1]}}");
      g.awaitError("MALFORMED_REQUEST");
      watch(g, ada);
      awaitSnapshot(g, ada, "OFFLINE");
    }
  }

  static void watch(LiveClient watcher, Client person) {
    watcher.say("{\"watch\":{\"userIds\":[\"" + person.id + "\"]}}");
  }

  static void awaitSnapshot(LiveClient watcher, Client person, String state) {
    JsonNode presence = watcher.await(e -> e.has("presences")).at("/presences/presences/0");
    assertThat(presence.path("userId").asText()).isEqualTo(person.id);
    if (!presence.path("state").asText().equals(state)) {
      // A device may be reported a moment after its welcome.
      awaitState(watcher, person, state);
    }
  }

  static void awaitState(LiveClient watcher, Client person, String state) {
    watcher.await(e ->
        e.at("/presence/userId").asText().equals(person.id)
            && e.at("/presence/state").asText().equals(state));
  }

  private static void awaitStates(LiveClient watcher, Client person, String... states) {
    dev.parley.platform.db.Waiting.until(() -> states(watcher, person).size() >= states.length);
    assertThat(states(watcher, person)).containsExactly(states);
  }

  private static List<String> states(LiveClient watcher, Client person) {
    return presences(watcher, person).stream().map(p -> p.path("state").asText()).toList();
  }

  private static JsonNode last(LiveClient watcher, Client person) {
    return presences(watcher, person).getLast();
  }

  private static List<JsonNode> presences(LiveClient watcher, Client person) {
    return watcher.heard().stream()
        .map(e -> e.path("presence"))
        .filter(p -> p.path("userId").asText().equals(person.id))
        .toList();
  }
}
