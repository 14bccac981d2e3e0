package dev.parley.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least that a real-time server on Netty could do: it passes what one client says on to all,
 * with the same WebSocket frames, bytes per event, event loops, JVM flags and rule of coalescing as
 * Parley, but without rooms, accounts, storage, or a bound on what waits. A process of its own;
 * prints its port.
 */
public final class BareNetty {
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int MAX_FRAME = 65_536;

  private final AtomicLong seq = new AtomicLong();
  private final Map<EventLoop, Crew> crews = new ConcurrentHashMap<>();

  private BareNetty() {}

  /** No arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), EpollIoHandler.newFactory());
    BareNetty server = new BareNetty();
    Channel door =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel client) {
                    client.pipeline().addLast(server.new Handshake());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    System.out.println(((InetSocketAddress) door.localAddress()).getPort());
    door.closeFuture().sync();
  }

  /** Believes whatever is asked: only the frames after it are measured. */
  private final class Handshake extends ByteToMessageDecoder {
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      int end = in.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
      if (end < 0) {
        return;
      }
      in.skipBytes(end + 4);
      context.writeAndFlush(
          ByteBufUtil.writeAscii(context.alloc(), "HTTP/1.1 101 Switching Protocols\r\n\r\n"));
      context
          .pipeline()
          .addLast(new WebSocket13FrameDecoder(true, false, MAX_FRAME), new Reader())
          .remove(this);
    }
  }

  private final class Reader extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      String said = frame.text();
      Crew own = crews.computeIfAbsent(context.channel().eventLoop(), Crew::new);
      if (said.startsWith("{\"hello\"")) {
        own.clients.add(context.channel());
        own.say(context.channel(), "{\"welcome\":{}}");
      } else if (said.startsWith("{\"send\"")) {
        String position = Long.toString(seq.incrementAndGet());
        own.say(context.channel(), ack(position));
        byte[] event = event(said, position).getBytes(StandardCharsets.UTF_8);
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
    private final List<Channel> clients = new ArrayList<>();
    private final Map<Channel, List<byte[]>> answers = new HashMap<>();
    private List<byte[]> events = new ArrayList<>();
    private boolean due;
    private long notBefore = System.nanoTime();

    Crew(EventLoop loop) {
      this.loop = loop;
    }

    void say(Channel client, String answer) {
      answers
          .computeIfAbsent(client, its -> new ArrayList<>())
          .add(answer.getBytes(StandardCharsets.UTF_8));
      later();
    }

    void pass(byte[] event) {
      events.add(event);
      later();
    }

    private void later() {
      if (!due) {
        due = true;
        long pause = notBefore - System.nanoTime();
        if (pause > 0) {
          loop.schedule(this::round, pause, TimeUnit.NANOSECONDS);
        } else {
          loop.execute(this::round);
        }
      }
    }

    private void round() {
      due = false;
      long begun = System.nanoTime();
      answers.forEach((client, said) -> client.write(frame(client, said)));
      if (events.isEmpty()) {
        answers.keySet().forEach(Channel::flush);
      } else {
        ByteBuf frame = frame(clients.getFirst(), events);
        for (Channel client : clients) {
          client.writeAndFlush(frame.retainedDuplicate(), client.voidPromise());
        }
        frame.release();
        events = new ArrayList<>();
      }
      answers.clear();
      long ended = System.nanoTime();
      notBefore = ended + Math.min(ended - begun, LONGEST_PAUSE);
    }

    private static ByteBuf frame(Channel client, List<byte[]> lines) {
      int length = lines.size() - 1;
      for (byte[] line : lines) {
        length += line.length;
      }
      ByteBuffer payload = ByteBuffer.allocate(length);
      for (byte[] line : lines) {
        if (payload.position() > 0) {
          payload.put((byte) '\n');
        }
        payload.put(line);
      }
      ByteBuffer frame = Frames.fromServer(payload.array());
      return client.alloc().directBuffer(frame.remaining()).writeBytes(frame);
    }
  }

  private static String ack(String seq) {
    return "{\"ack\":{\"clientId\":\"\",\"roomId\":\"\",\"messageId\":\"\",\"seq\":\"%s\"}}"
        .formatted(seq);
  }

  /** As long as Parley's own event about the same. */
  private static String event(String said, String seq) {
    String id = "00000000-0000-0000-0000-000000000000";
    String room =
        said.substring(said.indexOf("roomId") + 9, said.indexOf("roomId") + 9 + id.length());
    String text = said.substring(said.indexOf("\"text\"") + 8, said.lastIndexOf('"'));
    String time = "2026-01-01T00:00:00.000000Z";
    return "{\"event\":{\"roomId\":\""
        + room
        + "\",\"seq\":\""
        + seq
        + "\",\"userSeq\":\"0\",\"createTime\":\""
        + time
        + "\",\"messageCreated\":{\"id\":\""
        + id
        + "\",\"roomId\":\""
        + room
        + "\",\"seq\":\""
        + seq
        + "\",\"sender\":{\"id\":\""
        + id
        + "\",\"username\":\"bench-100\",\"displayName\":\"Member 100\",\"avatarVersion\":\"\"},\"text\":\""
        + text
        + "\",\"createTime\":\""
        + time
        + "\",\"clientId\":\""
        + id
        + "\",\"ordinal\":\""
        + seq
        + "\",\"mentions\":[],\"mentionsEveryone\":false,\"editCount\":0,\"deleted\":false,\"reactions\":[],\"changeSeq\":\""
        + seq
        + "\",\"priority\":\"PRIORITY_UNSPECIFIED\",\"linkPreviews\":[]}}}";
  }

  /** It, running. */
  record Running(Process process, int port) implements Measured, AutoCloseable {
    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public long postmasterPid() {
      return NO_DATABASE;
    }

    @Override
    public Stored stored() {
      return Stored.NOTHING;
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  /** Starts it with the flags of Parley's own server. */
  static Running start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ParleyProcess.flags());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BareNetty.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
    return new Running(process, Integer.parseInt(said.readLine()));
  }
}
