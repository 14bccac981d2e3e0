package dev.parley.app;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.parley.api.v1.Ack;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Ping;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.api.v1.Welcome;
import dev.parley.app.RunningParley.Client;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may say on a live connection that it should not, and what it is answered. */
class HostileClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RunningParley parley =
      RunningParley.start(Map.of("gateway.connection.frames-per-second", "10000"));
  private static final AtomicInteger people = new AtomicInteger();

  private final Client ada = parley.register("hostile" + people.incrementAndGet());
  private final String room = ada.room("Room of " + ada.id, "PUBLIC");

  @AfterAll
  static void stop() {
    parley.close();
  }

  @Test
  void aNegativePositionIsAnsweredWithResyncAndTheRoomIsLive() {
    ada.say(room, "before");
    try (LiveClient live = LiveClient.open(parley)) {
      live.hello(ada.token, JSON.createObjectNode().put(room, "-1"));
      live.await(envelope -> envelope.at("/resync/roomId").asText().equals(room));
      ada.say(room, "after");
      live.awaitMessage("after");
      assertThat(texts(live)).containsExactly("after");
    }
  }

  @Test
  void aPositionThatIsNoNumberIsRefusedAndHelloMayBeSaidAgain() {
    try (LiveClient live = LiveClient.open(parley)) {
      live.hello(ada.token, JSON.createObjectNode().put(room, "soon"));
      live.awaitError("MALFORMED_REQUEST");
      live.hello(ada.token, JSON.createObjectNode().put(room, "0"));
      live.await(envelope -> envelope.has("welcome"));
    }
  }

  @Test
  void aHelloMayNameMoreRoomsThanAFrameHoldsAndStrangeOnesAreRefusedTogether() {
    ada.say(room, "missed");
    ObjectNode positions = strangeRooms(5_000).put(room, "1");
    try (LiveClient live = LiveClient.open(parley)) {
      live.hello(ada.token, positions);

      assertThat(live.awaitError("INVALID_ARGUMENT").path("message").asText()).contains("5000");
      live.awaitMessage("missed");
      assertThat(live.heard()).filteredOn(envelope -> envelope.has("error")).hasSize(1);
    }
  }

  @Test
  void aHelloWithPositionsOfAHundredThousandRoomsEndsTheConnection() {
    try (LiveClient live = LiveClient.open(parley)) {
      live.hello(ada.token, strangeRooms(100_000));

      assertThat(live.awaitClose()).isEqualTo(1009);
    }
    assertThat(ada.get("/v1/users/me").status()).isEqualTo(200);
  }

  @Test
  void aHelloOfTwoMegabytesIsRefusedAndMayBeSaidShorter() {
    try (LiveClient live = LiveClient.open(parley)) {
      live.hello(ada.token, strangeRooms(40_000));
      live.awaitError("PAYLOAD_TOO_LARGE");
      live.hello(ada.token, JSON.createObjectNode());
      live.await(envelope -> envelope.has("welcome"));
    }
  }

  @Test
  void twoConnectionsOfOneSessionAreBothLive() {
    try (LiveClient one = LiveClient.welcome(parley, ada);
        LiveClient two = LiveClient.welcome(parley, ada)) {
      one.send(room, UUID.randomUUID().toString(), "from one");
      two.send(room, UUID.randomUUID().toString(), "from two");

      for (LiveClient live : List.of(one, two)) {
        live.awaitMessage("from one");
        live.awaitMessage("from two");
        live.await(envelope -> envelope.has("ack"));
        assertThat(texts(live)).hasSize(2);
        assertThat(live.heard()).filteredOn(envelope -> envelope.has("ack")).hasSize(1);
      }
    }
  }

  @Test
  void aRepeatedSendIsAnsweredAlikeAndSeenOnceOnWhicheverConnectionItComes() {
    String key = UUID.randomUUID().toString();
    try (LiveClient one = LiveClient.welcome(parley, ada);
        LiveClient two = LiveClient.welcome(parley, ada)) {
      one.send(room, key, "once");
      one.send(room, key, "once");
      JsonNode first = one.await(envelope -> envelope.has("ack")).path("ack");
      two.send(room, key, "once");

      assertThat(two.await(envelope -> envelope.has("ack")).path("ack")).isEqualTo(first);
      until(() -> one.heard().stream().filter(envelope -> envelope.has("ack")).count() == 2);
      assertThat(one.heard())
          .filteredOn(envelope -> envelope.has("ack"))
          .extracting(envelope -> envelope.path("ack"))
          .containsOnly(first);
      two.send(room, UUID.randomUUID().toString(), "the end");
      one.awaitMessage("the end");
      assertThat(texts(one)).containsExactly("once", "the end");
    }
  }

  /** What waits for an answer is handed on together, and so is what others say meanwhile. */
  @Test
  void aTextWithANulIsRefusedAloneAmongThoseThatTravelWithIt() {
    String bad = UUID.randomUUID().toString();
    try (LiveClient live = LiveClient.welcome(parley, ada)) {
      // Fewer than the hundred that one may send at once.
      for (int number = 0; number < 20; number++) {
        live.send(room, UUID.randomUUID().toString(), "before " + number);
      }
      live.send(room, bad, "a\0b");
      for (int number = 0; number < 20; number++) {
        live.send(room, UUID.randomUUID().toString(), "after " + number);
      }

      JsonNode refusal = live.awaitError("INVALID_ARGUMENT");
      assertThat(refusal.path("clientId").asText()).isEqualTo(bad);
      assertThat(refusal.path("message").asText()).contains("NUL");
      live.awaitMessage("after 19");
      assertThat(texts(live)).hasSize(40);
      assertThat(live.heard()).filteredOn(envelope -> envelope.has("error")).hasSize(1);
    }
  }

  @Test
  void theSameKeyForSomethingElseIsAConflict() {
    String key = UUID.randomUUID().toString();
    String other = ada.room("Another of " + ada.id, "PUBLIC");
    try (LiveClient live = LiveClient.welcome(parley, ada)) {
      live.send(room, key, "once");
      live.await(envelope -> envelope.has("ack"));
      live.send(room, key, "something else");
      live.send(other, key, "once");

      until(() -> errors(live).size() == 2);
      assertThat(errors(live))
          .allSatisfy(error -> {
            assertThat(error.path("code").asText()).isEqualTo("IDEMPOTENCY_CONFLICT");
            assertThat(error.path("clientId").asText()).isEqualTo(key);
            assertThat(error.path("retryable").asBoolean()).isFalse();
          });
    }
  }

  @Test
  void aReadThatGoesBackMovesNothing() {
    for (int i = 0; i < 3; i++) {
      ada.say(room, "message " + i);
    }
    Client grace = parley.register("reader" + people.incrementAndGet());
    grace.post("/v1/rooms/" + room + ":join", "{}");
    String head = grace.get("/v1/rooms/" + room).json().path("headSeq").asText();
    ada.say(room, "unread");
    try (LiveClient live = LiveClient.welcome(parley, grace)) {
      live.say(read(Long.toString(Long.parseLong(head) + 1)));
      live.await(envelope -> envelope.at("/event/readMoved/unreadCount").asText().equals("0"));
      live.say(read(head));
      live.say(read("1"));
      live.say("{\"read\":{\"roomId\":\"" + room + "\",\"seq\":\"-7\"}}");
      live.awaitError("INVALID_ARGUMENT");

      ada.say(room, "one more");
      live.awaitMessage("one more");
      assertThat(grace.get("/v1/rooms/" + room).json().path("unreadCount").asText()).isEqualTo("1");
      assertThat(live.heard())
          .filteredOn(envelope -> envelope.at("/event/readMoved").isObject())
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ack\":{\"clientId\":\"x\",\"seq\":\"1\"}}",
        "{\"event\":{\"roomId\":\"x\",\"seq\":\"1\"}}",
        "{\"welcome\":{}}",
        "{\"error\":{\"code\":\"INTERNAL\"}}",
        "{\"pong\":{}}",
        "{\"resync\":{\"roomId\":\"x\"}}",
        "{\"receipt\":{}}",
        "{\"shutdown\":{}}",
        "{\"ping\":{},\"ping\":{}}",
        "{\"ping\":{},\"read\":{\"seq\":\"1\"}}",
        "{\"ping\":null}",
        "{\"ping\":[]}",
        "[{\"ping\":{}}]",
        "\"ping\"",
        "null",
        "{\"ping\":{}",
        "{\"ping\":{}}\n{\"pong\":{}}"
      })
  void whatOnlyServersSayAndWhatNobodyKnowsIsMalformed(String frame) {
    try (LiveClient live = LiveClient.welcome(parley, ada)) {
      live.say(frame);

      assertThat(live.awaitError("MALFORMED_REQUEST").path("retryable").asBoolean()).isFalse();
      assertThat(live.heard()).noneMatch(envelope -> envelope.has("pong"));
      live.say("{\"ping\":{}}");
      live.await(envelope -> envelope.has("pong"));
    }
  }

  @Test
  void inBinaryToo() throws Exception {
    try (BinaryClient live = BinaryClient.welcome(parley, ada)) {
      live.say(delimited(ClientEnvelope.getDefaultInstance().toByteString()));
      live.awaitError(ErrorCode.MALFORMED_REQUEST);
      live.say(delimited(unknown(77)));
      live.awaitError(ErrorCode.MALFORMED_REQUEST);
      // Numbers that mean something else on the way to the server.
      live.say(
          delimited(
              ServerEnvelope.newBuilder()
                  .setAck(Ack.newBuilder().setClientId("x").setRoomId(room))
                  .build()
                  .toByteString()));
      live.awaitError(ErrorCode.INVALID_ARGUMENT);
      live.say(
          delimited(
              ServerEnvelope.newBuilder()
                  .setEvent(Event.newBuilder().setRoomId(room).setSeq(1L << 40))
                  .build()
                  .toByteString()));
      live.awaitError(ErrorCode.UNAUTHENTICATED);
      live.say(
          delimited(
              ServerEnvelope.newBuilder()
                  .setWelcome(Welcome.newBuilder().setSessionId(ada.id))
                  .build()
                  .toByteString()));
      live.awaitError(ErrorCode.INVALID_ARGUMENT);
      assertThat(live.isOpen()).isTrue();
    }
  }

  @Test
  void bytesThatAreNoEnvelopesAreMalformed() throws Exception {
    ByteString ping =
        delimited(
            ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance()).build().toByteString());
    for (ByteString nonsense :
        List.of(
            ByteString.copyFrom(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}),
            // Two gigabytes to come, and a negative length.
            ByteString.copyFrom(new byte[] {-1, -1, -1, -1, 7, 1}),
            ByteString.copyFrom(new byte[] {-1, -1, -1, -1, 15, 1}),
            ping.concat(ByteString.copyFrom(new byte[] {9, 1})),
            // A whole envelope, but shorter than it says.
            ByteString.copyFrom(new byte[] {10}).concat(ping.substring(1)),
            delimited(ByteString.copyFromUtf8("not protobuf at all")))) {
      try (BinaryClient live = BinaryClient.welcome(parley, ada)) {
        live.say(nonsense);
        live.awaitError(ErrorCode.MALFORMED_REQUEST);
        live.say(ping);
        live.await(ServerEnvelope::hasPong);
      }
    }
  }

  private String read(String seq) {
    return "{\"read\":{\"roomId\":\"" + room + "\",\"seq\":\"" + seq + "\"}}";
  }

  private static ObjectNode strangeRooms(int count) {
    ObjectNode positions = JSON.createObjectNode();
    for (int i = 0; i < count; i++) {
      positions.put(new UUID(7, i).toString(), "12");
    }
    return positions;
  }

  private static ByteString unknown(int field) {
    return UnknownFieldSet.newBuilder()
        .addField(field, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
        .build()
        .toByteString();
  }

  /** Preceded by its length, which is below 128. */
  private static ByteString delimited(ByteString envelope) {
    return ByteString.copyFrom(new byte[] {(byte) envelope.size()}).concat(envelope);
  }

  private List<String> texts(LiveClient live) {
    return live.heard().stream()
        .filter(envelope -> envelope.at("/event/roomId").asText().equals(room))
        .map(envelope -> envelope.at("/event/messageCreated/text").asText())
        .toList();
  }

  private static List<JsonNode> errors(LiveClient live) {
    return live.heard().stream()
        .filter(envelope -> envelope.has("error"))
        .map(envelope -> envelope.path("error"))
        .toList();
  }
}
