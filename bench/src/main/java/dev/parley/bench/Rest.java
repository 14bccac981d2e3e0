package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * The public REST API, as far as the bench calls it. What took too long on a busy machine is asked
 * again; any other answer than 200 makes the run void.
 */
final class Rest implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 8;
  private static final int TRIES = 3;
  private static final int UNAVAILABLE = 503;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  Rest(int port) {
    this.port = port;
  }

  /** Asks for something; the access token may be empty. */
  JsonNode get(String token, String path) {
    return answer(token, path, request(path).GET());
  }

  /** Posts something; the access token may be empty. */
  JsonNode post(String token, String path, Map<String, ?> body) {
    try {
      return answer(
          token,
          path,
          request(path)
              .header("content-type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      JSON.writeValueAsString(body), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new VoidRunException(path + " could not be asked", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** Does the same for each number, a few at once; the answers are in order. */
  static <T> List<T> each(int count, IntFunction<T> action) throws InterruptedException {
    try (ExecutorService few = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<T>> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        answers.add(few.submit(() -> action.apply(number)));
      }
      List<T> done = new ArrayList<>();
      for (Future<T> answer : answers) {
        done.add(answer.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new VoidRunException("requests failed", e);
    }
  }

  private HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private JsonNode answer(String token, String path, HttpRequest.Builder request) {
    try {
      if (!token.isEmpty()) {
        request.header("authorization", "Bearer " + token);
      }
      HttpResponse<String> answer = ask(request.build());
      for (int again = 0; again < TRIES && answer.statusCode() >= UNAVAILABLE; again++) {
        answer = ask(request.build());
      }
      if (answer.statusCode() != 200) {
        throw new VoidRunException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new VoidRunException(path + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VoidRunException(path + " was interrupted", e);
    }
  }
}
