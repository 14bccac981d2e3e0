package dev.parley.platform.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL in the box: a durable server of its own in the data folder, on loopback, behind a
 * random password.
 *
 * <p>The folder is locked for as long as this is open. A server that was left running because its
 * JVM was killed is taken over if it was started with the same options, else stopped; either way
 * what was committed is there.
 *
 * <pre>
 * parley.lock                the lock, and the number of the process that has it
 * postgres/18-xxxxxxxx/      the programs, unpacked
 * postgres/cluster/          the data and its password
 * postgres/log/              the server's log, a file per weekday
 * </pre>
 *
 * <p>It installs no shutdown hook: whoever starts it closes it, after everything that uses it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(8);
  private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(3);

  /** Replaying the write-ahead log takes seconds; past this, something else is wrong. */
  private static final Duration START = Duration.ofMinutes(5);

  /** How long the processes of a killed postmaster may take to notice. */
  private static final Duration LEFTOVERS = Duration.ofSeconds(5);

  private final DataFolderLock lock;
  private final PostgresCluster cluster;
  private final PostgresProcesses processes;
  private final PostgresOptions options;
  private final Path startLog;
  private final ProcessHandle postmaster;
  private final int port;

  /**
   * Starts the server of this data folder, or takes over the one that runs there, and returns when
   * it answers.
   *
   * @param dataFolder created where it is missing
   * @throws DataFolderException if the folder is in use, cannot be written, or is of another
   *     version
   * @throws DatabaseSetupException if the server does not start
   */
  public static EmbeddedPostgres start(Path dataFolder) {
    return start(dataFolder, Optional.empty());
  }

  /** As {@link #start(Path)}, with the unpacked programs in a folder that several servers share. */
  static EmbeddedPostgres start(Path dataFolder, Optional<Path> sharedBinaries) {
    var lock = DataFolderLock.acquire(dataFolder);
    try {
      return new EmbeddedPostgres(lock, sharedBinaries);
    } catch (IOException e) {
      lock.close();
      throw new DataFolderException(
          "data folder " + dataFolder + " cannot be used (" + DataFolderLock.reason(e) + ")", e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private EmbeddedPostgres(DataFolderLock lock, Optional<Path> sharedBinaries) throws IOException {
    this.lock = lock;
    var home = Files.createDirectories(lock.folder().resolve("postgres"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    var logFolder = Files.createDirectories(home.resolve("log"));
    this.startLog = logFolder.resolve("start.log");
    var binaries = PostgresBinaries.in(sharedBinaries.orElse(home));
    this.processes = new PostgresProcesses(binaries, home);
    this.cluster = PostgresCluster.openOrCreate(home, processes);
    this.options = new PostgresOptions(binaries, logFolder);
    var orphan = adoptOrphan();
    if (orphan.isPresent()) {
      this.port = orphan.get().port();
      this.postmaster = orphan.get().process();
    } else {
      var started = startServer();
      this.port = started.port();
      this.postmaster = started.process();
    }
    if (sharedBinaries.isEmpty()) {
      binaries.removeOthers();
    }
  }

  private record Server(ProcessHandle process, int port) {}

  /** The server that a killed JVM left, if it can be used as it is. If not, it is stopped. */
  private Optional<Server> adoptOrphan() throws IOException {
    var file = cluster.postmasterFile();
    var process = file.flatMap(f -> ProcessHandle.of(f.pid())).filter(this::isOurPostmaster);
    if (file.isEmpty() || process.isEmpty()) {
      cluster.removePostmasterFile();
      return Optional.empty();
    }
    if (file.get().ready() && answers(file.get().port())) {
      log.info(
          "took over the PostgreSQL that a killed process left running (pid {})", file.get().pid());
      return Optional.of(new Server(process.get(), file.get().port()));
    }
    log.info(
        "stopping the PostgreSQL that a killed process left running (pid {})", file.get().pid());
    stop(process.get());
    return Optional.empty();
  }

  /**
   * Numbers of dead processes are given to others, and a dead process that nobody reaped has no
   * arguments.
   */
  private boolean isOurPostmaster(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .filter(arguments -> Arrays.asList(arguments).contains(cluster.data().toString()))
        .isPresent();
  }

  /**
   * Whether the server knows our password (it proves that it does), has our data and runs with our
   * options.
   */
  private boolean answers(int candidate) {
    var direct =
        DriverSettings.dataSource(
            settings(candidate, 1), Duration.ofSeconds(1), Duration.ofSeconds(2));
    try (var connection = direct.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT current_setting('data_directory'), current_setting('"
                    + PostgresOptions.FINGERPRINT
                    + "', true)")) {
      row.next();
      return cluster.data().toString().equals(row.getString(1))
          && options.fingerprint().equals(row.getString(2));
    } catch (SQLException e) {
      return false;
    }
  }

  private Server startServer() throws IOException {
    long giveUp = System.nanoTime() + LEFTOVERS.toNanos();
    while (true) {
      int candidate = freePort();
      var process = processes.startServer(options.arguments(cluster.data(), candidate), startLog);
      if (becomesReady(process)) {
        return new Server(process.toHandle(), candidate);
      }
      var output = Files.readString(startLog, StandardCharsets.UTF_8);
      if (!isPassing(output) || System.nanoTime() > giveUp) {
        throw PostgresProcesses.failure("server", output);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /**
   * Somebody else took the port meanwhile, or the processes of a killed postmaster are not gone
   * yet.
   */
  private static boolean isPassing(String output) {
    return output.contains("could not bind")
        || output.contains("could not create any TCP/IP sockets")
        || output.contains("pre-existing shared memory block");
  }

  /** False if the process ended first. */
  private boolean becomesReady(Process process) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (process.isAlive()) {
      var file = cluster.postmasterFile();
      if (file.isPresent() && file.get().pid() == process.pid() && file.get().ready()) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        stop(process.toHandle());
        throw new DatabaseSetupException(
            "PostgreSQL was not ready within "
                + START.toMinutes()
                + " minutes; its log is in "
                + startLog.getParent());
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** How to connect; the password is the data folder's. */
  public DatabaseSettings settings(int poolSize) {
    return settings(port, poolSize);
  }

  private DatabaseSettings settings(int serverPort, int poolSize) {
    return new DatabaseSettings(
        "jdbc:postgresql://127.0.0.1:" + serverPort + "/postgres",
        PostgresCluster.USER,
        cluster.password(),
        poolSize);
  }

  /** The process number of the server's first process; all others are its children. */
  public long postmasterPid() {
    return postmaster.pid();
  }

  /**
   * Stops the server: running transactions are rolled back, connections closed. Returns within
   * seconds.
   */
  @Override
  public void close() {
    try {
      stop(postmaster);
    } catch (IOException e) {
      throw new DatabaseSetupException(
          "PostgreSQL (pid " + postmaster.pid() + ") could not be stopped", e);
    } finally {
      lock.close();
    }
  }

  /** Fast first; a server that hangs is stopped as by a power loss, which it survives. */
  private void stop(ProcessHandle process) throws IOException {
    if (signalled(process, "INT", FAST_SHUTDOWN)) {
      return;
    }
    log.warn("PostgreSQL (pid {}) did not stop in time; stopping it at once", process.pid());
    if (!signalled(process, "QUIT", IMMEDIATE_SHUTDOWN)) {
      process.destroyForcibly();
      await(() -> !isRunning(process), IMMEDIATE_SHUTDOWN);
    }
  }

  private boolean signalled(ProcessHandle process, String signal, Duration timeout)
      throws IOException {
    if (!isRunning(process)) {
      return true;
    }
    try {
      // The JVM itself can only send TERM, on which PostgreSQL waits for its clients to leave.
      processes.run("pg_ctl", List.of("kill", signal, Long.toString(process.pid())));
    } catch (DatabaseSetupException e) {
      if (isRunning(process)) {
        throw e;
      }
    }
    return await(() -> !isRunning(process), timeout);
  }

  private boolean isRunning(ProcessHandle process) {
    return process.isAlive() && isOurPostmaster(process);
  }

  private static boolean await(BooleanSupplier condition, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }
}
