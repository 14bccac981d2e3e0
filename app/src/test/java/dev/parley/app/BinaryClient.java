package dev.parley.app;

import com.google.protobuf.ByteString;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.ServerEnvelope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A live connection over the WebSocket in protobuf. */
final class BinaryClient implements WebSocket.Listener, AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<ServerEnvelope> heard = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final WebSocket socket;

  private BinaryClient(RunningParley parley) {
    this.socket =
        parley
            .http()
            .newWebSocketBuilder()
            .subprotocols("parley.v1.proto")
            .buildAsync(URI.create("ws://127.0.0.1:" + parley.port() + "/v1/ws"), this)
            .join();
  }

  /** Opens a connection and waits until it is welcome. */
  static BinaryClient welcome(RunningParley parley, RunningParley.Client client)
      throws IOException, InterruptedException {
    BinaryClient live = new BinaryClient(parley);
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    ClientEnvelope.newBuilder()
        .setHello(Hello.newBuilder().setAccessToken(client.token))
        .build()
        .writeDelimitedTo(hello);
    live.say(ByteString.copyFrom(hello.toByteArray()));
    live.await(ServerEnvelope::hasWelcome);
    return live;
  }

  void say(ByteString frame) {
    socket.sendBinary(frame.asReadOnlyByteBuffer(), true).join();
  }

  boolean isOpen() {
    return !socket.isInputClosed();
  }

  /** The next envelope that is wanted; those before it are passed over. */
  ServerEnvelope await(Predicate<ServerEnvelope> wanted) throws InterruptedException {
    while (true) {
      ServerEnvelope next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("not heard within " + PATIENCE_SECONDS + " s");
      }
      if (wanted.test(next)) {
        return next;
      }
    }
  }

  void awaitError(ErrorCode code) throws InterruptedException {
    await(envelope -> envelope.hasError() && envelope.getError().getCode() == code);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    message.writeBytes(bytes);
    if (last) {
      take(message.toByteArray());
      message.reset();
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void take(byte[] frame) {
    ByteArrayInputStream in = new ByteArrayInputStream(frame);
    try {
      while (in.available() > 0) {
        heard.add(ServerEnvelope.parseDelimitedFrom(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
