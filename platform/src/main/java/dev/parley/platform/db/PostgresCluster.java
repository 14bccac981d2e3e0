package dev.parley.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data on the disk: {@code cluster/data} is PostgreSQL's, {@code cluster/password} beside it is
 * what it was set up with. Both appear together, by one rename, so an interrupted set-up leaves
 * nothing that looks like a cluster.
 */
final class PostgresCluster {

  static final String USER = "parley";

  private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);
  private static final String FOLDER = "cluster";
  private static final String STAGING = "cluster.new";

  private final Path folder;
  private final String password;

  private PostgresCluster(Path folder, String password) {
    this.folder = folder;
    this.password = password;
  }

  /**
   * @throws DataFolderException if what is there is of another version or incomplete
   */
  static PostgresCluster openOrCreate(Path home, PostgresProcesses processes) throws IOException {
    removeUnfinished(home);
    var folder = home.resolve(FOLDER);
    if (!Files.exists(folder)) {
      create(home, folder, processes);
    }
    requireVersion(folder);
    return new PostgresCluster(folder, readPassword(folder));
  }

  /**
   * What an interrupted set-up left. Its initdb may still be writing: then it stays until the next
   * start.
   */
  private static void removeUnfinished(Path home) throws IOException {
    for (var unfinished : Folders.children(home, STAGING)) {
      try {
        Folders.delete(unfinished);
      } catch (IOException e) {
        log.debug("{} cannot be removed yet", unfinished, e);
      }
    }
  }

  private static void create(Path home, Path folder, PostgresProcesses processes)
      throws IOException {
    var staging = Files.createTempDirectory(home, STAGING);
    var password = staging.resolve("password");
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    Files.createFile(password, PosixFilePermissions.asFileAttribute(ownerOnly));
    Files.writeString(password, randomPassword());
    processes.run("initdb", initdbArguments(staging.resolve("data"), password));
    Folders.sync(password);
    Folders.sync(staging);
    Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(home);
  }

  private static List<String> initdbArguments(Path data, Path password) {
    return List.of(
        "--pgdata=" + data,
        "--username=" + USER,
        "--pwfile=" + password,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        // Up to version 18, trigrams ask the C library what a letter is, whatever the provider:
        // under plain C they see
        // nothing in Cyrillic or Chinese.
        "--locale=" + libraryLocale(),
        "--data-checksums",
        "--no-instructions");
  }

  private static String libraryLocale() {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    return mac ? "en_US.UTF-8" : "C.UTF-8";
  }

  private static String randomPassword() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void requireVersion(Path folder) throws IOException {
    var file = folder.resolve("data/PG_VERSION");
    if (!Files.exists(file)) {
      throw new DataFolderException(
          "data folder "
              + folder
              + " holds no PostgreSQL data (PG_VERSION is missing); restore it, or move it away");
    }
    var version = Files.readString(file).strip();
    if (!version.equals(Integer.toString(PostgresBinaries.MAJOR_VERSION))) {
      throw new DataFolderException(
          "data folder "
              + folder
              + " is of PostgreSQL "
              + version
              + ", and this Parley brings PostgreSQL "
              + PostgresBinaries.MAJOR_VERSION
              + "; start it with the Parley that wrote it, or choose another with --data");
    }
  }

  private static String readPassword(Path folder) throws IOException {
    try {
      return Files.readString(folder.resolve("password")).strip();
    } catch (NoSuchFileException e) {
      throw new DataFolderException(
          "data folder " + folder + " has lost the file `password`; restore it from a backup", e);
    }
  }

  Path data() {
    return folder.resolve("data");
  }

  String password() {
    return password;
  }

  /** What a server that has this cluster open wrote about itself; it may be dead. */
  Optional<PostmasterFile> postmasterFile() throws IOException {
    try {
      return PostmasterFile.parse(Files.readAllLines(pidFile()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Removes what a dead server left behind. PostgreSQL would do so itself, unless its process
   * number has meanwhile been given to another program of the same user: then it would refuse to
   * start.
   */
  void removePostmasterFile() throws IOException {
    Files.deleteIfExists(pidFile());
  }

  private Path pidFile() {
    return data().resolve("postmaster.pid");
  }

  /**
   * @param pid of the postmaster
   * @param port on loopback
   * @param ready whether it accepts connections
   */
  record PostmasterFile(long pid, int port, boolean ready) {

    /** Empty while the file is being written. */
    static Optional<PostmasterFile> parse(List<String> lines) {
      if (lines.size() < 4) {
        return Optional.empty();
      }
      boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
      return Optional.of(
          new PostmasterFile(
              Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip()), ready));
    }
  }
}
