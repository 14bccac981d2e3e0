package dev.parley.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least that a real-time server on Netty could do ({@link LeastNetty}): it passes what one
 * client says on to all, without rooms, accounts, storage, or a bound on what waits. A process of
 * its own; prints its port.
 */
public final class BareNetty {
  private final AtomicLong seq = new AtomicLong();
  private final Map<EventLoop, Crew> crews = new ConcurrentHashMap<>();

  private BareNetty() {}

  /** No arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    BareNetty server = new BareNetty();
    LeastNetty.serve(() -> server.new Reader());
  }

  private final class Reader extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      String said = frame.text();
      Crew own = crews.computeIfAbsent(context.channel().eventLoop(), Crew::new);
      if (said.startsWith("{\"hello\"")) {
        own.clients.add(context.channel());
        own.say(context.channel(), LeastNetty.WELCOME);
      } else if (said.startsWith("{\"send\"")) {
        String position = Long.toString(seq.incrementAndGet());
        own.say(context.channel(), LeastNetty.ack(position));
        byte[] event = LeastNetty.event(said, position);
        crews.values().forEach(crew -> crew.loop.execute(() -> crew.pass(event)));
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      Crew own = crews.get(context.channel().eventLoop());
      if (own != null) {
        own.clients.remove(context.channel());
      }
    }
  }

  /** The clients of one loop. All is done on the loop. */
  private static final class Crew {
    private final EventLoop loop;
    private final LeastNetty.Rounds rounds;
    private final List<Channel> clients = new ArrayList<>();
    private final Map<Channel, List<byte[]>> answers = new HashMap<>();
    private List<byte[]> events = new ArrayList<>();

    Crew(EventLoop loop) {
      this.loop = loop;
      this.rounds = new LeastNetty.Rounds(loop, this::write);
    }

    void say(Channel client, String answer) {
      answers
          .computeIfAbsent(client, its -> new ArrayList<>())
          .add(answer.getBytes(StandardCharsets.UTF_8));
      rounds.later();
    }

    void pass(byte[] event) {
      events.add(event);
      rounds.later();
    }

    private void write() {
      answers.forEach((client, said) -> client.write(LeastNetty.frame(client, said)));
      if (events.isEmpty()) {
        answers.keySet().forEach(Channel::flush);
      } else {
        ByteBuf frame = LeastNetty.frame(clients.getFirst(), events);
        for (Channel client : clients) {
          client.writeAndFlush(frame.retainedDuplicate(), client.voidPromise());
        }
        frame.release();
        events = new ArrayList<>();
      }
      answers.clear();
    }
  }
}
