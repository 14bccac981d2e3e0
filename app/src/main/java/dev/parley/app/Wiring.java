package dev.parley.app;

import dev.parley.api.internal.v1.EventServiceGrpc;
import dev.parley.api.internal.v1.KeyServiceGrpc;
import dev.parley.auth.AuthModule;
import dev.parley.auth.AuthSettings;
import dev.parley.chat.ChatModule;
import dev.parley.chat.ChatSettings;
import dev.parley.gateway.GatewayModule;
import dev.parley.gateway.GatewaySettings;
import dev.parley.gateway.OperationsPages;
import dev.parley.platform.cache.RedisLink;
import dev.parley.platform.cache.RedisSettings;
import dev.parley.platform.config.PlatformSettings;
import dev.parley.platform.config.Settings;
import dev.parley.platform.config.StartupException;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.DatabaseException;
import dev.parley.platform.db.Migrations;
import dev.parley.platform.events.DomainEvents;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.events.EventGrpc;
import dev.parley.platform.events.InProcessEventBus;
import dev.parley.platform.events.JetStreamRelay;
import dev.parley.platform.events.NatsEventBus;
import dev.parley.platform.events.NatsSettings;
import dev.parley.platform.limits.InProcessRateLimiter;
import dev.parley.platform.limits.RateLimiter;
import dev.parley.platform.limits.RedisRateLimiter;
import dev.parley.platform.rpc.Channels;
import dev.parley.platform.rpc.Role;
import dev.parley.platform.rpc.RpcListener;
import dev.parley.platform.rpc.RpcServer;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.InProcessRevokedSessions;
import dev.parley.platform.security.RedisRevokedSessions;
import dev.parley.platform.security.RemoteKeys;
import dev.parley.platform.security.RevokedSessions;
import dev.parley.platform.security.ServiceTokens;
import dev.parley.platform.security.SessionEnds;
import dev.parley.platform.telemetry.Health;
import dev.parley.platform.telemetry.Metrics;
import dev.parley.platform.time.SteadyClock;
import io.grpc.BindableService;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one composition root: what runs in this process and how it is put together, top to bottom.
 * Closing undoes it from the outside in: no new work comes, accepted work ends, then the database
 * goes.
 */
final class Wiring implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Wiring.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Clock clock;
  private final Settings settings;
  private final PlatformSettings platform;
  private final Set<Role> roles;
  private final Health health = new Health();
  private int gatewayPort;
  private int rpcPort;

  private Wiring(ServeOptions options, Clock clock) {
    this.clock = clock;
    this.settings = options.settings();
    this.platform = settings.bind(PlatformSettings.class);
    this.roles = options.targets();
  }

  /**
   * Starts the roles asked for.
   *
   * @throws StartupException if something outside the program is in the way
   */
  static Wiring start(ServeOptions options) {
    return start(options, Clock.systemUTC());
  }

  /** The same by another wall clock than this machine's. */
  static Wiring start(ServeOptions options, Clock clock) {
    Wiring wiring = new Wiring(options, clock);
    try {
      wiring.start();
      return wiring;
    } catch (RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  /** Port of the gateway, or 0 if it does not run here. */
  int gatewayPort() {
    return gatewayPort;
  }

  /** Port for other processes of the installation, or 0 if there is none. */
  int rpcPort() {
    return rpcPort;
  }

  private void start() {
    checkPeers();
    Clock steady = new SteadyClock();
    Metrics metrics = open(new Metrics());
    EventBus bus = openBus(metrics);
    Optional<RedisLink> redis = openCache(metrics);
    RateLimiter limiter =
        redis.isPresent()
            ? new RedisRateLimiter(redis.get(), metrics.registry(), steady)
            : new InProcessRateLimiter(steady);
    RevokedSessions revoked =
        redis.isPresent()
            ? open(new RedisRevokedSessions(redis.get(), clock))
            : new InProcessRevokedSessions(clock);
    ServiceTokens tokens = new ServiceTokens(secret(), clock);
    String server = "parley-" + UUID.randomUUID();
    Set<Role> services = EnumSet.copyOf(roles);
    services.remove(Role.GATEWAY);
    Channels channels = open(new Channels(server, services, peers(), tokens));
    Role self = roles.iterator().next();
    AccessTokenVerifier verifier =
        new AccessTokenVerifier(
            new RemoteKeys(KeyServiceGrpc.newBlockingStub(channels.to(Role.AUTH, self)), steady),
            revoked,
            clock);
    if (!services.isEmpty()) {
      serve(server, openDatabase(), bus, redis, channels, verifier, tokens, metrics);
    }
    open(
        new SessionEnds(
            EventServiceGrpc.newBlockingStub(channels.to(Role.AUTH, self)), bus, revoked, clock));
    if (roles.contains(Role.GATEWAY)) {
      GatewayModule gateway =
          new GatewayModule(
              settings.bind(GatewaySettings.class),
              new GatewayModule.Surroundings(
                  channels,
                  verifier,
                  revoked,
                  limiter,
                  bus,
                  health,
                  metrics,
                  clock,
                  Version.read().number()),
              platform.metrics().port() == 0);
      opened.push(gateway);
      gatewayPort =
          listening(
              gateway::start,
              "gateway.port",
              "--port",
              settings.bind(GatewaySettings.class).port());
    }
  }

  private EventBus openBus(Metrics metrics) {
    PlatformSettings.Bus asked = platform.bus();
    if (asked.isInProcess()) {
      return new InProcessEventBus();
    }
    NatsEventBus nats =
        open(
            new NatsEventBus(
                new NatsSettings(
                    asked.url(), asked.user(), asked.password().value(), asked.token().value()),
                metrics.registry()));
    health.register("bus", nats::reasonNotReady);
    return nats;
  }

  private Optional<RedisLink> openCache(Metrics metrics) {
    PlatformSettings.Cache asked = platform.cache();
    return asked.isInProcess()
        ? Optional.empty()
        : Optional.of(
            open(
                new RedisLink(
                    new RedisSettings(asked.url(), asked.user(), asked.password().value()),
                    metrics.registry())));
  }

  private Database openDatabase() {
    OpenDatabase database = open(OpenDatabase.open(platform));
    Migrations migrations = new Migrations(database.database());
    try {
      for (Role role : roles) {
        Targets.of(role).schemas().forEach(schema -> migrations.up(new Migrations.Schema(schema)));
      }
    } catch (DatabaseException e) {
      throw new StartupException(e.getMessage(), e);
    }
    health.register(
        "database",
        () -> {
          database.database().read(handle -> handle.createQuery("select 1").mapTo(int.class).one());
          return Optional.empty();
        });
    return database.database();
  }

  private void serve(
      String server,
      Database database,
      EventBus bus,
      Optional<RedisLink> redis,
      Channels channels,
      AccessTokenVerifier verifier,
      ServiceTokens tokens,
      Metrics metrics) {
    List<BindableService> served = new ArrayList<>();
    List<DomainEvents> streams = new ArrayList<>();
    List<Supplier<AutoCloseable>> consumers = new ArrayList<>();
    if (roles.contains(Role.AUTH)) {
      AuthModule auth = new AuthModule(settings.bind(AuthSettings.class), database, bus, clock);
      served.addAll(auth.services(channels));
      streams.add(auth.events());
    }
    if (roles.contains(Role.CHAT)) {
      ChatModule chat =
          open(new ChatModule(settings.bind(ChatSettings.class), database, bus, redis, clock));
      served.addAll(chat.services(channels));
      streams.add(chat.events());
      consumers.add(() -> chat.consume(channels));
      consumers.add(() -> chat.verify(metrics.registry()));
      consumers.add(() -> chat.watchPresence(metrics.registry()));
      consumers.add(chat::welcome);
      consumers.add(chat::index);
      consumers.add(() -> chat.doJobs(metrics.registry()));
      consumers.add(() -> chat.previewLinks(metrics.registry()));
    }
    served.add(new EventGrpc(streams));
    opened.push(RpcServer.start(server, served, verifier, tokens));
    if (roles.size() < Role.values().length) {
      Executor blocking = Executors.newVirtualThreadPerTaskExecutor();
      RpcListener listener =
          new RpcListener(
              platform.rpc().host(),
              platform.rpc().port(),
              served,
              channels.forwardingTo(
                  EnumSet.copyOf(roles).stream()
                      .filter(r -> r != Role.GATEWAY)
                      .findFirst()
                      .orElseThrow()),
              pages -> {
                OperationsPages.mountHealth(pages, health, blocking);
                OperationsPages.mountMetrics(pages, metrics, blocking);
              });
      opened.push(listener);
      rpcPort = listening(listener::start, "rpc.port", "--set rpc.port=", platform.rpc().port());
    }
    consumers.forEach(consumer -> opened.push(consumer.get()));
    if (bus instanceof NatsEventBus nats && platform.bus().eventsMb() > 0) {
      long bytes = (long) platform.bus().eventsMb() << 20;
      streams.forEach(stream -> opened.push(new JetStreamRelay(nats, stream, bytes)));
    }
  }

  private int listening(Supplier<Integer> start, String key, String flag, int port) {
    try {
      return start.get();
    } catch (CompletionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException
            || cause.getClass().getSimpleName().equals("NativeIoException")) {
          throw new StartupException(
              "%s: %d cannot be listened on (%s): stop what uses it, or choose another with %s"
                  .formatted(key, port, cause.getMessage(), flag),
              e);
        }
      }
      throw e;
    }
  }

  /** Every role that a role of this process calls must be here or have an address. */
  private void checkPeers() {
    for (Role role : roles) {
      for (Role needed : Targets.of(role).calls()) {
        if (!roles.contains(needed) && !peers().containsKey(needed)) {
          throw new StartupException(
              "rpc.peers.%s is not set: %s calls %s, which does not run in this process (expected: host:port of each process that runs it)"
                  .formatted(needed.id(), role.id(), needed.id()));
        }
      }
    }
    boolean apart = roles.contains(Role.AUTH) != roles.contains(Role.CHAT);
    if (apart && platform.database().isEmbedded()) {
      throw new StartupException(
          "database.url is not set: auth and chat that run apart need an external PostgreSQL"
              + " (expected: jdbc:postgresql://host:port/database)");
    }
  }

  private Map<Role, List<String>> peers() {
    Map<Role, List<String>> peers = new EnumMap<>(Role.class);
    PlatformSettings.Peers asked = platform.rpc().peers();
    if (!asked.auth().isEmpty()) {
      peers.put(Role.AUTH, asked.auth());
    }
    if (!asked.chat().isEmpty()) {
      peers.put(Role.CHAT, asked.chat());
    }
    return peers;
  }

  private String secret() {
    if (!platform.rpc().secret().isEmpty()) {
      return platform.rpc().secret().value();
    }
    if (roles.size() < Role.values().length) {
      throw new StartupException(
          "rpc.secret is not set: roles that run apart know each other by it (expected: the same 32 or more characters"
              + " for every process)");
    }
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private <T extends AutoCloseable> T open(T part) {
    opened.push(part);
    return part;
  }

  @Override
  public void close() {
    health.stop();
    while (!opened.isEmpty()) {
      AutoCloseable part = opened.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.error("closing {} failed", part.getClass().getSimpleName(), e);
      }
    }
  }
}
