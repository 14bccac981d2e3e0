package dev.parley.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket, from its opening to its end. */
final class Line implements WebSocket.Listener {
  private final BiConsumer<Line, JsonNode> ear;
  private final StringBuilder text = new StringBuilder();
  private volatile long heard = System.nanoTime();
  private volatile long pinged;
  private volatile boolean over;
  private volatile int closeCode;
  private volatile @Nullable WebSocket socket;
  private CompletableFuture<?> written = CompletableFuture.completedFuture(null);

  private Line(BiConsumer<Line, JsonNode> ear) {
    this.ear = ear;
  }

  /**
   * Opens one, or gives up after a while.
   *
   * @param patience until it is open
   * @param ear hears every envelope, one after the other
   */
  static Optional<Line> open(
      HttpClient http, int port, Duration patience, BiConsumer<Line, JsonNode> ear) {
    Line line = new Line(ear);
    CompletableFuture<WebSocket> opening =
        http.newWebSocketBuilder()
            .connectTimeout(patience)
            .subprotocols("parley.v1.json")
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/ws"), line);
    try {
      line.socket = opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(line);
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (TimeoutException e) {
      // It may yet open, for nobody.
      var unused = opening.thenAccept(WebSocket::abort);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Says one envelope after what was said before; it goes nowhere if the line is over. */
  synchronized void say(String frame) {
    WebSocket open = socket;
    if (open != null) {
      written =
          written
              .thenCompose(ignored -> open.sendText(frame, true))
              .whenComplete((done, failure) -> over |= failure != null);
    }
  }

  /** Asks for a sign of life, unless it has just done so. */
  void ping() {
    if (System.nanoTime() - pinged > Duration.ofSeconds(1).toNanos()) {
      pinged = System.nanoTime();
      say("{\"ping\":{}}");
    }
  }

  boolean isOver() {
    return over;
  }

  boolean isSilentFor(Duration time) {
    return System.nanoTime() - heard > time.toNanos();
  }

  /** What the server closed with, or 0. */
  int closeCode() {
    return closeCode;
  }

  /** Ends it at once. */
  void hangUp() {
    over = true;
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      heard = System.nanoTime();
      String frame = text.toString();
      text.setLength(0);
      frame.lines().forEach(envelope -> ear.accept(this, parse(envelope)));
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closeCode = statusCode;
    over = true;
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    over = true;
  }

  private static JsonNode parse(String envelope) {
    try {
      return Rest.JSON.readTree(envelope);
    } catch (IOException e) {
      throw new IllegalStateException("not JSON: " + envelope, e);
    }
  }
}
