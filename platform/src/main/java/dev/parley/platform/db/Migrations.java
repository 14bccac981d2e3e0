package dev.parley.platform.db;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings schemas to the version of this release, and back.
 *
 * <p>A schema's scripts are {@code db/<schema>/V001__rooms.sql} on the classpath, each with its
 * undo {@code U001__rooms.sql}. They run with the schema first on the search path, each in a
 * transaction. What was applied is kept in {@code <schema>.schema_history}, in Flyway's format.
 * Processes that start at once take turns.
 *
 * <p>A history that is ahead of the scripts is fine: changes are made so that the previous release
 * keeps working.
 */
public final class Migrations {

  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  /** How long one process waits for another to finish the same schema. */
  private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(10);

  /** A schema of PostgreSQL, owned by one service. */
  public record Schema(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public Schema {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("schema: " + name + " (expected: " + NAME + ")");
      }
    }
  }

  /** How a script and the history agree. */
  public enum State {
    PENDING,
    APPLIED,
    /** Applied, but the script is not what it was: refused. */
    CHANGED,
    /** Applied, but there is no such script any more: refused. */
    MISSING,
    /** Applied by a newer release: fine. */
    NEWER,
    /** Began and did not finish, outside a transaction: refused until a person has looked. */
    FAILED
  }

  /**
   * @param version three digits
   * @param appliedAt null while pending
   */
  public record Entry(
      String version, String description, State state, @Nullable Instant appliedAt) {

    int number() {
      return Integer.parseInt(version);
    }
  }

  private final Database database;
  private final ClassLoader loader;

  public Migrations(Database database) {
    this(database, Migrations.class.getClassLoader());
  }

  /** With the scripts of another class loader. */
  Migrations(Database database, ClassLoader loader) {
    this.database = database;
    this.loader = loader;
  }

  /**
   * Every script that there is or was, oldest first.
   *
   * @throws MigrationException if the scripts themselves are not in order
   */
  public List<Entry> status(Schema schema) {
    var scripts = MigrationScripts.of(schema, loader);
    return database.read(handle -> MigrationHistory.of(schema, handle).compare(scripts));
  }

  /**
   * Applies what is pending. Costs one query where nothing is.
   *
   * @throws MigrationException if an applied script has changed or is missing, or a script fails;
   *     what was applied before it stays
   */
  public void up(Schema schema) {
    var scripts = MigrationScripts.of(schema, loader);
    if (!hasPending(schema, database.read(h -> MigrationHistory.of(schema, h).compare(scripts)))) {
      return;
    }
    locked(
        schema,
        (handle, source) -> {
          if (hasPending(schema, MigrationHistory.of(schema, handle).compare(scripts))) {
            migrate(schema, scripts, source);
          }
        });
  }

  private static boolean hasPending(Schema schema, List<Entry> entries) {
    int newestApplied =
        entries.stream().filter(e -> e.appliedAt() != null).mapToInt(Entry::number).max().orElse(0);
    boolean pending = false;
    for (var entry : entries) {
      switch (entry.state()) {
        case APPLIED, NEWER -> {}
        case PENDING -> {
          if (entry.number() < newestApplied) {
            throw refused(
                schema,
                entry,
                "comes before versions that are applied already; give it the next number");
          }
          pending = true;
        }
        case CHANGED ->
            throw refused(
                schema, entry, "was changed after it was applied; put it back and write a new one");
        case MISSING ->
            throw refused(schema, entry, "was applied, and its script is gone; put it back");
        case FAILED -> throw refused(schema, entry, "failed half-way; repair the schema by hand");
      }
    }
    return pending;
  }

  private static MigrationException refused(Schema schema, Entry entry, String reason) {
    return new MigrationException(
        "schema "
            + schema.name()
            + ": V"
            + entry.version()
            + " ("
            + entry.description()
            + ") "
            + reason);
  }

  private static void migrate(Schema schema, MigrationScripts scripts, DataSource source) {
    long start = System.nanoTime();
    try {
      var result =
          Flyway.configure(Migrations.class.getClassLoader())
              .loggers("slf4j")
              .dataSource(source)
              .schemas(schema.name())
              .defaultSchema(schema.name())
              .createSchemas(true)
              .table(MigrationHistory.TABLE)
              .resourceProvider(new FlywayScripts(scripts))
              .javaMigrationClassProvider(List::of)
              .skipDefaultCallbacks(true)
              .placeholderReplacement(false)
              .cleanDisabled(true)
              .load()
              .migrate();
      log.info(
          "schema {} is now at version {} ({} scripts, {} ms)",
          schema.name(),
          result.targetSchemaVersion,
          result.migrationsExecuted,
          (System.nanoTime() - start) / 1_000_000);
    } catch (FlywayException e) {
      throw new MigrationException(
          "schema " + schema.name() + " cannot be brought up: " + e.getMessage(), e);
    }
  }

  /**
   * Takes back every version above the target, newest first; each undo and its row in the history
   * are one transaction. What is in the tables they remove is gone.
   *
   * @param target the version to keep, 0 to keep none
   * @param destroyData must be true: the caller has asked the person
   * @throws MigrationException if not, or if a version has no undo, is unknown here, or its undo
   *     fails
   */
  public void down(Schema schema, int target, boolean destroyData) {
    if (!destroyData) {
      throw new MigrationException(
          "going down destroys data in schema "
              + schema.name()
              + ": take a backup, then repeat with --destroy-data if that is what you want");
    }
    var scripts = MigrationScripts.of(schema, loader);
    if (target < 0 || (target > 0 && scripts.find(target) == null)) {
      throw new MigrationException(
          "schema "
              + schema.name()
              + " has no version "
              + target
              + " (expected: 0 to "
              + scripts.newest()
              + ")");
    }
    locked(
        schema,
        (handle, source) -> {
          var applied = MigrationHistory.of(schema, handle).rows();
          var above =
              applied.stream()
                  .filter(row -> row.number() > target)
                  .sorted(Comparator.comparingInt(MigrationHistory.Row::number).reversed())
                  .toList();
          // All undos are looked up first: half-way down for want of a file is nowhere to be.
          var undos = new ArrayList<Undo>();
          for (var row : above) {
            undos.add(new Undo(row, undoOf(schema, row, scripts)));
          }
          undos.forEach(undo -> undo(schema, undo, handle));
        });
  }

  private record Undo(MigrationHistory.Row row, String sql) {}

  private static String undoOf(Schema schema, MigrationHistory.Row row, MigrationScripts scripts) {
    var script = scripts.find(row.number());
    if (script == null || script.undo() == null) {
      throw new MigrationException(
          "schema "
              + schema.name()
              + ": V"
              + row.version()
              + " ("
              + row.description()
              + ") has no undo script here");
    }
    return script.undo();
  }

  private static void undo(Schema schema, Undo undo, Handle handle) {
    try {
      handle.useTransaction(transaction -> {
        transaction.execute(
            "SELECT set_config('search_path', ? || ', ' || current_setting('search_path'), true)",
            schema.name());
        executeScript(transaction.getConnection(), undo.sql());
        transaction.execute(
            "DELETE FROM " + schema.name() + "." + MigrationHistory.TABLE + " WHERE version = ?",
            undo.row().version());
      });
      log.info(
          "schema {}: took back version {} ({})",
          schema.name(),
          undo.row().version(),
          undo.row().description());
    } catch (SQLException e) {
      throw new MigrationException(
          "schema "
              + schema.name()
              + ": the undo of V"
              + undo.row().version()
              + " failed: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * As the driver takes it: several statements, in which a question mark or a colon is just that.
   */
  private static void executeScript(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface LockedWork {
    void run(Handle handle, DataSource source);
  }

  /**
   * On a connection of its own, without the pool's time limits, while no other process works on
   * this schema.
   */
  private void locked(Schema schema, LockedWork work) {
    var source =
        DriverSettings.dataSource(
            database.settings(), DriverSettings.CONNECT_TIMEOUT, DriverSettings.NO_TIMEOUT);
    var jdbi = RowMapping.jdbi(source);
    jdbi.useHandle(handle -> {
      handle.execute("SELECT set_config('lock_timeout', ?, false)", LOCK_TIMEOUT.toMillis() + "ms");
      handle.execute("SELECT pg_advisory_lock(?)", lockKey(schema));
      handle.execute("SET lock_timeout = 0");
      // Closing the connection releases the lock, however the work ends.
      work.run(handle, source);
    });
  }

  private static long lockKey(Schema schema) {
    var sum = new CRC32();
    sum.update(("parley migrations of " + schema.name()).getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
