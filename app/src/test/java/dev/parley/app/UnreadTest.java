package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.RunningParley.Client;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Unread counts and receipts as several people on several devices see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnreadTest {
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
  void whatOneDeviceReadsIsReadOnAllAtOnce() {
    Client ada = someone();
    Client grace = someone();
    String room = roomOf(ada, grace);
    try (LiveClient laptop = LiveClient.welcome(parley, grace);
        LiveClient phone = LiveClient.welcome(parley, grace)) {
      ada.say(room, "one");
      ada.say(room, "two, @" + name(grace));
      String seq = phone.awaitMessage("two, @" + name(grace)).path("seq").asText();
      assertThat(counts(grace, room)).isEqualTo("2 unread, 1 mentions");

      laptop.say(read(room, seq));

      for (LiveClient device : new LiveClient[] {laptop, phone}) {
        JsonNode moved = device.await(e -> e.at("/event/readMoved/roomId").asText().equals(room));
        assertThat(moved.at("/event/readMoved/seq").asText()).isEqualTo(seq);
        assertThat(moved.at("/event/readMoved/unreadCount").asText()).isEqualTo("0");
      }
      assertThat(counts(grace, room)).isEqualTo("0 unread, 0 mentions");

      grace.post("/v1/rooms/" + room + ":unread", "{\"seq\":\"" + seq + "\"}");
      phone.await(e -> e.at("/event/readMoved/mentionCount").asText().equals("1"));
      assertThat(counts(grace, room)).isEqualTo("1 unread, 1 mentions");
    }
  }

  @Test
  void whoWasAwayHearsWhereTheirPositionIs() {
    Client ada = someone();
    Client grace = someone();
    String room = roomOf(ada, grace);
    ada.say(room, "one");
    grace.post("/v1/rooms/" + room + ":read", "{\"seq\":\"9999\"}");
    try (LiveClient live = LiveClient.open(parley)) {
      live.say(
          "{\"hello\":{\"accessToken\":\""
              + grace.token
              + "\",\"resume\":{\"user\":\"0\",\"rooms\":{\""
              + room
              + "\":\"2\"}}}}");

      JsonNode moved = live.await(e -> e.at("/event").has("readMoved")).at("/event/readMoved");
      assertThat(moved.path("unreadCount").asText()).isEqualTo("0");
      assertThat(moved.path("ordinal").asText()).isEqualTo("1");
    }
  }

  @Test
  void othersAreToldUnlessOneKeepsItPrivate() {
    Client ada = someone();
    Client grace = someone();
    String room = roomOf(ada, grace);
    try (LiveClient a = LiveClient.welcome(parley, ada);
        LiveClient g = LiveClient.welcome(parley, grace)) {
      String first = ada.say(room, "one").json().path("seq").asText();
      g.say("{\"delivered\":{\"roomId\":\"" + room + "\",\"seq\":\"" + first + "\"}}");
      a.await(e -> e.at("/receipt/deliveredSeq").asText().equals(first));
      g.say(read(room, first));
      JsonNode receipt = a.await(e -> e.at("/receipt/readSeq").asText().equals(first));
      assertThat(receipt.at("/receipt/userId").asText()).isEqualTo(grace.id);
      assertThat(receipt.at("/receipt/roomId").asText()).isEqualTo(room);
      assertThat(readBy(ada, room, grace)).isEqualTo(first);

      grace.patch("/v1/users/me/preferences", "{\"readReceipts\":false}");
      g.await(e -> e.at("/event").has("preferencesChanged"));
      String second = ada.say(room, "two").json().path("seq").asText();
      g.say(read(room, second));
      a.await(e -> e.at("/receipt/deliveredSeq").asText().equals(second));
      assertThat(a.heard()).noneMatch(e -> e.at("/receipt/readSeq").asText().equals(second));
      assertThat(readBy(ada, room, grace)).isEqualTo("0");
      assertThat(readBy(grace, room, ada)).isEqualTo("0");
      assertThat(g.heard()).noneMatch(e -> e.at("/receipt/userId").asText().equals(grace.id));
    }
  }

  @Test
  void badPositionsAreRefusedAndTheConnectionStays() {
    Client ada = someone();
    Client eve = someone();
    String room = ada.room("hers-" + ada.id, "PRIVATE");
    String own = eve.room("own-" + eve.id, "PRIVATE");
    try (LiveClient live = LiveClient.welcome(parley, eve)) {
      live.say(read(own, "-1"));
      live.awaitError("INVALID_ARGUMENT");
      live.say(read(room, "1"));
      live.awaitError("ROOM_NOT_FOUND");
      live.say(read("nonsense", "1"));
      live.say(read(own, "\" + \""));
      live.awaitError("MALFORMED_REQUEST");
      for (int i = 0; i < 500; i++) {
        live.say(read(own, "" + i));
      }
      live.say("{\"ping\":{}}");
      live.await(e -> e.has("pong"));
    }
    assertThat(eve.post("/v1/rooms/" + room + ":read", "{\"seq\":\"1\"}").code())
        .isEqualTo("ROOM_NOT_FOUND");
    assertThat(eve.post("/v1/rooms/" + room + ":unread", "{\"seq\":\"1\"}").code())
        .isEqualTo("ROOM_NOT_FOUND");
    assertThat(eve.get("/v1/rooms/" + room + "/receipts").code()).isEqualTo("ROOM_NOT_FOUND");
    assertThat(eve.post("/v1/rooms/" + own + ":read", "{\"seq\":\"9007199254740992\"}").code())
        .isEqualTo("INVALID_ARGUMENT");
    assertThat(ada.post("/v1/rooms/" + room + ":read", "{\"seq\":\"9007199254740991\"}").status())
        .isEqualTo(200);
  }

  private static String read(String room, String seq) {
    return "{\"read\":{\"roomId\":\"" + room + "\",\"seq\":\"" + seq + "\"}}";
  }

  private static String counts(Client client, String room) {
    JsonNode answer = client.get("/v1/rooms/" + room).json();
    return answer.path("unreadCount").asText()
        + " unread, "
        + answer.path("mentionCount").asText()
        + " mentions";
  }

  private static String readBy(Client viewer, String room, Client whose) {
    for (JsonNode receipt : viewer.get("/v1/rooms/" + room + "/receipts").json().path("receipts")) {
      if (receipt.path("userId").asText().equals(whose.id)) {
        return receipt.path("readSeq").asText();
      }
    }
    throw new AssertionError("no receipt of " + whose.id);
  }

  private String roomOf(Client owner, Client member) {
    String room = owner.room("room-" + owner.id, "PUBLIC");
    member.post("/v1/rooms/" + room + ":join", "{}");
    return room;
  }

  private Client someone() {
    return parley.register("reader" + ++people);
  }

  private static String name(Client client) {
    return client.get("/v1/users/me").json().path("username").asText();
  }
}
