package dev.parley.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DatabaseSetupTest {

  private static final Durability GOOD =
      new Durability(150_004, "on", "on", "on", "UTF8", "C.UTF-8");

  @Test
  void aClosedPortIsNamed() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(() -> Database.open(at("127.0.0.1:" + port)))
        .isInstanceOf(DatabaseSetupException.class)
        .hasMessage(
            "cannot use the database at 127.0.0.1:%d: connection refused; check database.url and that PostgreSQL runs and"
                + " listens there",
            port);
  }

  @Test
  void anUnknownHostIsNamed() {
    assertThatThrownBy(() -> Database.open(at("no-such-host.invalid:5432")))
        .isInstanceOf(DatabaseSetupException.class)
        .hasMessage(
            "cannot use the database at no-such-host.invalid:5432: no such host; check database.url");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpWithinTenSeconds() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> Database.open(at("127.0.0.1:" + silent.getLocalPort())))
          .isInstanceOf(DatabaseSetupException.class)
          .hasMessageContaining(
              "127.0.0.1:" + silent.getLocalPort() + ": no answer within 5 seconds");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void aMissingDatabaseIsNamed() {
    var server = TestDatabase.server();
    var missing =
        new DatabaseSettings(
            server.url().replaceFirst("/[^/]*$", "/nowhere"), server.user(), server.password(), 1);
    assertThatThrownBy(() -> Database.open(missing))
        .isInstanceOf(DatabaseSetupException.class)
        .hasMessageContaining(
            "database \"nowhere\" does not exist; create it, or check database.url");
  }

  @Test
  void anAddressOfAnotherKindIsRefusedWithoutRepeatingItsPassword() {
    assertThatThrownBy(() ->
            new DatabaseSettings("postgres://ada:secret@host/db?password=secret", "u", "p", 1))
        .isInstanceOf(DatabaseSetupException.class)
        .hasMessage(
            "database.url: postgres://host/db (expected: jdbc:postgresql://host:port/database)");
  }

  @Test
  void settingsDoNotShowThePassword() {
    assertThat(at("host:1?password=secret").toString()).doesNotContain("secret").contains("host:1");
  }

  @Test
  void aDurableDatabaseIsAccepted() {
    assertThatCode(GOOD::require).doesNotThrowAnyException();
    try (var database = TestDatabase.fresh()) {
      assertThatCode(database::assertDurable).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "140011, on, on, on, UTF8, C.UTF-8, 'it is PostgreSQL 14 (expected: 15 or newer)'",
    "160000, off, on, on, UTF8, C.UTF-8, 'fsync is off'",
    "160000, on, off, on, UTF8, C.UTF-8, 'synchronous_commit is off'",
    "160000, on, on, off, UTF8, C.UTF-8, 'full_page_writes is off'",
    "160000, on, on, on, SQL_ASCII, C.UTF-8, 'its encoding is SQL_ASCII'",
    "160000, on, on, on, UTF8, C, 'its LC_CTYPE is C'",
    "160000, on, on, on, UTF8, POSIX, 'its LC_CTYPE is POSIX'",
  })
  void whatCouldLoseOrHideAMessageIsRefused(
      int version,
      String fsync,
      String commit,
      String pages,
      String encoding,
      String ctype,
      String reason) {
    var durability = new Durability(version, fsync, commit, pages, encoding, ctype);
    assertThatThrownBy(durability::require)
        .isInstanceOf(DatabaseSetupException.class)
        .hasMessageContaining("the database is refused: ")
        .hasMessageContaining(reason);
  }

  @Test
  void theSettingsAreAskedOfTheServer() {
    try (var database = TestDatabase.fresh()) {
      database.read(handle ->
          handle.execute(
              "ALTER ROLE parley IN DATABASE " + name(database) + " SET synchronous_commit = off"));
      try (var next = Database.open(database.settings())) {
        assertThatThrownBy(next::assertDurable).hasMessageContaining("synchronous_commit is off");
      }
    }
  }

  @Test
  void aDatabaseThatKnowsOnlyEnglishLettersIsRefused() {
    try (var database = TestDatabase.fresh()) {
      var plain = name(database) + "_plain";
      database.read(handle ->
          handle.execute(
              "CREATE DATABASE " + plain + " TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'"));
      var url = database.settings().url().replaceFirst("/[^/]*$", "/" + plain);
      var settings = new DatabaseSettings(url, "parley", database.settings().password(), 1);
      try (var next = Database.open(settings)) {
        assertThatThrownBy(next::assertDurable).hasMessageContaining("its LC_CTYPE is C");
      } finally {
        database.read(handle -> handle.execute("DROP DATABASE " + plain + " WITH (FORCE)"));
      }
    }
  }

  private static String name(Database database) {
    return database.settings().url().replaceFirst(".*/", "");
  }

  private static DatabaseSettings at(String address) {
    return new DatabaseSettings("jdbc:postgresql://" + address + "/parley", "parley", "secret", 2);
  }
}
