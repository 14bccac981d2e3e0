package dev.parley.gateway.edge;

import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.common.websocket.WebSocketCloseStatus;
import com.linecorp.armeria.common.websocket.WebSocketFrame;
import com.linecorp.armeria.common.websocket.WebSocketWriter;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wire of one WebSocket. Over HTTP/1.1, once the upgrade has been answered, the connection
 * carries nothing but WebSocket frames, so ours go straight to the channel: the HTTP layer's stream
 * in between costs more than the write itself (docs/performance.md). Over HTTP/2, under TLS, and
 * before that answer, they go through the stream.
 */
final class SocketTransport implements Transport {
  private final ServiceRequestContext context;
  private final WebSocketWriter writer;
  private final Frames frames;
  private final boolean binary;
  private final EventExecutor loop;
  private @Nullable ChannelHandlerContext straight;

  SocketTransport(
      ServiceRequestContext context, WebSocketWriter writer, Frames frames, boolean binary) {
    this.context = context;
    this.writer = writer;
    this.frames = frames;
    this.binary = binary;
    this.loop = context.eventLoop().withoutContext();
  }

  @Override
  public EventExecutor loop() {
    return loop;
  }

  @Override
  public void fetch() {
    if (straight != null) {
      // Asks the channel's last object on the way of a write; what it says does not matter.
      straight.channel().isWritable();
    }
  }

  @Override
  public int size(Envelope envelope) {
    return frames.size(envelope);
  }

  @Override
  public void write(List<Envelope> envelopes, Runnable done) {
    ChannelHandlerContext wire = straight();
    if (wire != null) {
      List<Envelope> last = envelopes;
      if (envelopes.size() > 1 && anyAck(envelopes)) {
        // Acks are one's own; without them, what is left is what others are told too.
        List<Envelope> others = new ArrayList<>(envelopes.size());
        List<Envelope> acks = new ArrayList<>();
        for (Envelope envelope : envelopes) {
          (envelope.isAck() ? acks : others).add(envelope);
        }
        if (others.isEmpty()) {
          last = acks;
        } else {
          wire.write(frames.of(acks, wire.alloc()), wire.voidPromise());
          last = others;
        }
      }
      wire.writeAndFlush(frames.of(last, wire.alloc()), wire.voidPromise());
      whenTaken(wire, done);
      return;
    }
    byte[] payload = frames.payload(envelopes);
    if (writer.tryWrite(
        binary ? WebSocketFrame.ofBinary(payload) : WebSocketFrame.ofText(payload))) {
      writer.whenConsumed().thenRun(() -> onLoop(done));
    }
  }

  /**
   * Mostly the kernel has taken everything by the time that the flush returns; only what is left
   * over is worth a promise.
   */
  private static void whenTaken(ChannelHandlerContext wire, Runnable done) {
    ChannelOutboundBuffer left = wire.channel().unsafe().outboundBuffer();
    if (left == null) {
      return; // Closed.
    }
    if (left.isEmpty()) {
      done.run();
    } else {
      wire.writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(written -> {
            if (written.isSuccess()) {
              done.run();
            }
          });
    }
  }

  private static boolean anyAck(List<Envelope> envelopes) {
    for (Envelope envelope : envelopes) {
      if (envelope.isAck()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close(CloseReason reason) {
    writer.close(
        reason.code() >= 4000
            ? WebSocketCloseStatus.ofPrivateUse(reason.code(), reason.text())
            : WebSocketCloseStatus.valueOf(reason.code()),
        reason.text());
  }

  /**
   * Where frames may go straight to the socket: what writes here passes the handlers that log
   * traffic and put off flushes, but never one that encrypts.
   */
  private @Nullable ChannelHandlerContext straight() {
    if (straight == null
        && context.sessionProtocol().isExplicitHttp1()
        && !context.sessionProtocol().isTls()
        && context.log().isAvailable(RequestLogProperty.RESPONSE_HEADERS)) {
      Channel channel = context.log().partial().channel();
      straight = channel == null ? null : channel.pipeline().firstContext();
    }
    return straight;
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }
}
