package dev.parley.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.config.Settings;
import dev.parley.platform.config.SettingsSources;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.DatabaseSettings;
import dev.parley.platform.db.TestDatabase;
import dev.parley.platform.rpc.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;

/** All of Parley in this process, on a free port and a database of its own, as a client sees it. */
final class RunningParley implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AutoCloseable behind;
  private final Wiring wiring;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningParley(AutoCloseable behind, Wiring wiring) {
    this.behind = behind;
    this.wiring = wiring;
  }

  /** A gateway of an installation of several processes. */
  static RunningParley gateway(Wiring wiring) {
    return new RunningParley(() -> {}, wiring);
  }

  static RunningParley start() {
    return start(Map.of());
  }

  /** With settings that differ from the defaults. */
  static RunningParley start(Map<String, String> different) {
    return start(different, Clock.systemUTC());
  }

  /** By a wall clock that the test sets. */
  static RunningParley start(Map<String, String> different, Clock clock) {
    Database database = TestDatabase.fresh();
    return new RunningParley(
        database,
        Wiring.start(
            new ServeOptions(EnumSet.allOf(Role.class), settings(database, different)), clock));
  }

  /** On a database that others use too, and that stays. */
  static RunningParley on(Database database) {
    return gateway(
        Wiring.start(new ServeOptions(EnumSet.allOf(Role.class), settings(database, Map.of()))));
  }

  /** Settings of a test: free ports, this database, no limits that are in the way, cheap hashes. */
  static Settings settings(Database database, Map<String, String> different) {
    DatabaseSettings at = database.settings();
    SettingsSources sources =
        SettingsSources.none()
            .with("database.url", at.url())
            .with("database.user", at.user())
            .with("database.password", at.password())
            .with("gateway.host", "127.0.0.1")
            .with("gateway.port", "0")
            .with("chat.rooms.defaults", "")
            .with("gateway.rate-limit.sign-in-per-minute", "10000")
            .with("gateway.rate-limit.address-per-minute", "100000")
            .with("gateway.rate-limit.account-per-minute", "100000")
            .with("auth.hash.memory-kib", "8192")
            .with("auth.hash.iterations", "1");
    for (Map.Entry<String, String> setting : different.entrySet()) {
      sources = sources.with(setting.getKey(), setting.getValue());
    }
    return Settings.load(SettingsOptions.KINDS, sources);
  }

  int port() {
    return wiring.gatewayPort();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  HttpClient http() {
    return http;
  }

  @Override
  public void close() {
    wiring.close();
    try {
      behind.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** An answer, read as JSON where it is JSON. */
  record Answer(int status, Map<String, String> headers, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    String code() {
      return json().path("code").asText();
    }

    String type() {
      return headers.getOrDefault("content-type", "");
    }
  }

  /** Somebody with an account, or nobody. */
  final class Client {
    final String id;
    final String token;

    private Client(String id, String token) {
      this.id = id;
      this.token = token;
    }

    Answer get(String path) {
      return call("GET", path, BodyPublishers.noBody(), "");
    }

    Answer post(String path, String json) {
      return call("POST", path, BodyPublishers.ofString(json), "application/json");
    }

    Answer patch(String path, String json) {
      return call("PATCH", path, BodyPublishers.ofString(json), "application/json");
    }

    Answer call(String method, String path, BodyPublisher body, String type) {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
      if (!type.isEmpty()) {
        request.header("content-type", type);
      }
      if (!token.isEmpty()) {
        request.header("authorization", "Bearer " + token);
      }
      return send(request.build());
    }

    /** Makes a channel and says its id. */
    String room(String name, String visibility) {
      ObjectNode room = JSON.createObjectNode().put("name", name).put("visibility", visibility);
      return post("/v1/rooms", room.toString()).json().path("id").asText();
    }

    /** Invites to a room those who are to become guests, and says the secret. */
    String invitationForGuests(String room) {
      Answer made = post("/v1/rooms/" + room + "/invitations", "{\"guest\":true}");
      return made.json().path("token").asText();
    }

    /** Asks something in a room. */
    Answer ask(String roomId, String question, String... options) {
      String listed = String.join("\",\"", options);
      return post(
          "/v1/rooms/" + roomId + "/messages",
          "{\"clientId\":\"%s\",\"text\":\"%s\",\"requestAcknowledgement\":true,\"poll\":{\"options\":[\"%s\"]}}"
              .formatted(UUID.randomUUID(), question, listed));
    }

    Answer say(String room, String text) {
      return say(room, UUID.randomUUID().toString(), text);
    }

    Answer say(String room, String clientId, String text) {
      ObjectNode message = JSON.createObjectNode().put("clientId", clientId).put("text", text);
      return post("/v1/rooms/" + room + "/messages", message.toString());
    }
  }

  /** Somebody without an account, or with a token of any kind. */
  Client stranger(String token) {
    return new Client("", token);
  }

  /** Registers somebody. */
  Client register(String username) {
    return register(username, "");
  }

  /** Registers a guest by an invitation; without one, a member. */
  Client register(String username, String invitationToken) {
    ObjectNode account =
        JSON.createObjectNode()
            .put("email", username + "@example.org")
            .put("username", username)
            .put("password", PASSWORD)
            .put("invitationToken", invitationToken);
    Answer answer = stranger("").post("/v1/auth/register", account.toString());
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.body());
    }
    JsonNode session = answer.json();
    return new Client(session.at("/user/id").asText(), session.path("accessToken").asText());
  }

  Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Answer(response.statusCode(), headers, response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
