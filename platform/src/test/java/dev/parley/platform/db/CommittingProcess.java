package dev.parley.platform.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Another JVM that owns a data folder and commits rows 1, 2, 3, ... as fast as it can, saying each
 * number only when its transaction has returned.
 */
final class CommittingProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  /**
   * Runs in the child. Arguments: the data folder, and where the programs are shared, if they are.
   */
  public static void main(String[] arguments) {
    var binaries =
        arguments.length > 1 ? Optional.of(Path.of(arguments[1])) : Optional.<Path>empty();
    try {
      var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), binaries);
      System.out.println("postmaster " + postgres.postmasterPid());
      commitForever(Database.open(postgres.settings(2)));
    } catch (DatabaseException e) {
      System.out.println("refused " + e.getMessage());
      System.exit(1);
    }
  }

  private static void commitForever(Database database) {
    database.read(
        handle -> handle.execute("CREATE TABLE IF NOT EXISTS acked (number bigint PRIMARY KEY)"));
    for (long number = 1; ; number++) {
      long row = number;
      database.useTransaction(handle -> handle.execute("INSERT INTO acked VALUES (?)", row));
      System.out.println("ack " + number);
    }
  }

  static CommittingProcess start(Path dataFolder, Path... sharedBinaries) throws IOException {
    return start(List.of(), dataFolder, sharedBinaries);
  }

  /** Wrapped in another command. */
  static CommittingProcess start(List<String> wrapper, Path dataFolder, Path... sharedBinaries)
      throws IOException {
    var command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CommittingProcess.class.getName(),
            dataFolder.toString()));
    for (var binaries : sharedBinaries) {
      command.add(binaries.toString());
    }
    return new CommittingProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private CommittingProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  long pid() {
    return process.pid();
  }

  /** Reads on until the child says a line that starts so. */
  String awaitLine(String prefix) throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.startsWith(prefix)) {
        return line;
      }
    }
    throw new AssertionError("the child ended without saying " + prefix + "; it said " + lines);
  }

  long awaitPostmaster() throws IOException {
    return Long.parseLong(awaitLine("postmaster ").substring("postmaster ".length()));
  }

  /**
   * As {@code kill -9}. Not by the process itself, which would also close the output before it is
   * read.
   */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /**
   * All that it said was committed, once it is dead. The last line may have been cut off by its
   * death.
   */
  List<Long> acknowledged() throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
    }
    return lines.stream()
        .filter(line -> line.startsWith("ack ") && line.length() > 4)
        .map(line -> Long.parseLong(line.substring(4)))
        .toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
