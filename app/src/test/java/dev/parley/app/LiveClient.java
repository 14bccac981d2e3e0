package dev.parley.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A live connection over the WebSocket, with everything it has heard. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 20;

  private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;

  private LiveClient(HttpClient http, URI uri) {
    this.socket =
        http.newWebSocketBuilder().subprotocols("parley.v1.json").buildAsync(uri, this).join();
  }

  /** Opens a connection that has said nothing yet. */
  static LiveClient open(RunningParley parley) {
    return open(parley.http(), parley.port());
  }

  static LiveClient open(HttpClient http, int port) {
    return new LiveClient(http, URI.create("ws://127.0.0.1:" + port + "/v1/ws"));
  }

  /** Opens a connection and waits until it is welcome. */
  static LiveClient welcome(RunningParley parley, RunningParley.Client client) {
    LiveClient live = open(parley);
    live.hello(client.token, JSON.createObjectNode());
    live.await(envelope -> envelope.has("welcome"));
    return live;
  }

  /** Says hello, with positions to resume from per room id. */
  void hello(String token, ObjectNode rooms) {
    ObjectNode envelope = JSON.createObjectNode();
    ObjectNode hello = envelope.putObject("hello").put("accessToken", token);
    if (!rooms.isEmpty()) {
      hello.putObject("resume").set("rooms", rooms);
    }
    say(envelope.toString());
  }

  void send(String room, String clientId, String words) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.putObject("send").put("clientId", clientId).put("roomId", room).put("text", words);
    say(envelope.toString());
  }

  void say(String frame) {
    socket.sendText(frame, true).join();
  }

  /** Everything heard so far. */
  List<JsonNode> heard() {
    return heard;
  }

  /** Waits for an envelope, which may have come already. */
  JsonNode await(Predicate<JsonNode> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (heard) {
      while (true) {
        for (JsonNode envelope : heard) {
          if (wanted.test(envelope)) {
            return envelope;
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("not heard within " + PATIENCE_SECONDS + " s; heard: " + heard);
        }
        try {
          heard.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Waits for an error of the catalogue. */
  JsonNode awaitError(String code) {
    return await(envelope -> envelope.at("/error/code").asText().equals(code)).path("error");
  }

  /** Waits for a message's event. */
  JsonNode awaitMessage(String words) {
    return await(e -> e.at("/event/messageCreated/text").asText().equals(words)).path("event");
  }

  /** Waits until the server has closed the connection, and says with which code. */
  int awaitClose() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      synchronized (heard) {
        text.toString().lines().forEach(line -> heard.add(parse(line)));
        heard.notifyAll();
      }
      text.setLength(0);
    }
    webSocket.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.complete(statusCode);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
