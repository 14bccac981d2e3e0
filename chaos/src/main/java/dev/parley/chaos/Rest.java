package dev.parley.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The public API by request. */
final class Rest {
  static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http;
  private final Duration patience;

  /**
   * Asks over this client.
   *
   * @param patience after which there is no answer
   */
  Rest(HttpClient http, Duration patience) {
    this.http = http;
    this.patience = patience;
  }

  /** The answer, or empty if there was none, or another than 200. */
  Optional<JsonNode> get(int port, String token, String path) {
    return answer(request(port, token, path).GET().build());
  }

  /** The same for what changes something. */
  Optional<JsonNode> post(int port, String token, String path, Map<String, ?> body) {
    try {
      return answer(
          request(port, token, path)
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build());
    } catch (IOException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private HttpRequest.Builder request(int port, String token, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(patience);
    return token.isEmpty() ? request : request.header("authorization", "Bearer " + token);
  }

  private Optional<JsonNode> answer(HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
