package dev.parley.chaos;

import dev.parley.platform.db.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An installation of four nodes, PostgreSQL, NATS and Redis, each a process of its own. Whoever
 * calls another does so over a {@link Link}.
 */
final class Installation implements AutoCloseable {
  private static final int PAIR = 2;
  private static final Duration START = Duration.ofSeconds(300);

  /** One address plays all people, and they register in a hurry; nothing else is different. */
  private static final List<String> SETTINGS =
      List.of(
          "auth.hash.memory-kib=8192",
          "auth.hash.iterations=1",
          "auth.access-token-minutes=60",
          "chat.rooms.defaults=",
          "gateway.rate-limit.address-per-minute=1000000",
          "gateway.rate-limit.account-per-minute=1000000",
          "gateway.rate-limit.sign-in-per-minute=1000000",
          "gateway.rate-limit.sends-per-second=10000",
          "log.level=info");

  final Postgres postgres;
  final ServerProcess nats;
  final ServerProcess redis;
  final List<ServerProcess> services = new ArrayList<>();
  final List<ServerProcess> gateways = new ArrayList<>();

  /** To the database, one of each service. */
  final List<Link> databaseLinks = new ArrayList<>();

  /** To NATS, one of each node: the services, then the gateways. */
  final List<Link> busLinks = new ArrayList<>();

  /** To Redis, one of each node, in the same order. */
  final List<Link> cacheLinks = new ArrayList<>();

  /** Of each gateway, to each service. */
  final List<List<Link>> serviceLinks = new ArrayList<>();

  /** Of the clients to each gateway. */
  final List<Link> clientLinks = new ArrayList<>();

  private final Path target;
  private final List<String> java;
  private final Map<String, String> secrets = new HashMap<>();
  private final List<Integer> ports = new ArrayList<>();
  private final int natsPort = ServerProcess.freePort();
  private final int redisPort = ServerProcess.freePort();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Starts all of it.
   *
   * @param target folder for data and logs; neither may be there yet
   * @param java the command that starts Parley, up to its arguments
   * @throws BrokenRunException if a part does not start
   */
  Installation(Path target, List<String> java) {
    this.target = target;
    this.java = java;
    try {
      Files.createDirectories(target.resolve("logs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.postgres = new Postgres(target.resolve("data"));
    this.nats = nats();
    this.redis = redis();
    try {
      start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private ServerProcess nats() {
    return process(
        "nats",
        Map.of(),
        List.of(program("nats-server"), "-a", "127.0.0.1", "-p", Integer.toString(natsPort)));
  }

  private ServerProcess redis() {
    return process(
        "redis",
        Map.of(),
        List.of(
            program("redis-server"),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(redisPort),
            "--save",
            "",
            "--dir",
            target.toString()));
  }

  private void start() {
    nats.start();
    redis.start();
    DatabaseSettings database = postgres.settings();
    secrets.put("PARLEY_RPC_SECRET", "the same thirty-two characters for all");
    secrets.put("PARLEY_DATABASE_USER", database.user());
    secrets.put("PARLEY_DATABASE_PASSWORD", database.password());
    for (int i = 1; i <= PAIR; i++) {
      service("chat-" + i);
    }
    // The first migrates the schemas.
    for (ServerProcess service : services) {
      service.start();
    }
    for (int i = 1; i <= PAIR; i++) {
      gateway("gateway-" + i);
    }
    gateways.forEach(ServerProcess::start);
    awaitReady();
  }

  /** Waits until every node says that it is ready. */
  void awaitReady() {
    List<ServerProcess> nodes = Stream.concat(services.stream(), gateways.stream()).toList();
    for (int i = 0; i < nodes.size(); i++) {
      int port = ports.get(i);
      ServerProcess node = nodes.get(i);
      boolean decided = Waiting.until(START, () -> isReady(port) || !node.isAlive());
      if (!decided || !node.isAlive()) {
        throw new BrokenRunException(
            node.name()
                + (decided ? " has ended" : " is not ready after " + START.toSeconds() + " s")
                + "; see "
                + target.resolve("logs"));
      }
    }
  }

  Stream<Link> links() {
    return Stream.of(
            databaseLinks.stream(),
            busLinks.stream(),
            cacheLinks.stream(),
            serviceLinks.stream().flatMap(List::stream),
            clientLinks.stream())
        .flatMap(links -> links);
  }

  @Override
  public void close() {
    gateways.forEach(ServerProcess::close);
    services.forEach(ServerProcess::close);
    nats.close();
    redis.close();
    links().forEach(Link::close);
    postgres.close();
  }

  private void service(String name) {
    Link database = new Link(name + "<->postgres", postgres::port);
    databaseLinks.add(database);
    int port = ServerProcess.freePort();
    ports.add(port);
    services.add(
        node(
            name,
            "auth,chat",
            "rpc.port=" + port,
            "database.url=jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres"));
  }

  private void gateway(String name) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < PAIR; i++) {
      int port = ports.get(i);
      links.add(new Link(name + "<->" + services.get(i).name(), () -> port));
    }
    serviceLinks.add(links);
    int port = ServerProcess.freePort();
    ports.add(port);
    clientLinks.add(new Link("clients<->" + name, () -> port));
    String peers =
        links.stream().map(link -> "127.0.0.1:" + link.port()).collect(Collectors.joining(","));
    gateways.add(
        node(
            name,
            "gateway",
            "rpc.port=0",
            "gateway.port=" + port,
            "rpc.peers.auth=" + peers,
            "rpc.peers.chat=" + peers));
  }

  private ServerProcess node(String name, String role, String... own) {
    Link bus = new Link(name + "<->nats", () -> natsPort);
    busLinks.add(bus);
    Link cache = new Link(name + "<->redis", () -> redisPort);
    cacheLinks.add(cache);
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("serve", "--target=" + role));
    command.addAll(List.of("--data", target.resolve("data-" + name).toString()));
    Stream.of(
            SETTINGS.stream(),
            Stream.of(
                "bus.url=nats://127.0.0.1:" + bus.port(),
                "cache.url=redis://127.0.0.1:" + cache.port()),
            Stream.of(own))
        .flatMap(settings -> settings)
        .forEach(setting -> command.addAll(List.of("--set", setting)));
    return process(name, secrets, command);
  }

  private ServerProcess process(
      String name, Map<String, String> environment, List<String> command) {
    return new ServerProcess(
        name, command, environment, target.resolve("logs").resolve(name + ".log"));
  }

  private boolean isReady(int port) {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return http.send(ask, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String program(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(":")),
            Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () -> new BrokenRunException(name + " was not found: dev/find-servers.sh installs it"));
  }
}
