package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.TypingNews;
import dev.parley.gateway.GatewaySettings;
import dev.parley.gateway.RateLimits;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.ids.UuidV7;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.time.Clocks;
import io.grpc.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** All live connections of this process and the logs they follow. */
public final class Edge implements AutoCloseable {
  /** Reads of logs under way; the rest of the database's pool (10, unless set) is for others. */
  private static final int READS_AT_ONCE = 6;

  private final GatewaySettings.Connection settings;
  private final LogReader reader;
  private final EdgeMetrics metrics;
  private final Messenger messenger;
  private final Admission admission;
  private final Clocks clocks;
  private final Places<UUID> accounts;
  private final Places<String> addresses;
  private final Feeds feeds;
  private final EventBus bus;
  private final PresenceSource presence;
  private final DeviceReports devices;
  private final Watches watches;
  private final Map<EventExecutor, Flusher> flushers = new ConcurrentHashMap<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Map<UUID, Set<Connection>> bySession = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("edge-timer").factory());
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean lookAgain = new AtomicBoolean();
  private volatile boolean stopping;

  /**
   * The edge over chat.
   *
   * @param chat channel to the role that keeps the logs
   * @param blocking runs what waits, away from the event loops
   */
  public static Edge over(
      Channel chat,
      GatewaySettings.Connection settings,
      AccessTokenVerifier verifier,
      RateLimits limits,
      Executor blocking,
      EventBus bus,
      MeterRegistry metrics,
      Clock clock) {
    ChatBackend backend = new ChatBackend(chat);
    return new Edge(
        settings,
        new BoundedLogReader(backend, READS_AT_ONCE, blocking),
        backend,
        backend,
        new TokenAdmission(verifier, limits, blocking),
        bus,
        metrics,
        Clocks.with(clock));
  }

  Edge(
      GatewaySettings.Connection settings,
      LogReader reader,
      Messenger messenger,
      PresenceSource presence,
      Admission admission,
      EventBus bus,
      MeterRegistry metrics,
      Clocks clocks) {
    this.settings = settings;
    this.reader = reader;
    this.metrics = new EdgeMetrics(metrics, clocks.wall());
    this.messenger = this.metrics.measured(messenger);
    this.admission = admission;
    this.clocks = clocks;
    this.accounts = new Places<>(settings.perAccount());
    this.addresses = new Places<>(settings.perAddress());
    this.feeds = new Feeds(reader, bus, settings.replayEvents(), this::flusher, this.metrics);
    this.bus = bus;
    this.presence = presence;
    this.devices = new DeviceReports(presence, clocks.steady());
    this.watches = new Watches(presence, bus, this.metrics, clocks.steady());
    metrics.gaugeCollectionSize("parley.connections", java.util.List.of(), connections);
    metrics.gauge("parley.feeds", feeds, Feeds::count);
    metrics.gauge("parley.users.active", feeds, Feeds::people);
    metrics.gauge("parley.users.present", devices, DeviceReports::activePeople);
    metrics.gauge("parley.users.watched", watches, Watches::count);
    metrics.gauge("parley.queue.bytes", connections, Edge::queuedBytes);
    timer.scheduleWithFixedDelay(
        this::lookSoon, settings.pollMs(), settings.pollMs(), TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Takes in a new connection, which has said nothing yet. On the transport's loop.
   *
   * @param address it comes from
   */
  Connection accept(Transport transport, String address) {
    Connection connection =
        new Connection(
            UuidV7.at(clocks.wall().instant()).toString(), transport, address, this, clocks);
    if (!addresses.take(address)) {
      connection.turnAway("this address", addresses.most());
      return connection;
    }
    connections.add(connection);
    if (stopping) {
      connection.close(CloseReason.RESTARTING);
    }
    return connection;
  }

  /**
   * Tells every client to reconnect elsewhere or later, and waits until they have been told, for at
   * most two seconds.
   */
  @Override
  public void close() {
    stopping = true;
    timer.shutdownNow();
    CompletableFuture<?>[] told =
        connections.stream()
            .map(connection ->
                CompletableFuture.runAsync(
                    () -> connection.close(CloseReason.RESTARTING), connection.loop()))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(told)
        .completeOnTimeout(null, Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> null)
        .join();
    devices.finish();
  }

  /** Asks which logs have moved, now; once more if it is being asked already. */
  void lookSoon() {
    lookAgain.set(true);
    if (looking.compareAndSet(false, true)) {
      lookAgain.set(false);
      feeds
          .look()
          .whenComplete((done, failure) -> {
            looking.set(false);
            if (lookAgain.get() && !stopping) {
              lookSoon();
            }
          });
    }
  }

  /**
   * A session has ended: closes its connections, each on its own loop. Those that open at this
   * moment find out by themselves.
   */
  public void sessionEnded(UUID session) {
    bySession
        .getOrDefault(session, Set.of())
        .forEach(connection -> connection.loop().execute(() -> connection.sessionEnded(session)));
  }

  /** A connection belongs to a session from now on. */
  void opened(Connection connection, UUID session) {
    bySession.compute(
        session,
        (id, those) -> {
          Set<Connection> all = those != null ? those : ConcurrentHashMap.newKeySet();
          all.add(connection);
          return all;
        });
  }

  /** A connection belongs to a session no more. */
  void left(Connection connection, UUID session) {
    bySession.computeIfPresent(
        session,
        (id, those) -> {
          those.remove(connection);
          return those.isEmpty() ? null : those;
        });
  }

  /** A connection is over. */
  void closed(Connection connection) {
    if (connections.remove(connection)) {
      addresses.leave(connection.address());
    }
  }

  Flusher flusher(EventExecutor loop) {
    return flushers.computeIfAbsent(
        loop,
        its ->
            new Flusher(
                its,
                Duration.ofMillis(settings.coalesceMs()).toNanos(),
                System::nanoTime,
                metrics::left));
  }

  /** Roughly: the queues go on changing while they are summed. */
  private static long queuedBytes(Set<Connection> connections) {
    return connections.stream().mapToLong(Connection::queuedBytes).sum();
  }

  /** Places of the accounts; those of addresses are taken before anybody says who calls. */
  Places<UUID> accounts() {
    return accounts;
  }

  EdgeMetrics metrics() {
    return metrics;
  }

  GatewaySettings.Connection settings() {
    return settings;
  }

  LogReader reader() {
    return reader;
  }

  Messenger messenger() {
    return messenger;
  }

  Admission admission() {
    return admission;
  }

  Feeds feeds() {
    return feeds;
  }

  PresenceSource presence() {
    return presence;
  }

  DeviceReports devices() {
    return devices;
  }

  Watches watches() {
    return watches;
  }

  /** Tells all edges that somebody types. */
  void typing(TypingNews news) {
    metrics.typed();
    bus.publish(Subject.typing(news.getTyping().getRoomId()), news);
  }

  void tick() {
    devices.tick();
    watches.refresh();
    connections.forEach(connection -> connection.loop().execute(connection::tick));
  }
}
