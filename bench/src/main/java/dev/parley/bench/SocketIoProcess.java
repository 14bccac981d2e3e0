package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The peer in {@code bench/peers/socketio}, running, with a database of its own in the PostgreSQL
 * of Parley's server. It is not measured before it has said that this database is durable for it
 * too.
 */
final class SocketIoProcess implements Measured, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATABASE = "socketio";

  private final Process process;
  private final PeerDatabase database;
  private final int port;

  private SocketIoProcess(Process process, PeerDatabase database, int port) {
    this.process = process;
    this.database = database;
    this.port = port;
  }

  /**
   * Starts it, and prints its settings.
   *
   * @throws VoidRunException if it does not start, or its database could lose what it acknowledged
   */
  static SocketIoProcess start(ParleyProcess owner) throws IOException {
    PeerDatabase database = PeerDatabase.create(owner, DATABASE);
    ProcessBuilder builder =
        new ProcessBuilder("node", "bench/peers/socketio/server.js")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("NODE_ENV", "production");
    builder
        .environment()
        .put(
            "DATABASE_URL",
            "postgres://%s:%s@127.0.0.1:%d/%s"
                .formatted(
                    ParleyProcess.DATABASE_USER,
                    owner.databasePassword(),
                    owner.databasePort(),
                    DATABASE));
    Process process = builder.start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    if (line == null) {
      process.destroy();
      throw new VoidRunException("the Socket.IO server did not start");
    }
    JsonNode ready = JSON.readTree(line);
    System.out.println("Socket.IO: " + ready.path("settings") + " " + ready.path("durable"));
    SocketIoProcess started = new SocketIoProcess(process, database, ready.path("port").asInt());
    for (String setting : ParleyProcess.DURABLE) {
      String value = ready.path("durable").path(setting).asText();
      if (!value.equals("on")) {
        started.close();
        throw new VoidRunException("Socket.IO: " + setting + " is " + value + " (expected: on)");
      }
    }
    return started;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public long postmasterPid() {
    return database.postmasterPid();
  }

  @Override
  public Stored stored() {
    return database.stored();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
