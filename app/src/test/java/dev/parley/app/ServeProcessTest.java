package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.DatabaseSettings;
import dev.parley.platform.db.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley serve} as a process: how it starts, refuses to start, stops and dies. */
class ServeProcessTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedIsThereAfterKill() throws Exception {
    int port = ParleyProcess.freePort();
    String data = folder.resolve("data").toString();
    List<String> acknowledged = new ArrayList<>();
    String token;
    String room;
    try (ParleyProcess first = serve(port, data)) {
      token = register(port, "ada");
      room = post(port, token, "/v1/rooms", "{\"name\":\"Harbour\"}").path("id").asText();
      for (int i = 0; i < 50; i++) {
        ObjectNode message =
            JSON.createObjectNode()
                .put("clientId", UUID.randomUUID().toString())
                .put("text", "m" + i);
        acknowledged.add(
            post(port, token, "/v1/rooms/" + room + "/messages", message.toString())
                .path("id")
                .asText());
      }
      first.kill();
    }
    try (ParleyProcess second = serve(port, data)) {
      List<String> stored = new ArrayList<>();
      get(port, token, "/v1/rooms/" + room + "/messages?pageSize=200")
          .path("messages")
          .forEach(message -> stored.add(message.path("id").asText()));
      assertThat(stored).containsExactlyElementsOf(acknowledged);
      assertThat(second.output()).contains("Parley is ready: http://localhost:" + port);
    }
  }

  @Test
  void sigtermTellsClientsToReconnectAndEndsWithZeroWithinTenSeconds() throws Exception {
    int port = ParleyProcess.freePort();
    try (ParleyProcess parley = serve(port, folder.resolve("data").toString())) {
      String token = register(port, "ada");
      try (LiveClient live = LiveClient.open(http, port)) {
        live.hello(token, JSON.createObjectNode());
        live.await(envelope -> envelope.has("welcome"));
        parley.terminate();
        assertThat(live.awaitClose()).isEqualTo(1012);
      }
      assertThat(parley.awaitExit(Duration.ofSeconds(10))).isZero();
    }
  }

  @Test
  void aPortInUseIsOneLineAndExitCodeOne() throws IOException {
    try (Database database = TestDatabase.fresh();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      refuses(
          external(database.settings()),
          List.of("--port", Integer.toString(taken.getLocalPort())),
          1,
          Integer.toString(taken.getLocalPort()),
          "--port");
    }
  }

  @Test
  void aDataFolderThatIsNoFolderIsOneLineAndExitCodeOne() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    refuses(Map.of(), List.of("--data", file.toString(), "--port", "0"), 1, file.toString());
  }

  @Test
  void aDataFolderInUseIsOneLineAndExitCodeOne() {
    int port = ParleyProcess.freePort();
    String data = folder.resolve("data").toString();
    try (ParleyProcess first = serve(port, data)) {
      refuses(Map.of(), List.of("--data", data, "--port", "0"), 1, "in use", "--data");
      assertThat(first.output()).doesNotContain("ERROR");
    }
  }

  @Test
  void anUnreachableDatabaseIsOneLineAndExitCodeOne() {
    int nobody = ParleyProcess.freePort();
    refuses(
        Map.of("PARLEY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + nobody + "/parley"),
        List.of("--port", "0"),
        1,
        "127.0.0.1:" + nobody,
        "database.url");
  }

  @Test
  void anUnknownKeyIsOneLineAndExitCodeTwo() {
    refuses(Map.of("PARLEY_GATEWAY_PROT", "8080"), List.of(), 2, "PARLEY_GATEWAY_PROT");
    refuses(Map.of(), List.of("--set", "gateway.prot=8080"), 2, "gateway.prot", "gateway.port");
  }

  @Test
  void aRoleWhosePeersAreNotKnownRefusesToStart() {
    refuses(
        Map.of("PARLEY_RPC_SECRET", "0123456789abcdef0123456789abcdef"),
        List.of("--target", "gateway", "--port", "0"),
        1,
        "rpc.peers.");
    refuses(
        Map.of("PARLEY_RPC_PEERS_AUTH", "127.0.0.1:1", "PARLEY_RPC_PEERS_CHAT", "127.0.0.1:1"),
        List.of("--target", "gateway", "--port", "0"),
        1,
        "rpc.secret");
  }

  @Test
  void gatewayAndServicesWorkTogetherOverTheNetwork() throws Exception {
    try (Database database = TestDatabase.fresh()) {
      Map<String, String> environment = new java.util.HashMap<>(external(database.settings()));
      environment.put("PARLEY_RPC_SECRET", "0123456789abcdef0123456789abcdef");
      int rpc = ParleyProcess.freePort();
      int port = ParleyProcess.freePort();
      try (ParleyProcess services =
              ParleyProcess.run(
                      folder,
                      environment,
                      "serve",
                      "--target=auth,chat",
                      "--set",
                      "rpc.port=" + rpc)
                  .awaitReady(rpc);
          ParleyProcess gateway =
              ParleyProcess.run(
                      folder,
                      Map.of(
                          "PARLEY_RPC_SECRET",
                          environment.get("PARLEY_RPC_SECRET"),
                          "PARLEY_RPC_PEERS_AUTH",
                          "127.0.0.1:" + rpc,
                          "PARLEY_RPC_PEERS_CHAT",
                          "127.0.0.1:" + rpc),
                      "serve",
                      "--target=gateway",
                      "--port",
                      Integer.toString(port))
                  .awaitReady(port)) {
        String ada = register(port, "ada");
        String grace = register(port, "grace");
        String room = post(port, ada, "/v1/rooms", "{\"name\":\"Harbour\"}").path("id").asText();
        post(port, grace, "/v1/rooms/" + room + ":join", "{}");
        try (LiveClient live = LiveClient.open(http, port)) {
          live.hello(grace, JSON.createObjectNode());
          live.await(envelope -> envelope.has("welcome"));
          post(
              port,
              ada,
              "/v1/rooms/" + room + "/messages",
              "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"across\"}");
          live.awaitMessage("across");
          live.send(room, UUID.randomUUID().toString(), "and back");
          live.await(envelope -> envelope.has("ack"));
        }
        services.terminate();
        assertThat(services.awaitExit(Duration.ofSeconds(10))).isZero();
        assertThat(get(port, ada, "/v1/rooms").path("code").asText()).isEqualTo("UNAVAILABLE");
        gateway.terminate();
        assertThat(gateway.awaitExit(Duration.ofSeconds(10))).isZero();
      }
    }
  }

  private ParleyProcess serve(int port, String data) {
    return ParleyProcess.run(
            folder,
            Map.of("PARLEY_AUTH_HASH_MEMORY_KIB", "8192"),
            "serve",
            "--port",
            Integer.toString(port),
            "--data",
            data)
        .awaitReady(port);
  }

  private void refuses(
      Map<String, String> environment, List<String> arguments, int code, String... said) {
    List<String> all = new ArrayList<>(List.of("serve"));
    all.addAll(arguments);
    try (ParleyProcess parley =
        ParleyProcess.run(folder, environment, all.toArray(String[]::new))) {
      assertThat(parley.awaitExit(Duration.ofSeconds(60))).as(parley.output()).isEqualTo(code);
      List<String> complaints =
          parley.output().lines().filter(line -> line.startsWith("parley: ")).toList();
      assertThat(complaints).as(parley.output()).hasSize(1);
      assertThat(complaints.getFirst()).contains(said);
      assertThat(parley.output()).doesNotContain("\tat ");
    }
  }

  private static Map<String, String> external(DatabaseSettings database) {
    return Map.of(
        "PARLEY_DATABASE_URL", database.url(),
        "PARLEY_DATABASE_USER", database.user(),
        "PARLEY_DATABASE_PASSWORD", database.password());
  }

  private String register(int port, String username) throws Exception {
    String account =
        "{\"email\":\"%s@example.org\",\"username\":\"%s\",\"password\":\"%s\"}"
            .formatted(username, username, RunningParley.PASSWORD);
    return post(port, "", "/v1/auth/register", account).path("accessToken").asText();
  }

  private JsonNode post(int port, String token, String path, String json) throws Exception {
    return call(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(json)),
        token);
  }

  private JsonNode get(int port, String token, String path) throws Exception {
    return call(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)), token);
  }

  private JsonNode call(HttpRequest.Builder request, String token) throws Exception {
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
  }
}
