package dev.parley.app;

import static dev.parley.app.RunningParley.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.app.RunningParley.Client;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a session's end means in an installation of one process. */
class EndedSessionTest {
  private static final RunningParley parley = RunningParley.start();
  private static int people;

  private final String name = "person" + ++people;
  private final Client first = parley.register(name);

  @AfterAll
  static void stop() {
    parley.close();
  }

  @Test
  void loggingOutClosesTheSessionsConnectionsAndEndsItsAccessTokens() {
    try (LiveClient live = LiveClient.welcome(parley, first)) {
      long begun = System.nanoTime();
      assertThat(first.post("/v1/auth/logout", "{}").status()).isEqualTo(200);

      assertClosed(live, begun);
      assertThat(first.get("/v1/users/me").code()).isEqualTo("UNAUTHENTICATED");
      try (LiveClient again = LiveClient.open(parley)) {
        again.hello(first.token, new ObjectMapper().createObjectNode());
        again.awaitError("UNAUTHENTICATED");
        assertThat(again.awaitClose()).isEqualTo(4001);
      }
    }
  }

  @Test
  void aNewPasswordClosesTheOtherSessionsConnectionsButNotTheOwn() {
    Client second = parley.stranger(logIn().path("accessToken").asText());
    try (LiveClient one = LiveClient.welcome(parley, first);
        LiveClient two = LiveClient.welcome(parley, second)) {
      long begun = System.nanoTime();
      assertThat(
              second
                  .post(
                      "/v1/auth/password",
                      "{\"currentPassword\":\""
                          + PASSWORD
                          + "\",\"newPassword\":\"another horse 77\"}")
                  .status())
          .isEqualTo(200);

      assertClosed(one, begun);
      two.say("{\"ping\":{}}");
      two.await(envelope -> envelope.has("pong"));
      assertThat(second.get("/v1/users/me").status()).isEqualTo(200);
    }
  }

  @Test
  void aCopiedRefreshTokenClosesTheSessionsConnections() {
    JsonNode session = logIn();
    Client client = parley.stranger(session.path("accessToken").asText());
    String token = session.path("refreshToken").asText();
    String next = refresh(token).json().path("refreshToken").asText();
    assertThat(refresh(next).status()).isEqualTo(200);
    try (LiveClient live = LiveClient.welcome(parley, client)) {
      long begun = System.nanoTime();
      assertThat(refresh(token).code()).isEqualTo("SESSION_ENDED");

      assertClosed(live, begun);
    }
  }

  private static void assertClosed(LiveClient live, long begun) {
    assertThat(live.awaitClose()).isEqualTo(4001);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    live.awaitError("SESSION_ENDED");
  }

  private RunningParley.Answer refresh(String token) {
    return parley.stranger("").post("/v1/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
  }

  private JsonNode logIn() {
    return parley
        .stranger("")
        .post("/v1/auth/login", "{\"login\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}")
        .json();
  }
}
