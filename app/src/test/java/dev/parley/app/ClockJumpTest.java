package dev.parley.app;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.app.RunningParley.Client;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody sets the server's clock to another time while people talk. */
class ClockJumpTest {
  private final JumpingClock clock = new JumpingClock();
  private final RunningParley parley =
      RunningParley.start(Map.of("gateway.rate-limit.sends-per-second", "2"), clock);
  private final Client ada = parley.register("ada");
  private final String room = ada.room("Room", "PUBLIC");

  @AfterEach
  void stop() {
    parley.close();
  }

  @Test
  void setBackByHoursItChangesNoOrderAndEndsNoConnection() {
    try (LiveClient live = LiveClient.welcome(parley, ada)) {
      live.send(room, UUID.randomUUID().toString(), "before");
      JsonNode before = live.awaitMessage("before");

      clock.jump(Duration.ofHours(-5));
      live.send(room, UUID.randomUUID().toString(), "after");
      JsonNode after = live.awaitMessage("after");

      assertThat(after.path("seq").asLong()).isEqualTo(before.path("seq").asLong() + 1);
      assertThat(time(after)).isBefore(time(before));
      assertThat(history()).containsExactly("before", "after");
      assertThat(
              ada.get("/v1/rooms/" + room + "/messages?after=" + before.path("seq").asText())
                  .json()
                  .at("/messages/0/text")
                  .asText())
          .isEqualTo("after");
      assertThat(unread()).isZero();
      assertThat(logIn().get("/v1/users/me").status()).isEqualTo(200);
    }
  }

  @Test
  void setBackByHoursItLeavesNobodyWithoutAnAllowance() {
    try (LiveClient live = LiveClient.welcome(parley, ada)) {
      for (int i = 0; i < 30; i++) {
        live.send(room, UUID.randomUUID().toString(), "flood");
      }
      live.awaitError("RATE_LIMITED");

      clock.jump(Duration.ofHours(-5));

      until(() -> {
        live.send(room, UUID.randomUUID().toString(), "once more");
        return history().contains("once more");
      });
    }
  }

  @Test
  void setAheadByHoursItEndsTokensAndNotSessions() {
    JsonNode session = session();
    Client client = parley.stranger(session.path("accessToken").asText());
    try (LiveClient live = LiveClient.welcome(parley, client)) {
      live.send(room, UUID.randomUUID().toString(), "before");
      live.awaitMessage("before");

      clock.jump(Duration.ofHours(5));

      assertThat(live.awaitClose()).isEqualTo(4001);
    }
    assertThat(client.get("/v1/users/me").code()).isEqualTo("UNAUTHENTICATED");
    String fresh =
        parley
            .stranger("")
            .post(
                "/v1/auth/refresh",
                "{\"refreshToken\":\"" + session.path("refreshToken").asText() + "\"}")
            .json()
            .path("accessToken")
            .asText();
    try (LiveClient again = LiveClient.welcome(parley, parley.stranger(fresh))) {
      again.send(room, UUID.randomUUID().toString(), "after");
      again.awaitMessage("after");
      assertThat(history()).containsExactly("before", "after");

      clock.jump(Duration.ofHours(-5));
      again.send(room, UUID.randomUUID().toString(), "and back");
      again.awaitMessage("and back");
      assertThat(parley.stranger(fresh).get("/v1/rooms/" + room).status()).isEqualTo(200);
    }
  }

  @Test
  void aSessionThatWasEndedStaysEndedWhereverTheClockGoes() {
    JsonNode session = session();
    Client client = parley.stranger(session.path("accessToken").asText());
    assertThat(client.post("/v1/auth/logout", "{}").status()).isEqualTo(200);

    for (Duration jump : List.of(Duration.ofHours(5), Duration.ofHours(-5), Duration.ofHours(-5))) {
      clock.jump(jump);
      assertThat(client.get("/v1/users/me").code()).isEqualTo("UNAUTHENTICATED");
      try (LiveClient live = LiveClient.open(parley)) {
        live.hello(client.token, new ObjectMapper().createObjectNode());
        assertThat(live.awaitClose()).isEqualTo(4001);
      }
    }
  }

  private List<String> history() {
    return StreamSupport.stream(
            logIn()
                .get("/v1/rooms/" + room + "/messages?pageSize=100")
                .json()
                .path("messages")
                .spliterator(),
            false)
        .map(message -> message.path("text").asText())
        .filter(text -> !text.equals("flood"))
        .distinct()
        .toList();
  }

  private int unread() {
    return logIn().get("/v1/rooms/" + room).json().path("unreadCount").asInt();
  }

  private Client logIn() {
    return parley.stranger(session().path("accessToken").asText());
  }

  private JsonNode session() {
    return parley
        .stranger("")
        .post(
            "/v1/auth/login", "{\"login\":\"ada\",\"password\":\"" + RunningParley.PASSWORD + "\"}")
        .json();
  }

  private static Instant time(JsonNode event) {
    return Instant.parse(event.at("/messageCreated/createTime").asText());
  }

  /** This machine's clock, set wrong. */
  private static final class JumpingClock extends Clock {
    private final Clock right = Clock.systemUTC();
    private volatile Duration wrong = Duration.ZERO;

    void jump(Duration by) {
      wrong = wrong.plus(by);
    }

    @Override
    public Instant instant() {
      return right.instant().plus(wrong);
    }

    @Override
    public ZoneId getZone() {
      return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return right.withZone(zone);
    }
  }
}
