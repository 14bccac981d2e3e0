package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The server under test: the built jar, started as {@code make run} starts it, with the embedded
 * database in a data folder of the bench. Nothing is measured before its database is known to be
 * durable.
 */
final class ParleyProcess implements Measured, AutoCloseable {
  /** Who may do everything in the embedded PostgreSQL. */
  static final String DATABASE_USER = "parley";

  /** What must be on in the database, or speed is without durability. */
  static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

  private static final int FIRST_PORT = 18_600;
  private static final int LAST_PORT = 18_700;
  private static final Duration START = Duration.ofMinutes(3);

  /**
   * Only what keeps a thousand clients of one address from being turned away, or makes a thousand
   * passwords dear; none of it touches what is measured.
   */
  private static final List<String> SETTINGS =
      List.of(
          "chat.rooms.defaults=",
          "auth.hash.memory-kib=8192",
          "auth.hash.iterations=1",
          "auth.access-token-minutes=60",
          "gateway.rate-limit.address-per-minute=1000000",
          "gateway.rate-limit.account-per-minute=1000000",
          "gateway.rate-limit.sign-in-per-minute=1000000",
          "gateway.rate-limit.sends-per-second=10000",
          "gateway.connection.frames-per-second=1000000",
          "gateway.connection.per-account=1000000",
          "gateway.connection.per-address=1000000",
          "log.level=warn");

  private final Process process;
  private final Path data;
  private final int port;
  private final double startMillis;

  private ParleyProcess(Process process, Path data, int port, double startMillis) {
    this.process = process;
    this.data = data;
    this.port = port;
    this.startMillis = startMillis;
  }

  /**
   * Starts the server and returns when it answers {@code /readyz} with 200.
   *
   * @throws VoidRunException if it does not, or its database could lose what it acknowledged
   */
  static ParleyProcess start(Path data) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@app/jvm.options");
    command.addAll(List.of(System.getProperty("bench.server.flags", "").split(" ", -1)));
    command.removeIf(String::isEmpty);
    command.addAll(List.of("-jar", "app/target/parley.jar", "serve"));
    command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
    SETTINGS.forEach(setting -> command.addAll(List.of("--set", setting)));
    Path log = Files.createDirectories(data.toAbsolutePath().getParent()).resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    long begun = System.nanoTime();
    Process process = builder.start();
    long deadline = begun + START.toNanos();
    while (!answers(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new VoidRunException("the server did not become ready: see " + log);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    double millis = (System.nanoTime() - begun) / 1e6;
    ParleyProcess started = new ParleyProcess(process, data, port, millis);
    try {
      started.requireDurable();
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  @Override
  public int port() {
    return port;
  }

  /**
   * The flags of the server's JVM, for others that are to be held against it; less its archive of
   * classes, which is of another class path.
   */
  static List<String> flags() throws IOException {
    return Files.readAllLines(Path.of("app/jvm.options")).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("-") && !line.contains("SharedArchive"))
        .toList();
  }

  /** From the start of the process to the first 200 of {@code /readyz}. */
  double startMillis() {
    return startMillis;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public long postmasterPid() {
    return Long.parseLong(postmasterFile().getFirst().strip());
  }

  @Override
  public Stored stored() {
    return Stored.in(this);
  }

  /** Position of the newest event in a room's log. */
  long headOf(String room) {
    try (Connection connection = database();
        var statement =
            connection.prepareStatement("select head_seq from chat.rooms where id = ?::uuid")) {
      statement.setString(1, room);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new VoidRunException("the head of room " + room + " could not be read", e);
    }
  }

  /** A connection to the server's own database. */
  Connection database() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + databasePort() + "/postgres",
        DATABASE_USER,
        databasePassword());
  }

  /** The port of the embedded PostgreSQL. */
  int databasePort() {
    return Integer.parseInt(postmasterFile().get(3).strip());
  }

  /** The password of {@link #DATABASE_USER}. */
  String databasePassword() {
    try {
      return Files.readString(data.resolve("postgres/cluster/password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as an operator would, so that the next start is one after an orderly end. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new VoidRunException("the server did not stop within 30 s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void requireDurable() {
    try (Connection connection = database();
        var statement = connection.createStatement()) {
      for (String setting : DURABLE) {
        try (var row = statement.executeQuery("show " + setting)) {
          row.next();
          if (!row.getString(1).equals("on")) {
            throw new VoidRunException(
                setting + " is " + row.getString(1) + " (expected: on): speed without durability");
          }
        }
      }
    } catch (SQLException e) {
      throw new VoidRunException("the database's durability could not be checked", e);
    }
  }

  private List<String> postmasterFile() {
    try {
      return Files.readAllLines(data.resolve("postgres/cluster/data/postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      socket.setSoTimeout(2000);
      socket
          .getOutputStream()
          .write(
              "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Below those that the kernel gives to whoever asks for any, so that nobody takes it meanwhile.
   */
  private static int freePort() throws IOException {
    for (int port = FIRST_PORT; port < LAST_PORT; port++) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (BindException e) {
        // Somebody has it: the next.
        continue;
      }
    }
    throw new IOException("no port between " + FIRST_PORT + " and " + LAST_PORT + " is free");
  }
}
