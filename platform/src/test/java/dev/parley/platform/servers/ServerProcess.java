package dev.parley.platform.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server of the system, at one port for as long as the test runs, whether it is up or down. */
final class ServerProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final List<String> command;
  private final int port;
  private final Path output;
  private final Thread reaper = new Thread(this::kill);
  private @Nullable Process process;

  /**
   * Remembers how to start it.
   *
   * @param command with the port in it
   */
  ServerProcess(List<String> command, int port) {
    this.command = command;
    this.port = port;
    try {
      this.output = Files.createTempFile("parley-test-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    output.toFile().deleteOnExit();
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** The program by this name, from the system. */
  static String find(String program, String debianPackage) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(":")),
            Stream.of("/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                program
                    + " was not found: dev/find-servers.sh installs it, or says how (Debian: apt-get install "
                    + debianPackage
                    + ")"));
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it listens. */
  void start() {
    try {
      process =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(command + " did not start: " + said());
      }
      waitFor(20);
    }
  }

  /** SIGKILL, at once. */
  void kill() {
    signal("-KILL");
    waitFor(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }

  /** SIGSTOP: it keeps its connections and answers nothing. */
  void freeze() {
    signal("-STOP");
  }

  /** SIGCONT. */
  void thaw() {
    signal("-CONT");
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(reaper);
  }

  private void signal(String name) {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("kill", name, Long.toString(running.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitFor(long millis) {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      running.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "nothing";
    }
  }
}
