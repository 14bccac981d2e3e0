package dev.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/** One WebSocket of a {@link Swarm}, never blocking, on the swarm's thread. */
final class Client {
  /** Clients from one source address, so that ports do not run out. */
  private static final int PER_ADDRESS = 4000;

  private final int number;
  private final Dialect dialect;
  private final String greeting;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final FrameReader frames;
  private long received;
  private final Queue<ByteBuffer> outgoing = new ArrayDeque<>();
  private int headerEnd;
  private boolean upgraded;
  private boolean greeted;

  /**
   * Begins to connect.
   *
   * @param greeting what it says of itself first
   * @param receiveBytes what the kernel takes in for it unread; 0 leaves that to the kernel
   */
  Client(
      int number, int port, Dialect dialect, String greeting, int receiveBytes, Selector selector)
      throws IOException {
    this.number = number;
    this.dialect = dialect;
    this.greeting = greeting;
    this.frames = new FrameReader(dialect);
    this.channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (receiveBytes > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
    }
    channel.bind(new InetSocketAddress("127.0.0." + (2 + number / PER_ADDRESS), 0));
    boolean connected = channel.connect(new InetSocketAddress("127.0.0.1", port));
    this.key =
        channel.register(
            selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    write(ByteBuffer.wrap(dialect.upgrade().getBytes(StandardCharsets.US_ASCII)));
    if (!dialect.waitsToGreet()) {
      greet();
    }
  }

  int number() {
    return number;
  }

  /** Bytes that came. */
  long received() {
    return received;
  }

  FrameReader frames() {
    return frames;
  }

  void say(String envelope) throws IOException {
    write(Frames.fromClient(envelope));
  }

  /** Does what the socket is ready for. */
  void turn(ByteBuffer incoming, byte[] bytes) throws IOException {
    if (key.isConnectable()) {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
    if (key.isWritable()) {
      drain();
    }
    if (key.isReadable()) {
      read(incoming, bytes);
    }
  }

  void close() throws IOException {
    channel.close();
  }

  private void read(ByteBuffer incoming, byte[] bytes) throws IOException {
    incoming.clear();
    int length = channel.read(incoming);
    if (length < 0) {
      throw new VoidRunException("the server closed the connection of client " + number);
    }
    received += length;
    incoming.flip().get(bytes, 0, length);
    frames.read(bytes, upgraded ? 0 : afterUpgrade(bytes, length), length);
    if (!frames.complaint().isEmpty()) {
      throw new VoidRunException(
          "client "
              + number
              + ": "
              + frames.complaint()
              + " in "
              + new String(bytes, 0, Math.min(length, 300), StandardCharsets.UTF_8));
    }
    if (!greeted && frames.open()) {
      greet();
    }
    if (frames.takeAsked()) {
      say(dialect.pong());
    }
  }

  private void greet() throws IOException {
    greeted = true;
    say(greeting);
  }

  /** Skips the answer to the upgrade, up to its empty line. */
  private int afterUpgrade(byte[] bytes, int length) {
    if (headerEnd == 0 && length >= 12 && bytes[9] != '1') {
      throw new VoidRunException(
          "client "
              + number
              + " was not upgraded: "
              + new String(bytes, 0, Math.min(length, 300), StandardCharsets.ISO_8859_1));
    }
    for (int i = 0; i < length; i++) {
      boolean expected = bytes[i] == (headerEnd % 2 == 0 ? '\r' : '\n');
      headerEnd = expected ? headerEnd + 1 : bytes[i] == '\r' ? 1 : 0;
      if (headerEnd == 4) {
        upgraded = true;
        return i + 1;
      }
    }
    return length;
  }

  private void write(ByteBuffer frame) throws IOException {
    if (outgoing.isEmpty() && channel.isConnected()) {
      channel.write(frame);
    }
    if (frame.hasRemaining()) {
      outgoing.add(frame);
      if (channel.isConnected()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
    }
  }

  private void drain() throws IOException {
    while (!outgoing.isEmpty()) {
      ByteBuffer next = outgoing.element();
      channel.write(next);
      if (next.hasRemaining()) {
        return;
      }
      outgoing.remove();
    }
    key.interestOps(SelectionKey.OP_READ);
  }
}
