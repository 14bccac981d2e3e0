package dev.parley.gateway.edge;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceImplBase;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.api.v1.WatchRequest;
import dev.parley.platform.errors.Problems;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The live connection as gRPC streams: {@code ChatService.Connect} and {@code Watch}. Every other
 * method is forwarded.
 */
public final class GrpcDoor extends ChatServiceImplBase {
  private final Edge edge;
  private final int maxFrameBytes;

  public GrpcDoor(Edge edge, int maxFrameBytes) {
    this.edge = edge;
    this.maxFrameBytes = maxFrameBytes;
  }

  @Override
  public StreamObserver<ClientEnvelope> connect(StreamObserver<ServerEnvelope> answer) {
    Wire wire = new Wire((ServerCallStreamObserver<ServerEnvelope>) answer);
    wire.stream.disableAutoRequest();
    Connection connection = open(wire);
    wire.stream.request(1);
    return new StreamObserver<>() {
      @Override
      public void onNext(ClientEnvelope envelope) {
        wire.loop()
            .execute(() -> {
              receive(connection, envelope);
              wire.readOn(connection.pause());
            });
      }

      @Override
      public void onError(Throwable failure) {
        wire.loop().execute(() -> connection.close(CloseReason.NORMAL));
      }

      @Override
      public void onCompleted() {
        wire.loop().execute(() -> connection.close(CloseReason.NORMAL));
      }
    };
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<ServerEnvelope> answer) {
    Wire wire = new Wire((ServerCallStreamObserver<ServerEnvelope>) answer);
    Connection connection = open(wire);
    wire.loop()
        .execute(() ->
            connection.receive(ClientEnvelope.newBuilder().setHello(request.getHello()).build()));
  }

  private void receive(Connection connection, ClientEnvelope envelope) {
    int bytes = envelope.getSerializedSize();
    if (FrameSize.isTooLarge(bytes, maxFrameBytes, connection)) {
      connection.refuse(FrameSize.refusal(bytes, maxFrameBytes), bytes);
    } else {
      connection.receive(envelope);
    }
  }

  private Connection open(Wire wire) {
    // A live connection is bounded by its heartbeat and its frames, not by how long or how much.
    ServiceRequestContext context = ServiceRequestContext.current();
    context.clearRequestTimeout();
    context.setMaxRequestLength(0);
    Connection connection = edge.accept(wire, context.clientAddress().getHostAddress());
    wire.stream.setOnCancelHandler(
        () -> wire.loop().execute(() -> connection.close(CloseReason.NORMAL)));
    wire.stream.setOnReadyHandler(() -> wire.loop().execute(wire::ready));
    return connection;
  }

  /** Envelopes to the client, one gRPC message each. */
  private static final class Wire implements Transport {
    private final ServerCallStreamObserver<ServerEnvelope> stream;
    private final EventExecutor loop = ServiceRequestContext.current().eventLoop().withoutContext();
    private @Nullable Runnable waiting;
    private boolean ended;

    Wire(ServerCallStreamObserver<ServerEnvelope> stream) {
      this.stream = stream;
    }

    @Override
    public EventExecutor loop() {
      return loop;
    }

    @Override
    public int size(Envelope envelope) {
      int size = 0;
      for (ServerEnvelope message : envelope.messages()) {
        size += message.getSerializedSize();
      }
      return size;
    }

    @Override
    public void write(List<Envelope> envelopes, Runnable done) {
      if (ended || stream.isCancelled()) {
        return;
      }
      envelopes.forEach(envelope -> envelope.messages().forEach(stream::onNext));
      if (stream.isReady()) {
        loop.execute(done);
      } else {
        waiting = done;
      }
    }

    @Override
    public void close(CloseReason reason) {
      if (ended || stream.isCancelled()) {
        return;
      }
      ended = true;
      switch (reason) {
        case NORMAL -> stream.onCompleted();
        case RESTARTING, SILENT, TOO_SLOW, UNAVAILABLE ->
            stream.onError(Problems.refuse(ErrorCode.UNAVAILABLE, reason.text()));
        case TOO_MANY ->
            stream.onError(Problems.refuse(ErrorCode.TOO_MANY_CONNECTIONS, reason.text()));
        case SIGN_IN_AGAIN ->
            stream.onError(Problems.refuse(ErrorCode.UNAUTHENTICATED, reason.text()));
        case HELLO_EXPECTED ->
            stream.onError(Problems.refuse(ErrorCode.HELLO_EXPECTED, reason.text()));
      }
    }

    /** Asks for the next envelope, after a pause. */
    void readOn(Duration pause) {
      if (pause.isZero()) {
        stream.request(1);
      } else {
        loop.schedule(() -> stream.request(1), pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    void ready() {
      Runnable done = waiting;
      waiting = null;
      if (done != null) {
        done.run();
      }
    }
  }
}
