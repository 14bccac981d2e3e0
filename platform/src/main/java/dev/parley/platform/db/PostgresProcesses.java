package dev.parley.platform.db;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Starts PostgreSQL's programs in the only ways that work everywhere.
 *
 * <p>PostgreSQL refuses to run as root. As root, its programs run in a user namespace of their own
 * ({@code unshare -U}) in which they are nobody, while the kernel still counts them as root where
 * the data folder's owner is concerned. The server also gets a session of its own ({@code setsid}):
 * Ctrl+C in a terminal goes to the whole foreground group, and the database must outlive what the
 * JVM still has to write.
 */
final class PostgresProcesses {

  private final PostgresBinaries binaries;
  private final Path workingFolder;

  PostgresProcesses(PostgresBinaries binaries, Path workingFolder) {
    this.binaries = binaries;
    this.workingFolder = workingFolder;
  }

  /** Starts the server with its standard output in a file. The process's id is the postmaster's. */
  Process startServer(List<String> arguments, Path output) throws IOException {
    var command = new ArrayList<String>();
    onPath("setsid").ifPresent(command::add);
    command.addAll(commandLine("postgres", arguments));
    return builder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /**
   * Runs a program to its end.
   *
   * @throws DatabaseSetupException with the program's complaint if it fails
   */
  void run(String program, List<String> arguments) throws IOException {
    var process = builder(commandLine(program, arguments)).redirectErrorStream(true).start();
    String output;
    try (var reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      output = reader.readAllAsString();
    }
    int exit = waitFor(process);
    if (exit != 0) {
      throw failure(program, output);
    }
  }

  /** The one line that says why a program failed, out of all that it printed. */
  static DatabaseSetupException failure(String program, String output) {
    if (output.contains("unshare:")) {
      return new DatabaseSetupException(
          "PostgreSQL does not run as root, and this system does not let root step down with `unshare -U` ("
              + output.strip()
              + "); start Parley as another user, or set database.url to an external PostgreSQL");
    }
    return new DatabaseSetupException(
        "PostgreSQL's " + program + " failed: " + complaint(output.lines().toList()));
  }

  private static String complaint(List<String> lines) {
    return lines.stream()
        .filter(
            line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
        .reduce((first, second) -> second)
        .or(() -> lines.stream().filter(line -> !line.isBlank()).reduce((first, second) -> second))
        .map(String::strip)
        .orElse("it printed nothing");
  }

  private List<String> commandLine(String program, List<String> arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.add(
          onPath("unshare")
              .orElseThrow(() ->
                  new DatabaseSetupException(
                      "PostgreSQL does not run as root, and the program `unshare` (package util-linux) is missing;"
                          + " start Parley as another user, or set database.url to an external PostgreSQL")));
      command.add("-U");
    }
    command.add(binaries.program(program).toString());
    command.addAll(arguments);
    return command;
  }

  private ProcessBuilder builder(List<String> command) {
    var builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectInput(new File("/dev/null"));
    // PGDATA, PGPORT and the like would steer the programs away from what we say.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder;
  }

  private static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  private static Optional<String> onPath(String program) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/bin:/bin";
    return Arrays.stream(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new DatabaseSetupException("interrupted while PostgreSQL was being set up", e);
    }
  }
}
