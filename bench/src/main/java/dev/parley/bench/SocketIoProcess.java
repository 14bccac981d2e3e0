package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
  private final ParleyProcess owner;
  private final int port;

  private SocketIoProcess(Process process, ParleyProcess owner, int port) {
    this.process = process;
    this.owner = owner;
    this.port = port;
  }

  /**
   * Starts it, and prints its settings.
   *
   * @throws VoidRunException if it does not start, or its database could lose what it acknowledged
   */
  static SocketIoProcess start(ParleyProcess owner) throws IOException {
    create(owner);
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
    SocketIoProcess started = new SocketIoProcess(process, owner, ready.path("port").asInt());
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
    return owner.postmasterPid();
  }

  @Override
  public Stored stored() {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + owner.databasePort() + "/" + DATABASE,
                ParleyProcess.DATABASE_USER,
                owner.databasePassword());
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from messages")) {
      row.next();
      return new Stored(row.getLong(1), row.getLong(1));
    } catch (SQLException e) {
      throw new VoidRunException("the peer's messages could not be counted", e);
    }
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

  private static void create(ParleyProcess owner) {
    try (Connection connection = owner.database();
        var statement = connection.createStatement()) {
      statement.execute("drop database if exists " + DATABASE);
      statement.execute("create database " + DATABASE);
    } catch (SQLException e) {
      throw new VoidRunException("the peer's database could not be made", e);
    }
  }
}
