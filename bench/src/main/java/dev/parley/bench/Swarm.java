package dev.parley.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * Many WebSocket clients on one thread, the caller's: nothing happens outside {@link #until} and
 * {@link #pump}. It counts events and acks, and complains about everything else.
 */
final class Swarm implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final Duration WELCOME = Duration.ofMinutes(1);
  private static final int READ_BYTES = 256 * 1024;
  private static final int AT_ONCE = 50;

  private final Dialect dialect;
  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_BYTES);
  private final byte[] bytes = new byte[READ_BYTES];
  private IntConsumer onAck = who -> {};
  private IntConsumer onResync =
      who -> {
        throw new VoidRunException("client " + who + " was told to resync");
      };
  private long events;
  private long acks;
  private int welcomed;
  private long nextHeartbeat = System.nanoTime() + HEARTBEAT.toNanos();

  /** What is to be done with a number that an event of a client has. */
  interface OnNumber {
    void accept(int who, long number);
  }

  private Swarm(Dialect dialect) throws IOException {
    this.dialect = dialect;
  }

  /**
   * Connects one client per greeting, some at a time, and returns when all are welcome.
   *
   * @param greetings the first frame of each, which is answered with a welcome
   * @throws VoidRunException if one is not welcome within a minute
   */
  static Swarm connect(int port, Dialect dialect, List<String> greetings) throws IOException {
    return connect(port, dialect, greetings, 0);
  }

  /**
   * The same, with little room for what is not read.
   *
   * @param receiveBytes what the kernel takes in for each unread; 0 leaves that to the kernel
   */
  static Swarm connect(int port, Dialect dialect, List<String> greetings, int receiveBytes)
      throws IOException {
    Swarm swarm = new Swarm(dialect);
    swarm.add(port, greetings, receiveBytes);
    return swarm;
  }

  /** Begins to connect all at the same moment, and returns before any is welcome. */
  static Swarm rush(int port, Dialect dialect, List<String> greetings) throws IOException {
    Swarm swarm = new Swarm(dialect);
    for (String greeting : greetings) {
      swarm.begin(port, greeting, 0);
    }
    return swarm;
  }

  /** Connects more, some at a time, and returns when all are welcome. */
  void add(int port, List<String> greetings) throws IOException {
    add(port, greetings, 0);
  }

  private void add(int port, List<String> greetings, int receiveBytes) throws IOException {
    for (String greeting : greetings) {
      begin(port, greeting, receiveBytes);
      if (clients.size() % AT_ONCE == 0) {
        until(() -> welcomed == clients.size(), WELCOME);
      }
    }
    until(() -> welcomed == clients.size(), WELCOME);
  }

  int size() {
    return clients.size();
  }

  /** How many clients are welcome. */
  int welcomed() {
    return welcomed;
  }

  /** Events received, of all clients. */
  long events() {
    return events;
  }

  /** Acks received, of all clients. */
  long acks() {
    return acks;
  }

  /** WebSocket messages received, of all clients. */
  long messages() {
    return clients.stream().mapToLong(client -> client.frames().messages()).sum();
  }

  /** Bytes received, by all clients. */
  long bytes() {
    return clients.stream().mapToLong(Client::received).sum();
  }

  /** What to do at each ack, given the client's number. */
  void onAck(IntConsumer action) {
    this.onAck = action;
  }

  /** What to do when a client is told to resync, which otherwise makes the run void. */
  void onResync(IntConsumer action) {
    this.onResync = action;
  }

  /** Has the position of every event told. */
  void onPosition(OnNumber action) {
    clients.forEach(
        client -> client.frames().onPosition(position -> action.accept(client.number(), position)));
  }

  /** Has the stamp of one event of so many told, of different ones for different clients. */
  void onStamp(int every, LongConsumer action) {
    clients.forEach(client -> client.frames().onStamp(every, client.number() % every, action));
  }

  /** Says something. */
  void say(int who, String envelope) throws IOException {
    clients.get(who).say(envelope);
  }

  /**
   * Reads and writes until something is so.
   *
   * @throws VoidRunException if it is not so in time, or a server says what it should not
   */
  void until(BooleanSupplier condition, Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      long now = System.nanoTime();
      if (now > deadline) {
        throw new VoidRunException(
            "still waiting after %s: %d of %d clients welcome, %d events, %d acks"
                .formatted(timeout, welcomed, clients.size(), events, acks));
      }
      beat(now);
      selector.select(this::turn, 100);
    }
  }

  /** Reads and writes what can be, and waits for more for at most a millisecond. */
  void pump() throws IOException {
    beat(System.nanoTime());
    selector.select(this::turn, 1);
  }

  /** Drops all connections, without a goodbye. */
  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
    selector.close();
  }

  private void begin(int port, String greeting, int receiveBytes) throws IOException {
    clients.add(new Client(clients.size(), port, dialect, greeting, receiveBytes, selector));
  }

  /** Parley's server ends connections that are silent. */
  private void beat(long now) throws IOException {
    if (now > nextHeartbeat) {
      nextHeartbeat = now + HEARTBEAT.toNanos();
      for (Client client : clients) {
        if (client.frames().welcomed() && !dialect.ping().isEmpty()) {
          client.say(dialect.ping());
        }
      }
    }
  }

  private void turn(SelectionKey key) {
    Client client = (Client) key.attachment();
    FrameReader frames = client.frames();
    long eventsBefore = frames.events();
    long acksBefore = frames.acks();
    long resyncsBefore = frames.resyncs();
    boolean welcomedBefore = frames.welcomed();
    try {
      client.turn(incoming, bytes);
    } catch (IOException e) {
      throw new VoidRunException("client " + client.number() + " lost its connection", e);
    }
    events += frames.events() - eventsBefore;
    for (long ack = acksBefore; ack < frames.acks(); ack++) {
      acks++;
      onAck.accept(client.number());
    }
    for (long resync = resyncsBefore; resync < frames.resyncs(); resync++) {
      onResync.accept(client.number());
    }
    if (frames.welcomed() && !welcomedBefore) {
      welcomed++;
    }
  }
}
