package dev.parley.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresTest {

  private static final Path SHARED_BINARIES = TestDatabase.testFolder();
  private static final Duration READY = Duration.ofSeconds(4);

  @TempDir Path temporary;

  private Path data() {
    return temporary.resolve("data folder");
  }

  /**
   * A failed test must not leave a server behind; a folder that is free is taken over, then
   * stopped.
   */
  @AfterEach
  void stopWhatIsLeft() {
    if (Files.exists(data().resolve("postgres/cluster/data/postmaster.pid"))) {
      start().close();
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesAKilledProcess() throws Exception {
    long postmaster;
    List<Long> acknowledged;
    try (var other = CommittingProcess.start(data(), SHARED_BINARIES)) {
      postmaster = other.awaitPostmaster();
      other.awaitLine("ack 200");
      other.kill();
      acknowledged = other.acknowledged();
    }
    long start = System.nanoTime();
    try (var postgres = start()) {
      assertThat(since(start)).isLessThan(READY);
      assertThat(postgres.postmasterPid()).as("taken over").isEqualTo(postmaster);
      assertThat(committed(postgres)).hasSizeGreaterThanOrEqualTo(200).containsAll(acknowledged);
    }
    assertThat(isRunning(postmaster)).as("stopped though adopted").isFalse();
  }

  @Test
  void whatWasAcknowledgedSurvivesAKilledProcessAndAKilledServer() throws Exception {
    List<Long> acknowledged;
    try (var other = CommittingProcess.start(data(), SHARED_BINARIES)) {
      long postmaster = other.awaitPostmaster();
      other.awaitLine("ack 200");
      ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
      other.kill();
      acknowledged = other.acknowledged();
    }
    long start = System.nanoTime();
    try (var postgres = start()) {
      assertThat(since(start)).isLessThan(READY);
      assertThat(committed(postgres)).containsAll(acknowledged);
    }
  }

  @Test
  void anOrphanWithOtherOptionsIsReplaced() throws Exception {
    long postmaster;
    List<Long> acknowledged;
    // Its programs are unpacked elsewhere, as those of another release are.
    try (var other = CommittingProcess.start(data(), temporary.resolve("other programs"))) {
      postmaster = other.awaitPostmaster();
      other.awaitLine("ack 50");
      other.kill();
      acknowledged = other.acknowledged();
    }
    long start = System.nanoTime();
    try (var postgres = start()) {
      assertThat(since(start)).isLessThan(READY);
      assertThat(postgres.postmasterPid()).isNotEqualTo(postmaster);
      assertThat(isRunning(postmaster)).isFalse();
      assertThat(committed(postgres)).containsAll(acknowledged);
    }
  }

  @Test
  void aServerThatWasKilledStartsAgainWithEverythingCommitted() {
    try (var postgres = start();
        var database = Database.open(postgres.settings(1))) {
      database.read(handle -> handle.execute("CREATE TABLE acked AS SELECT 7::bigint AS number"));
      ProcessHandle.of(postgres.postmasterPid()).orElseThrow().destroyForcibly();
      Waiting.until(() -> !isRunning(postgres.postmasterPid()));
    }
    long start = System.nanoTime();
    try (var postgres = start()) {
      assertThat(since(start)).isLessThan(READY);
      assertThat(committed(postgres)).containsExactly(7L);
    }
  }

  @Test
  void aFolderInUseByAnotherProcessIsRefusedWithItsNumber() throws Exception {
    try (var other = CommittingProcess.start(data(), SHARED_BINARIES)) {
      other.awaitPostmaster();
      assertThatThrownBy(this::start)
          .isInstanceOf(DataFolderException.class)
          .hasMessage(
              "data folder "
                  + data()
                  + " is in use by another Parley process (pid "
                  + other.pid()
                  + "); stop it or choose another with --data");
      other.awaitLine("ack ");
      other.kill();
    }
  }

  @Test
  void aSecondStartInOneProcessIsRefusedAndTakesNothingFromTheFirst() throws Exception {
    try (var postgres = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(DataFolderException.class)
          .hasMessageContaining("in use");
      try (var other = CommittingProcess.start(data(), SHARED_BINARIES)) {
        assertThat(other.awaitLine("refused "))
            .contains(
                "in use by another Parley process (pid " + ProcessHandle.current().pid() + ")");
      }
      assertThat(isRunning(postgres.postmasterPid())).isTrue();
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() throws IOException {
    Files.writeString(data(), "a file where the folder should be");
    assertThatThrownBy(this::start)
        .isInstanceOf(DataFolderException.class)
        .hasMessage(
            "data folder %s cannot be written (%s is not a folder); choose another with --data",
            data(), data());
    assertThatThrownBy(() -> EmbeddedPostgres.start(Path.of("/proc/parley")))
        .isInstanceOf(DataFolderException.class)
        .hasMessageStartingWith("data folder /proc/parley cannot be written (")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    Files.delete(data());
  }

  @Test
  void anInterruptedSetUpIsBegunAnew() throws Exception {
    try (var other = CommittingProcess.start(data(), SHARED_BINARIES)) {
      Waiting.until(() -> isBeingSetUp(data().resolve("postgres")));
      other.kill();
    }
    assertThat(data().resolve("postgres/cluster")).doesNotExist();
    try (var postgres = start();
        var database = Database.open(postgres.settings(1))) {
      database.assertDurable();
    }
    start().close();
    assertThat(Folders.children(data().resolve("postgres"), "cluster")).hasSize(1);
  }

  private static boolean isBeingSetUp(Path home) {
    try {
      return Files.exists(home)
          && Folders.children(home, "cluster.new").stream()
              .anyMatch(staging -> Files.exists(staging.resolve("data/base")));
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void damagedProgramsAreUnpackedAgain() throws IOException {
    EmbeddedPostgres.start(data()).close();
    var programs = Folders.children(data().resolve("postgres"), "18-").getFirst();
    // Replaced, not written to: PostgreSQL's logger ends a moment after its postmaster, and a
    // program
    // that runs cannot be opened for writing.
    var server = programs.resolve("bin/postgres");
    Files.delete(server);
    Files.write(server, new byte[1000]);
    Files.createDirectories(data().resolve("postgres/18-unfinished.new1/bin"));
    EmbeddedPostgres.start(data()).close();
    Files.delete(programs.resolve("files.txt"));
    EmbeddedPostgres.start(data()).close();
    assertThat(Folders.children(data().resolve("postgres"), "18-")).containsExactly(programs);
  }

  @Test
  void dataOfAnotherMajorVersionIsRefused() throws IOException {
    start().close();
    Files.writeString(data().resolve("postgres/cluster/data/PG_VERSION"), "17\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining("is of PostgreSQL 17, and this Parley brings PostgreSQL 18");
  }

  @Test
  void aProcessNumberThatNowBelongsToAnotherProgramIsNoOrphan() throws IOException {
    start().close();
    var pidFile = data().resolve("postgres/cluster/data/postmaster.pid");
    var stale =
        ProcessHandle.current().pid() + "\n" + data() + "\n1\n5432\n\n127.0.0.1\n1 1\nready   \n";
    Files.writeString(pidFile, stale);
    try (var postgres = start()) {
      assertThat(postgres.postmasterPid()).isNotEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void itIsDurableOnLoopbackAndBehindAPassword() throws IOException {
    try (var postgres = start();
        var database = Database.open(postgres.settings(1))) {
      database.assertDurable();
      assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(setting(database, "unix_socket_directories")).isEmpty();
      assertThat(setting(database, "data_checksums")).isEqualTo("on");
      assertThat(setting(database, "password_encryption")).isEqualTo("scram-sha-256");
      var password = data().resolve("postgres/cluster/password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(password)).hasSizeGreaterThanOrEqualTo(43);
      var stranger = new DatabaseSettings(postgres.settings(1).url(), "parley", "guess", 1);
      assertThatThrownBy(() -> Database.open(stranger))
          .isInstanceOf(DatabaseSetupException.class)
          .hasMessageContaining("refuses user parley");
    }
  }

  @Test
  void searchSeesEveryScript() {
    try (var database = TestDatabase.fresh()) {
      database.read(handle -> handle.execute("CREATE EXTENSION pg_trgm"));
      for (var word : List.of("общение", "日本語", "café")) {
        int trigrams =
            database.read(handle ->
                handle
                    .createQuery("SELECT cardinality(show_trgm(:word))")
                    .bind("word", word)
                    .mapTo(Integer.class)
                    .one());
        assertThat(trigrams).as(word).isPositive();
      }
    }
  }

  @Test
  void closingStopsTheServerWhoeverIsConnected() {
    var postgres = start();
    try (var database = Database.open(postgres.settings(2))) {
      database.read(handle -> handle.execute("SELECT 1"));
      long start = System.nanoTime();
      postgres.close();
      assertThat(since(start)).isLessThan(READY);
      assertThat(isRunning(postgres.postmasterPid())).isFalse();
    }
    start().close();
  }

  @Test
  void rootIsToldWhenItMayNotStepDown() throws Exception {
    assumeTrue(new UnixSystem().getUid() == 0);
    var noNamespaces = "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"";
    try (var other =
        CommittingProcess.start(
            List.of("unshare", "-Ur", "sh", "-c", noNamespaces, "sh"), data(), SHARED_BINARIES)) {
      assertThat(other.awaitLine("refused "))
          .contains("does not let root step down with `unshare -U`")
          .contains("start Parley as another user");
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(data(), Optional.of(SHARED_BINARIES));
  }

  private static List<Long> committed(EmbeddedPostgres postgres) {
    try (var database = Database.open(postgres.settings(1))) {
      return database.read(
          handle -> handle.createQuery("SELECT number FROM acked").mapTo(Long.class).list());
    }
  }

  private static String setting(Database database, String name) {
    return database.read(handle ->
        handle
            .createQuery("SELECT current_setting(:name)")
            .bind("name", name)
            .mapTo(String.class)
            .one());
  }

  /** A dead process that nobody has reaped yet still has a number, but no arguments. */
  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().arguments()).isPresent();
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
