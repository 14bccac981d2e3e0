package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.RunningParley.Client;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.TestDatabase;
import dev.parley.platform.rpc.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest at every door of a real server: what is beyond their rooms does not exist there. */
class GuestTest {
  private static final RunningParley parley =
      RunningParley.start(Map.of("chat.presence.grace-seconds", "0"));
  private static int times;

  private final String suffix = String.valueOf(++times);
  private final Client ada = parley.register("ada" + suffix);
  private final Client eve = parley.register("eve" + suffix);
  private final String room = ada.room("harbour" + suffix, "PUBLIC");
  private final String elsewhere = ada.room("office" + suffix, "PUBLIC");
  private final String token = ada.invitationForGuests(room);
  private final Client gus = parley.register("gus" + suffix, token);

  @BeforeEach
  void enter() {
    assertThat(gus.post("/v1/invitations/" + token + ":accept", "{}").status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    parley.close();
  }

  @Test
  void anInvitationSaysThatItMakesGuestsAndWhoRegistersByItIsOne() {
    Client nobody = parley.stranger("");

    assertThat(nobody.get("/v1/invitations/" + token).json().path("guest").asBoolean()).isTrue();
    assertThat(gus.get("/v1/users/me").json().path("guest").asBoolean()).isTrue();
    assertThat(ada.get("/v1/users/" + gus.id).json().path("guest").asBoolean()).isTrue();
    assertThat(gus.get("/v1/rooms/" + room).json().path("role").asText()).isEqualTo("GUEST");
    assertThat(ada.get("/v1/rooms/" + room).json().path("guestCount").asInt()).isEqualTo(1);
  }

  @Test
  void whoAcceptsALinkBeforeChatHasHeardOfThemIsAGuestThere() {
    Client hasty = parley.register("hasty" + suffix, token);

    assertThat(
            hasty
                .post("/v1/invitations/" + token + ":accept", "{}")
                .json()
                .at("/room/role")
                .asText())
        .isEqualTo("GUEST");
  }

  @Test
  void thePeopleOfAGuestAreThoseOfTheirRooms() {
    assertThat(usernames(gus.get("/v1/users").json()))
        .containsExactlyInAnyOrder("ada" + suffix, "gus" + suffix);
    assertThat(usernames(gus.get("/v1/users?query=eve").json())).isEmpty();
    assertThat(gus.get("/v1/users/" + eve.id).code()).isEqualTo("USER_NOT_FOUND");
    assertThat(gus.get("/v1/users/" + ada.id).status()).isEqualTo(200);
    assertThat(direct(gus, eve).code()).isEqualTo("USER_NOT_FOUND");
    assertThat(direct(gus, ada).status()).isEqualTo(200);
    assertThat(usernames(ada.get("/v1/users?query=gus" + suffix).json()))
        .containsExactly("gus" + suffix);
  }

  @Test
  void aGuestMakesAndFindsNoChannels() {
    assertThat(gus.get("/v1/rooms:discover").code()).isEqualTo("NOT_FOR_GUESTS");
    assertThat(gus.post("/v1/rooms", "{\"name\":\"mine" + suffix + "\"}").code())
        .isEqualTo("NOT_FOR_GUESTS");
    assertThat(gus.post("/v1/rooms/" + elsewhere + ":join", "{}").code())
        .isEqualTo("ROOM_NOT_FOUND");
    assertThat(eve.post("/v1/rooms/" + elsewhere + ":join", "{}").status()).isEqualTo(200);
  }

  @Test
  void presenceOfStrangersIsThatOfNobody() {
    try (LiveClient ofEve = LiveClient.welcome(parley, eve);
        LiveClient ofAda = LiveClient.welcome(parley, ada)) {
      String asked = "{\"userIds\":[\"" + eve.id + "\",\"" + ada.id + "\"]}";
      ada.patch("/v1/users/me/presence", "{\"status\":{\"text\":\"At sea\"}}");
      eve.patch("/v1/users/me/presence", "{\"status\":{\"text\":\"Secret\"}}");

      JsonNode seen = gus.post("/v1/presence:batchGet", asked).json().path("presences");
      assertThat(seen.get(0).path("state").asText()).isEqualTo("OFFLINE");
      assertThat(seen.get(0).path("status").isNull() || seen.get(0).path("status").isMissingNode())
          .isTrue();
      assertThat(seen.get(1).path("state").asText()).isEqualTo("ONLINE");
      assertThat(ofEve.heard()).isNotEmpty();
      assertThat(ofAda.heard()).isNotEmpty();
    }
  }

  @Test
  void whomAGuestWatchesIsSeenWhileTheyShareARoom() {
    try (LiveClient ofEve = LiveClient.welcome(parley, eve);
        LiveClient live = LiveClient.welcome(parley, gus)) {
      live.say("{\"watch\":{\"userIds\":[\"" + eve.id + "\"]}}");
      live.await(e -> states(live, eve).equals(List.of("OFFLINE")));
      eve.patch("/v1/users/me/presence", "{\"status\":{\"text\":\"Secret\"}}");

      assertThat(eve.post("/v1/rooms/" + room + ":join", "{}").status()).isEqualTo(200);
      live.await(e -> states(live, eve).equals(List.of("OFFLINE", "ONLINE")));
      assertThat(live.heard()).noneMatch(e -> e.has("presence"));

      assertThat(eve.post("/v1/rooms/" + room + ":leave", "{}").status()).isEqualTo(200);
      live.await(e -> states(live, eve).equals(List.of("OFFLINE", "ONLINE", "OFFLINE")));
      assertThat(ofEve.heard()).isNotEmpty();
    }
  }

  @Test
  void theWebSocketKnowsNoRoomsButTheirs() {
    try (LiveClient live = LiveClient.welcome(parley, gus)) {
      live.say("{\"typing\":{\"roomId\":\"" + elsewhere + "\"}}");
      live.say("{\"read\":{\"roomId\":\"" + elsewhere + "\",\"seq\":\"1\"}}");
      live.say("{\"delivered\":{\"roomId\":\"" + elsewhere + "\",\"seq\":\"1\"}}");
      live.send(elsewhere, "6e9a7c1e-0000-4000-8000-000000000001", "hello");
      live.say("{\"ping\":{}}");
      live.await(e -> e.has("pong"));
      live.await(e -> errors(live).count() == 4);

      assertThat(errors(live)).containsOnly("ROOM_NOT_FOUND");
    }
  }

  @Test
  void positionsOfOtherRoomsResumeNothing() {
    ada.say(elsewhere, "between ourselves");
    ObjectNode rooms = new ObjectMapper().createObjectNode().put(elsewhere, "0").put(room, "0");
    try (LiveClient live = LiveClient.open(parley)) {
      live.hello(gus.token, rooms);
      live.await(e -> e.has("welcome"));
      ada.say(elsewhere, "also between ourselves");
      ada.say(room, "for all");
      live.awaitMessage("for all");

      assertThat(live.heard())
          .noneMatch(e -> e.path("event").path("roomId").asText().equals(elsewhere));
    }
  }

  @Test
  void whereGuestsOnlyReadTheirMessagesAreRefused() {
    String permissions =
        "{\"permissions\":[{\"permission\":\"SEND_MESSAGES\",\"leastRole\":\"MEMBER\"}]}";
    assertThat(gus.say(room, "hello").status()).isEqualTo(200);
    assertThat(ada.patch("/v1/rooms/" + room, permissions).status()).isEqualTo(200);

    assertThat(gus.say(room, "hello").code()).isEqualTo("PERMISSION_DENIED");
    assertThat(gus.get("/v1/rooms/" + room + "/messages").status()).isEqualTo(200);
  }

  @Test
  void whereRegistrationIsClosedGuestsComeIn() {
    try (Database database = TestDatabase.fresh()) {
      String invitation;
      try (RunningParley open = RunningParley.on(database)) {
        Client host = open.register("host");
        invitation = host.invitationForGuests(host.room("closed", "PRIVATE"));
      }
      try (RunningParley closed = closed(database)) {
        Client guest = closed.register("gus", invitation);

        assertThat(guest.get("/v1/users/me").json().path("guest").asBoolean()).isTrue();
        JsonNode options = closed.stranger("").get("/v1/auth/options").json();
        assertThat(options.path("registrationOpen").asBoolean()).isFalse();
      }
    }
  }

  private static RunningParley closed(Database database) {
    return RunningParley.gateway(
        Wiring.start(
            new ServeOptions(
                EnumSet.allOf(Role.class),
                RunningParley.settings(database, Map.of("auth.registration", "closed")))));
  }

  private static RunningParley.Answer direct(Client from, Client to) {
    return from.post("/v1/rooms", "{\"kind\":\"DIRECT\",\"memberIds\":[\"" + to.id + "\"]}");
  }

  private static List<String> usernames(JsonNode page) {
    return StreamSupport.stream(page.path("users").spliterator(), false)
        .map(user -> user.path("username").asText())
        .toList();
  }

  /** How snapshots have said that somebody is, the oldest first. */
  private static List<String> states(LiveClient live, Client person) {
    return live.heard().stream()
        .flatMap(e -> StreamSupport.stream(e.at("/presences/presences").spliterator(), false))
        .filter(presence -> presence.path("userId").asText().equals(person.id))
        .map(presence -> presence.path("state").asText())
        .toList();
  }

  private static Stream<String> errors(LiveClient live) {
    return live.heard().stream().filter(e -> e.has("error")).map(e -> e.at("/error/code").asText());
  }
}
