package dev.parley.platform.servers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A nats-server of the test's own. */
public final class NatsServer implements AutoCloseable {
  private final int port = ServerProcess.freePort();
  private final ServerProcess process;

  private NatsServer(String... options) {
    List<String> command = new ArrayList<>();
    command.add(ServerProcess.find("nats-server", "nats-server"));
    command.addAll(List.of("-a", "127.0.0.1", "-p", Integer.toString(port)));
    command.addAll(Arrays.asList(options));
    this.process = new ServerProcess(command, port);
  }

  /** A started one, with options of its command line such as {@code --user ada --pass secret}. */
  public static NatsServer running(String... options) {
    NatsServer server = stopped(options);
    server.start();
    return server;
  }

  /** One that is yet to be started. */
  public static NatsServer stopped(String... options) {
    return new NatsServer(options);
  }

  /** {@code nats://127.0.0.1:port}, the same over restarts. */
  public String url() {
    return "nats://127.0.0.1:" + port;
  }

  /** Starts it, at first or again. */
  public void start() {
    process.start();
  }

  /** SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** SIGSTOP. */
  public void freeze() {
    process.freeze();
  }

  /** SIGCONT. */
  public void thaw() {
    process.thaw();
  }

  @Override
  public void close() {
    process.close();
  }
}
