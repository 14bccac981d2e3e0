package dev.parley.gateway.edge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.websocket.WebSocket;
import com.linecorp.armeria.common.websocket.WebSocketFrame;
import com.linecorp.armeria.common.websocket.WebSocketFrameType;
import com.linecorp.armeria.common.websocket.WebSocketWriter;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.websocket.WebSocketService;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.gateway.json.StrictJson;
import dev.parley.platform.errors.Problems;
import io.grpc.StatusRuntimeException;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * {@code GET /v1/ws}. One WebSocket message carries one or more envelopes: JSON separated by line
 * feeds ({@value #JSON}, also where no subprotocol is asked for), or protobuf each preceded by its
 * length ({@value #BINARY}).
 */
public final class WebSocketDoor {
  static final String JSON = "parley.v1.json";
  static final String BINARY = "parley.v1.proto";

  /**
   * Frames beyond this end the connection; between the setting and this they are refused and it
   * stays.
   */
  private static final int HARD_LIMIT = 4 << 20;

  private final Edge edge;
  private final int maxFrameBytes;
  private final Map<EventExecutor, Frames> jsonFrames = new ConcurrentHashMap<>();
  private final Map<EventExecutor, Frames> binaryFrames = new ConcurrentHashMap<>();

  public WebSocketDoor(Edge edge, int maxFrameBytes) {
    this.edge = edge;
    this.maxFrameBytes = maxFrameBytes;
  }

  /**
   * The service to mount. Connections prove themselves by token in hello, not by cookie, so any
   * origin may open one.
   */
  public WebSocketService service() {
    return WebSocketService.builder(this::open)
        .subprotocols(JSON, BINARY)
        .maxFramePayloadLength(HARD_LIMIT)
        .aggregateContinuation(true)
        .allowedOrigins("*")
        .build();
  }

  private WebSocket open(ServiceRequestContext context, WebSocket incoming) {
    boolean binary = BINARY.equals(subprotocol(context));
    WebSocketWriter outgoing = WebSocket.streaming();
    Connection connection =
        edge.accept(
            new SocketTransport(context, outgoing, frames(context, binary), binary),
            context.clientAddress().getHostAddress());
    incoming.subscribe(
        new Incoming(connection, binary, context.eventLoop().withoutContext()),
        context.eventLoop());
    return outgoing;
  }

  private Frames frames(ServiceRequestContext context, boolean binary) {
    return (binary ? binaryFrames : jsonFrames)
        .computeIfAbsent(context.eventLoop().withoutContext(), loop -> new Frames(loop, binary));
  }

  private static String subprotocol(ServiceRequestContext context) {
    for (String asked :
        context.request().headers().get("sec-websocket-protocol", "").split(",", 8)) {
      if (asked.strip().equals(JSON) || asked.strip().equals(BINARY)) {
        return asked.strip();
      }
    }
    return JSON;
  }

  /** Frames from the client, on the connection's loop. */
  private final class Incoming implements Subscriber<WebSocketFrame> {
    private final Connection connection;
    private final boolean binary;
    private final EventExecutor loop;
    private @Nullable Subscription frames;

    Incoming(Connection connection, boolean binary, EventExecutor loop) {
      this.connection = connection;
      this.binary = binary;
      this.loop = loop;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      frames = subscription;
      subscription.request(1);
    }

    @Override
    public void onNext(WebSocketFrame frame) {
      try (frame) {
        if (frame.type() == WebSocketFrameType.CLOSE) {
          connection.close(CloseReason.NORMAL);
        } else {
          take(frame);
        }
      }
      // What is not asked for stays with the client, once the buffers on the way are full.
      Duration pause = connection.pause();
      if (pause.isZero()) {
        readOn();
      } else {
        loop.schedule(this::readOn, pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    private void readOn() {
      Subscription open = frames;
      if (open != null) {
        open.request(1);
      }
    }

    private void take(WebSocketFrame frame) {
      byte[] bytes = frame.array();
      if (frame.type() != WebSocketFrameType.TEXT && frame.type() != WebSocketFrameType.BINARY) {
        connection.control(bytes.length);
        return;
      }
      try {
        parse(frame.type(), bytes).forEach(connection::receive);
      } catch (StatusRuntimeException e) {
        connection.refuse(Problems.of(e), bytes.length);
      }
    }

    @Override
    public void onError(Throwable failure) {
      connection.close(CloseReason.NORMAL);
    }

    @Override
    public void onComplete() {
      connection.close(CloseReason.NORMAL);
    }

    private List<ClientEnvelope> parse(WebSocketFrameType type, byte[] bytes) {
      if (FrameSize.isTooLarge(bytes.length, maxFrameBytes, connection)) {
        throw Problems.refuse(FrameSize.refusal(bytes.length, maxFrameBytes));
      }
      if (binary != (type == WebSocketFrameType.BINARY)) {
        throw Problems.refuse(
            ErrorCode.MALFORMED_REQUEST,
            binary
                ? "A text frame on " + BINARY + " (expected: binary frames)"
                : "A binary frame on " + JSON + " (expected: text frames)");
      }
      return binary ? binary(bytes) : json(bytes);
    }

    private List<ClientEnvelope> json(byte[] bytes) {
      List<ClientEnvelope> envelopes = new ArrayList<>();
      for (String line : StrictJson.decode(bytes).split("\n", -1)) {
        if (!line.isBlank()) {
          ClientEnvelope.Builder envelope = ClientEnvelope.newBuilder();
          StrictJson.read(line, envelope);
          envelopes.add(envelope.build());
        }
      }
      return envelopes;
    }

    private List<ClientEnvelope> binary(byte[] bytes) {
      List<ClientEnvelope> envelopes = new ArrayList<>();
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      try {
        while (!in.isAtEnd()) {
          int length = in.readRawVarint32();
          int begin = in.getTotalBytesRead();
          if (length < 0 || length > bytes.length - begin) {
            throw malformed(
                "an envelope of " + Integer.toUnsignedString(length) + " bytes is cut off");
          }
          envelopes.add(ClientEnvelope.parser().parseFrom(bytes, begin, length));
          in.skipRawBytes(length);
        }
      } catch (InvalidProtocolBufferException e) {
        throw malformed(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new IllegalStateException("reading from memory failed", e);
      }
      return envelopes;
    }

    private static StatusRuntimeException malformed(String why) {
      return Problems.refuse(
          ErrorCode.MALFORMED_REQUEST, "The frame is not length-delimited ClientEnvelopes: " + why);
    }
  }
}
