package dev.parley.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server at one port, whether it is up or down, with everything it ever said in one log. */
final class ServerProcess implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(120);

  /** Ports that were given away here: who has one may not listen yet. */
  private static final Set<Integer> given = ConcurrentHashMap.newKeySet();

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private @Nullable Process process;

  /**
   * Remembers how to start it.
   *
   * @param command with its port in it
   * @param environment beside what is inherited, less what steers Parley
   */
  ServerProcess(String name, List<String> command, Map<String, String> environment, Path log) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.log = log;
  }

  /**
   * A port of the loopback that nobody has, outside of those that the kernel gives to callers: a
   * dead server's port stays its own.
   */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      if (!given.add(port)) {
        continue;
      }
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: another.
      }
    }
  }

  String name() {
    return name;
  }

  synchronized void start() {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("PARLEY_"));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** SIGKILL. */
  synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
      hasEnded(process);
    }
  }

  /** SIGTERM; a server that does not end is killed, and the run is broken. */
  synchronized void terminate() {
    if (process == null) {
      return;
    }
    process.destroy();
    if (!hasEnded(process)) {
      process.destroyForcibly();
      throw new BrokenRunException(name + " did not stop within " + STOP.toSeconds() + " s");
    }
  }

  /** SIGSTOP: it keeps its connections and answers nothing. */
  synchronized void freeze() {
    if (process != null) {
      signal("STOP", process.pid());
    }
  }

  /** SIGCONT. */
  synchronized void thaw() {
    if (process != null) {
      signal("CONT", process.pid());
    }
  }

  @Override
  public void close() {
    thaw();
    kill();
  }

  /** Sends a signal by its name; a process that is gone does not mind. */
  static void signal(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether somebody listens at a port of the loopback. */
  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasEnded(Process process) {
    try {
      return process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
