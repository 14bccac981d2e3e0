package dev.parley.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the least servers on Netty have in common: Parley's WebSocket frames, bytes per event, event
 * loops, JVM flags and rule of coalescing.
 */
final class LeastNetty {
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int MAX_FRAME = 65_536;

  /** The first frame to a client. */
  static final String WELCOME = "{\"welcome\":{}}";

  private LeastNetty() {}

  /**
   * Serves until it is killed; prints its port.
   *
   * @param reader what takes in the frames of one client
   */
  static void serve(Supplier<ChannelHandler> reader) throws InterruptedException {
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), EpollIoHandler.newFactory());
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
                    client.pipeline().addLast(new Handshake(reader.get()));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    System.out.println(((InetSocketAddress) door.localAddress()).getPort());
    door.closeFuture().sync();
  }

  /** Believes whatever is asked: only the frames after it are measured. */
  private static final class Handshake extends ByteToMessageDecoder {
    private final ChannelHandler reader;

    Handshake(ChannelHandler reader) {
      this.reader = reader;
    }

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
          .addLast(new WebSocket13FrameDecoder(true, false, MAX_FRAME), reader)
          .remove(this);
    }
  }

  /** The rounds of writes of one loop, in Parley's rhythm. All is done on the loop. */
  static final class Rounds {
    private final EventLoop loop;
    private final Runnable writes;
    private boolean due;
    private long notBefore = System.nanoTime();

    Rounds(EventLoop loop, Runnable writes) {
      this.loop = loop;
      this.writes = writes;
    }

    /** Has the next round come. */
    void later() {
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
      writes.run();
      long ended = System.nanoTime();
      notBefore = ended + Math.min(ended - begun, LONGEST_PAUSE);
    }
  }

  /** Envelopes as one WebSocket message. */
  static ByteBuf frame(Channel client, List<byte[]> lines) {
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

  /** What a send says under a name, where its value is text without quotes. */
  static String said(String send, String name) {
    int begin = send.indexOf('"' + name + "\":\"") + name.length() + 4;
    return send.substring(begin, send.indexOf('"', begin));
  }

  static String ack(String seq) {
    return "{\"ack\":{\"clientId\":\"\",\"roomId\":\"\",\"messageId\":\"\",\"seq\":\"%s\"}}"
        .formatted(seq);
  }

  /** As long as Parley's own event about the same. */
  static byte[] event(String send, String seq) {
    String id = "00000000-0000-0000-0000-000000000000";
    String room = said(send, "roomId");
    String time = "2026-01-01T00:00:00.000000Z";
    return ("{\"event\":{\"roomId\":\""
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
            + said(send, "text")
            + "\",\"createTime\":\""
            + time
            + "\",\"clientId\":\""
            + id
            + "\",\"ordinal\":\""
            + seq
            + "\",\"mentions\":[],\"mentionsEveryone\":false,\"editCount\":0,\"deleted\":false,\"reactions\":[],\"changeSeq\":\""
            + seq
            + "\",\"priority\":\"PRIORITY_UNSPECIFIED\",\"linkPreviews\":[]}}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** One of them, running. */
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

  /** Starts one with the flags of Parley's own server. */
  static Running start(Class<?> server, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ParleyProcess.flags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), server.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
    String port = said.readLine();
    if (port == null) {
      throw new VoidRunException(server.getSimpleName() + " did not start");
    }
    return new Running(process, Integer.parseInt(port));
  }
}
