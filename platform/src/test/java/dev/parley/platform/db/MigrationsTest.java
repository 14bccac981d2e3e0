package dev.parley.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.db.Migrations.Entry;
import dev.parley.platform.db.Migrations.Schema;
import dev.parley.platform.db.Migrations.State;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MigrationsTest {

  private static final Schema EXAMPLE = new Schema("example");
  private static final Schema SHOP = new Schema("shop");
  private static final Map<String, String> SHOP_SCRIPTS =
      Map.of(
          "V001__items.sql", "CREATE TABLE items (id bigint);",
          "U001__items.sql", "DROP TABLE items;",
          "V002__prices.sql",
              "ALTER TABLE items ADD COLUMN price bigint;\nINSERT INTO items VALUES (1, 2);",
          "U002__prices.sql", "ALTER TABLE items DROP COLUMN price;");

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aSchemaGoesUpAndDownAndUpAgain() {
    var migrations = new Migrations(database);
    migrations.up(EXAMPLE);
    assertThat(count("SELECT example.count_rooms()")).isZero();
    migrations.down(EXAMPLE, 0, true);
    assertThat(
            count(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'example' AND tablename = 'rooms'"))
        .isZero();
    assertThat(migrations.status(EXAMPLE))
        .extracting(Entry::state)
        .containsExactly(State.PENDING, State.PENDING);
    migrations.up(EXAMPLE);
    assertThat(count("SELECT example.count_rooms()")).isZero();
    assertThat(migrations.status(EXAMPLE))
        .extracting(Entry::state)
        .containsExactly(State.APPLIED, State.APPLIED);
  }

  @Test
  void goingDownToAVersionKeepsIt() {
    var migrations = new Migrations(database);
    migrations.up(EXAMPLE);
    migrations.down(EXAMPLE, 1, true);
    assertThat(migrations.status(EXAMPLE))
        .extracting(Entry::state)
        .containsExactly(State.APPLIED, State.PENDING);
    assertThat(count("SELECT example.count_rooms()")).isZero();
  }

  @Test
  void goingDownIsRefusedUnlessDataMayBeDestroyed() {
    var migrations = new Migrations(database);
    migrations.up(EXAMPLE);
    assertThatThrownBy(() -> migrations.down(EXAMPLE, 0, false))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("destroys data in schema example")
        .hasMessageContaining("--destroy-data");
    assertThat(migrations.status(EXAMPLE))
        .extracting(Entry::state)
        .containsExactly(State.APPLIED, State.APPLIED);
  }

  @Test
  void goingDownToAnUnknownVersionIsRefused() {
    assertThatThrownBy(() -> new Migrations(database).down(EXAMPLE, 7, true))
        .isInstanceOf(MigrationException.class)
        .hasMessage("schema example has no version 7 (expected: 0 to 2)");
  }

  @Test
  void theStatusTellsWhatWasAppliedAndWhen() {
    var migrations = new Migrations(database);
    assertThat(migrations.status(EXAMPLE))
        .containsExactly(
            new Entry("001", "rooms", State.PENDING, null),
            new Entry("002", "topics", State.PENDING, null));
    var before = Instant.now().minusSeconds(5);
    migrations.up(EXAMPLE);
    assertThat(migrations.status(EXAMPLE))
        .allSatisfy(
            entry -> assertThat(entry.appliedAt()).isBetween(before, Instant.now().plusSeconds(5)));
  }

  @Test
  void aSchemaThatIsUpToDateCostsNextToNothing() {
    var migrations = new Migrations(database);
    migrations.up(EXAMPLE);
    long start = System.nanoTime();
    migrations.up(EXAMPLE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
  }

  @Test
  void processesThatStartAtOnceTakeTurns() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<?>>();
      for (int i = 0; i < 4; i++) {
        futures.add(threads.submit(() -> new Migrations(database).up(EXAMPLE)));
      }
      for (var future : futures) {
        future.get();
      }
    }
    assertThat(count("SELECT count(*) FROM example.schema_history WHERE version IS NOT NULL"))
        .isEqualTo(2);
  }

  @Test
  void scriptsAreFoundInsideAJar() throws IOException {
    try (var jar = jar(SHOP_SCRIPTS)) {
      var migrations = new Migrations(database, jar);
      migrations.up(SHOP);
      migrations.up(SHOP);
      migrations.down(SHOP, 0, true);
      migrations.up(SHOP);
    }
    assertThat(count("SELECT count(*) FROM shop.items")).isEqualTo(1);
  }

  @Test
  void theSameScriptWithOtherLineEndsIsTheSameScript() {
    migrations(Map.of("V001__items.sql", "CREATE TABLE items (\n id bigint\n);\n")).up(SHOP);
    migrations(Map.of("V001__items.sql", "CREATE TABLE items (\r\n id bigint\r\n);\r\n")).up(SHOP);
  }

  @Test
  void aScriptThatChangedAfterItWasAppliedIsRefused() {
    migrations(Map.of("V001__items.sql", "CREATE TABLE items (id bigint);")).up(SHOP);
    var changed = migrations(Map.of("V001__items.sql", "CREATE TABLE items (id integer);"));
    assertThat(changed.status(SHOP)).extracting(Entry::state).containsExactly(State.CHANGED);
    assertThatThrownBy(() -> changed.up(SHOP))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("schema shop: V001 (items) was changed after it was applied");
  }

  @Test
  void aScriptThatIsGoneIsRefused() {
    migrations(SHOP_SCRIPTS).up(SHOP);
    var missing =
        migrations(
            Map.of(
                "V002__prices.sql",
                "ALTER TABLE items ADD COLUMN price bigint;\nINSERT INTO items VALUES (1, 2);"));
    assertThat(missing.status(SHOP))
        .extracting(Entry::state)
        .containsExactly(State.MISSING, State.APPLIED);
    assertThatThrownBy(() -> missing.up(SHOP))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V001 (items) was applied, and its script is gone");
  }

  @Test
  void aVersionThatComesTooLateIsRefused() {
    migrations(Map.of("V002__second.sql", "SELECT 1;")).up(SHOP);
    assertThatThrownBy(() ->
            migrations(Map.of("V001__first.sql", "SELECT 1;", "V002__second.sql", "SELECT 1;"))
                .up(SHOP))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V001 (first) comes before versions that are applied already");
  }

  @Test
  void thePreviousReleaseStartsOnTheSchemaOfTheNext() {
    migrations(SHOP_SCRIPTS).up(SHOP);
    var previous = migrations(Map.of("V001__items.sql", SHOP_SCRIPTS.get("V001__items.sql")));
    previous.up(SHOP);
    assertThat(previous.status(SHOP))
        .extracting(Entry::state)
        .containsExactly(State.APPLIED, State.NEWER);
    assertThatThrownBy(() -> previous.down(SHOP, 0, true))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V002 (prices) has no undo script here");
  }

  @Test
  void aScriptThatFailsLeavesNothingAndIsNamedInOneLine() {
    var broken =
        migrations(
            Map.of(
                "V001__items.sql", "CREATE TABLE items (id bigint);\nSELECT nothing_like_it();"));
    assertThatThrownBy(() -> broken.up(SHOP))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("schema shop cannot be brought up")
        .hasMessageContaining("nothing_like_it")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    assertThat(
            count(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'shop' AND tablename = 'items'"))
        .isZero();
  }

  @Test
  void anUndoThatFailsKeepsTheVersion() {
    var migrations =
        migrations(
            Map.of(
                "V001__items.sql",
                "CREATE TABLE items (id bigint);",
                "U001__items.sql",
                "DROP TABLE items;\nDROP TABLE no_such;"));
    migrations.up(SHOP);
    assertThatThrownBy(() -> migrations.down(SHOP, 0, true))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("the undo of V001 failed");
    assertThat(migrations.status(SHOP)).extracting(Entry::state).containsExactly(State.APPLIED);
    assertThat(count("SELECT count(*) FROM shop.items")).isZero();
  }

  @Test
  void filesThatAreNotNamedLikeScriptsAreRefused() {
    assertThatThrownBy(() -> migrations(Map.of("V1_items.sql", "SELECT 1;")).up(SHOP))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("db/shop/V1_items.sql is not named like a script");
    assertThatThrownBy(() ->
            migrations(Map.of("V002__a.sql", "SELECT 1;", "U002__b.sql", "SELECT 1;")).up(SHOP))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("undoes nothing");
  }

  private long count(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** The scripts in a folder of their own on the classpath. */
  private Migrations migrations(Map<String, String> scripts) {
    try {
      var root = Files.createTempDirectory(folder, "classpath");
      var db = Files.createDirectories(root.resolve("db/shop"));
      for (var script : scripts.entrySet()) {
        Files.writeString(db.resolve(script.getKey()), script.getValue());
      }
      return new Migrations(database, new URLClassLoader(new URL[] {root.toUri().toURL()}, null));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private URLClassLoader jar(Map<String, String> scripts) throws IOException {
    var file = folder.resolve("shop.jar");
    try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (var name : new String[] {"db/", "db/shop/"}) {
        jar.putNextEntry(new JarEntry(name));
        jar.closeEntry();
      }
      for (var script : scripts.entrySet()) {
        jar.putNextEntry(new JarEntry("db/shop/" + script.getKey()));
        jar.write(script.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
    return new URLClassLoader(new URL[] {file.toUri().toURL()}, null);
  }
}
