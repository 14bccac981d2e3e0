package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.RunningParley.Answer;
import dev.parley.app.RunningParley.Client;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Malformed, huge, hostile, out of order, wrong person: each gets a clear answer from the
 * catalogue.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private final AtomicInteger people = new AtomicInteger();
  private RunningParley parley;

  @BeforeAll
  void start() {
    parley = RunningParley.start();
  }

  @AfterAll
  void stop() {
    parley.close();
  }

  @Test
  void whatIsNoSingleEmojiIsNoReaction() {
    Client ada = someone();
    String room = ada.room("emoji-" + ada.id, "PUBLIC");
    String reactions =
        "/v1/rooms/"
            + room
            + "/messages/"
            + ada.say(room, "hello").json().path("id").asText()
            + "/reactions/";
    for (String emoji :
        new String[] {
          "x",
          "%20",
          "%2B1",
          "thumbsup",
          "%F0%9F%91%8D%F0%9F%91%8D",
          "%E2%80%8D",
          "%F0%9F%87%A9",
          "%EF%B8%8F",
          "%F0%9F%91%8D%CC%81",
          "%F0%9F%91%8D".repeat(100),
          "%FF%FE"
        }) {
      Answer answer = ada.call("PUT", reactions + emoji, BodyPublishers.noBody(), "");
      assertThat(answer.status()).as(emoji).isEqualTo(400);
      assertThat(answer.code()).as(emoji).isEqualTo("INVALID_ARGUMENT");
    }
    assertThat(ada.call("PUT", reactions + "%F0%9F%91%8D", BodyPublishers.noBody(), "").status())
        .isEqualTo(200);
  }

  @Test
  void whatIsNotStrictlyJsonIsRefused() {
    Client ada = someone();
    for (String body :
        new String[] {
          "", // An empty body is an empty request: the name is what is missing.
          "{",
          "[]",
          "null",
          "{'name':'x'}",
          "{\"name\":\"x\",}",
          "{\"name\":\"x\"} {}",
          "{\"name\":\"x\",\"name\":\"y\"}",
          "{\"name\":\"x\" /* comment */}",
          "{\"nam\":\"x\"}",
          "{\"name\":7,\"topic\":{}}",
          "{\"name\":\"\\ud83d\"}",
          "{\"visibility\":\"SECRET\",\"name\":\"x\"}"
        }) {
      Answer answer = ada.post("/v1/rooms", body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.code()).as(body).isIn("MALFORMED_REQUEST", "INVALID_ARGUMENT");
      assertThat(answer.json().path("detail").asText()).as(body).isNotBlank();
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    Answer answer =
        someone()
            .call(
                "POST",
                "/v1/rooms",
                BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}),
                "application/json");
    assertThat(answer.code()).isEqualTo("MALFORMED_REQUEST");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(someone().post("/v1/rooms", "{\"a\":".repeat(5000)).code())
        .isEqualTo("MALFORMED_REQUEST");
  }

  @Test
  void tenMegabytesAreTooLarge() {
    // As curl does with a body of this size: the server says no before it is sent.
    Answer answer =
        parley.send(
            HttpRequest.newBuilder(parley.uri("/v1/rooms"))
                .version(HttpClient.Version.HTTP_1_1)
                .expectContinue(true)
                .header("authorization", "Bearer " + someone().token)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"" + "x".repeat(10_000_000) + "\"}"))
                .build());
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(answer.json().path("detail").asText()).contains("1048576");
  }

  @Test
  void anotherMediaTypeIsRefused() {
    Answer answer =
        someone()
            .call(
                "POST",
                "/v1/rooms",
                BodyPublishers.ofString("name=x"),
                "application/x-www-form-urlencoded");
    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void unknownPathsUnderV1AreJsonNotTheWebPage() {
    Answer answer = parley.stranger("").get("/v1/nothing/here");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.code()).isEqualTo("ROUTE_NOT_FOUND");
    assertThat(answer.json().path("requestId").asText())
        .isEqualTo(answer.headers().get("x-request-id"));
  }

  @Test
  void aWrongMethodSaysWhichAreRight() {
    Answer answer = someone().call("DELETE", "/v1/rooms", BodyPublishers.noBody(), "");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().get("allow")).contains("GET").contains("POST");
  }

  @Test
  void tokensThatAreForgedOrMissingAreRefused() {
    assertThat(parley.stranger("").get("/v1/rooms").code()).isEqualTo("UNAUTHENTICATED");
    assertThat(parley.stranger("a.b.c").get("/v1/rooms").code()).isEqualTo("UNAUTHENTICATED");
    String real = someone().token;
    int signature = real.lastIndexOf('.') + 1;
    char other = real.charAt(signature) == 'A' ? 'B' : 'A';
    String forged = real.substring(0, signature) + other + real.substring(signature + 1);
    Answer answer = parley.stranger(forged).get("/v1/rooms");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().get("www-authenticate")).isEqualTo("Bearer");
    assertThat(parley.stranger("x".repeat(6000)).get("/v1/rooms").code())
        .isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void aPrivateRoomDoesNotExistForOthers() {
    String room = someone().room("private-" + UUID.randomUUID(), "PRIVATE");
    Client eve = someone();
    for (Answer answer :
        new Answer[] {
          eve.get("/v1/rooms/" + room),
          eve.get("/v1/rooms/" + room + "/members"),
          eve.get("/v1/rooms/" + room + "/messages"),
          eve.post("/v1/rooms/" + room + ":join", "{}"),
          eve.post("/v1/rooms/" + room + ":leave", "{}"),
          eve.post("/v1/rooms/" + room + "/members", "{\"userId\":\"" + eve.id + "\"}"),
          eve.say(room, "let me in")
        }) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("ROOM_NOT_FOUND");
    }
  }

  @Test
  void aPublicRoomWantsToBeJoinedFirst() {
    String room = someone().room("public-" + UUID.randomUUID(), "PUBLIC");
    Client grace = someone();
    assertThat(grace.say(room, "hi").code()).isEqualTo("NOT_A_MEMBER");
    assertThat(grace.get("/v1/rooms/" + room + "/messages").code()).isEqualTo("NOT_A_MEMBER");
  }

  @Test
  void messagesOfNothingOfTooMuchAndOfControlCharactersAreRefused() {
    Client ada = someone();
    String room = ada.room("texts-" + UUID.randomUUID(), "PUBLIC");
    for (String text :
        new String[] {
          "",
          "   ",
          "\n\n",
          "x".repeat(100_000),
          "x".repeat(8001),
          "bell\u0007",
          "nul\u0000",
          "esc\u001b[31m",
          "c1\u0085"
        }) {
      Answer answer = ada.say(room, text);
      assertThat(answer.code()).as("%.20s", text).isEqualTo("INVALID_ARGUMENT");
      assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("text");
    }
    for (String text :
        new String[] {
          "x".repeat(8000),
          "😀".repeat(8000),
          "two\nlines\tand a tab",
          "\u202eright to left",
          "👩‍👩‍👧"
        }) {
      assertThat(ada.say(room, text).json().path("text").asText()).isEqualTo(text);
    }
  }

  @Test
  void namesThatAreTakenAreRefused() {
    Client ada = someone();
    String name = "Taken-" + UUID.randomUUID();
    ada.room(name, "PUBLIC");
    Answer room =
        someone()
            .post("/v1/rooms", "{\"name\":\"" + name.toUpperCase(java.util.Locale.ROOT) + "\"}");
    assertThat(room.status()).isEqualTo(409);
    assertThat(room.code()).isEqualTo("ROOM_NAME_TAKEN");
    String cyrillic = "\\u0441\\u043e\\u0441\\u043e";
    ada.room("coco", "PUBLIC");
    assertThat(ada.post("/v1/rooms", "{\"name\":\"" + cyrillic + "\"}").code())
        .isEqualTo("ROOM_NAME_TAKEN");
    assertThat(
            ada.post("/v1/rooms", "{\"visibility\":\"PRIVATE\",\"name\":\"" + name + "\"}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void aRepeatedSendGetsTheFirstAnswerAndAnotherOneAConflict() {
    Client ada = someone();
    String room = ada.room("again-" + UUID.randomUUID(), "PUBLIC");
    String key = UUID.randomUUID().toString();
    Answer first = ada.say(room, key, "once");
    assertThat(ada.say(room, key, "once").body()).isEqualTo(first.body());
    assertThat(ada.say(room, key, "twice").code()).isEqualTo("IDEMPOTENCY_CONFLICT");
    assertThat(ada.get("/v1/rooms/" + room + "/messages").json().path("messages")).hasSize(1);
  }

  @Test
  void identifiersThatAreNoneAreRefusedByName() {
    Client ada = someone();
    Answer answer = ada.get("/v1/rooms/not-a-uuid");
    assertThat(answer.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("roomId");
    assertThat(ada.get("/v1/rooms/%00").status()).isEqualTo(400);
    assertThat(ada.get("/v1/users?query=%00").status()).isEqualTo(400);
    assertThat(ada.post("/v1/auth/login", "{\"login\":\"a\\u0000b\",\"password\":\"x\"}").code())
        .isEqualTo("INVALID_ARGUMENT");
    assertThat(ada.get("/v1/users?pageSize=99999999999").code()).isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void tooManyRequestsAreToldWhenToComeBack() {
    try (RunningParley slow =
        RunningParley.start(Map.of("gateway.rate-limit.sign-in-per-minute", "2"))) {
      Answer last = slow.stranger("").get("/healthz");
      for (int i = 0; i < 3; i++) {
        last =
            slow.stranger("")
                .post("/v1/auth/login", "{\"login\":\"ada\",\"password\":\"wrong password\"}");
      }
      assertThat(last.status()).isEqualTo(429);
      assertThat(last.code()).isEqualTo("RATE_LIMITED");
      assertThat(Integer.parseInt(last.headers().get("retry-after"))).isBetween(1, 60);
    }
  }

  @Test
  void internalContractsAreNotRouted() {
    Answer answer =
        parley
            .stranger("")
            .call(
                "POST",
                "/parley.internal.v1.LogService/GetStanding",
                BodyPublishers.ofByteArray(new byte[5]),
                "application/grpc");
    assertThat(answer.headers().getOrDefault("grpc-status", Integer.toString(answer.status())))
        .isIn("12", "404", "405");
  }

  private Client someone() {
    return parley.register("person" + people.incrementAndGet());
  }
}
