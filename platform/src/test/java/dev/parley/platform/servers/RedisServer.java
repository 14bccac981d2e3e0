package dev.parley.platform.servers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A redis-server of the test's own, which keeps nothing on disk. */
public final class RedisServer implements AutoCloseable {
  private final int port = ServerProcess.freePort();
  private final ServerProcess process;

  private RedisServer(String... options) {
    List<String> command = new ArrayList<>();
    command.add(ServerProcess.find("redis-server", "redis-server"));
    command.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port), "--save", ""));
    command.addAll(Arrays.asList(options));
    this.process = new ServerProcess(command, port);
  }

  /** A started one, with options of its command line such as {@code --requirepass secret}. */
  public static RedisServer running(String... options) {
    RedisServer server = stopped(options);
    server.start();
    return server;
  }

  /** One that is yet to be started. */
  public static RedisServer stopped(String... options) {
    return new RedisServer(options);
  }

  /** {@code redis://127.0.0.1:port}, the same over restarts. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Starts it, at first or again, empty. */
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
