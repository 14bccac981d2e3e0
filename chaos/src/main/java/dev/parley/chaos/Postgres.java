package dev.parley.chaos;

import dev.parley.platform.db.DatabaseSettings;
import dev.parley.platform.db.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The PostgreSQL that the nodes use as an external one, durable as it is for everybody; started,
 * killed and frozen here.
 */
final class Postgres implements AutoCloseable {
  private final Path folder;
  private EmbeddedPostgres server;

  Postgres(Path folder) {
    this.folder = folder;
    this.server = EmbeddedPostgres.start(folder);
    requireDurable();
  }

  /** At another port after each start. */
  int port() {
    String url = settings().url();
    return Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  DatabaseSettings settings() {
    return server.settings(2);
  }

  /** A connection past all links. */
  Connection connect() throws SQLException {
    DatabaseSettings settings = settings();
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  /** SIGKILL for the postmaster alone; its children see that, and go. */
  void killPostmaster() {
    ServerProcess.signal("KILL", server.postmasterPid());
  }

  /** SIGKILL for all of it at once. */
  void killEverything() {
    all().reversed().forEach(pid -> ServerProcess.signal("KILL", pid));
  }

  /** Starts it again on the same data. */
  void restart() {
    server.close();
    server = EmbeddedPostgres.start(folder);
  }

  /** SIGSTOP for all of it. */
  void freeze() {
    all().forEach(pid -> ServerProcess.signal("STOP", pid));
  }

  /** SIGCONT for all of it. */
  void thaw() {
    all().forEach(pid -> ServerProcess.signal("CONT", pid));
  }

  @Override
  public void close() {
    thaw();
    server.close();
  }

  /** The postmaster first, so that it starts no more while the others are signalled. */
  private List<Long> all() {
    List<Long> pids = new ArrayList<>();
    ProcessHandle.of(server.postmasterPid())
        .ifPresent(postmaster -> {
          pids.add(postmaster.pid());
          postmaster.descendants().forEach(child -> pids.add(child.pid()));
        });
    return pids;
  }

  private void requireDurable() {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        try (var row = statement.executeQuery("show " + setting)) {
          row.next();
          if (!row.getString(1).equals("on")) {
            throw new BrokenRunException(setting + " is " + row.getString(1) + " (expected: on)");
          }
        }
      }
    } catch (SQLException e) {
      throw new BrokenRunException("the database's durability could not be checked", e);
    }
  }
}
