package dev.parley.platform.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a schema's history table, which Flyway writes, says was applied; read without Flyway. */
record MigrationHistory(List<Row> rows) {

  static final String TABLE = "schema_history";

  /**
   * @param checksum null for rows that are not of a script
   */
  record Row(
      String version,
      String description,
      @Nullable Integer checksum,
      boolean success,
      Instant installedOn) {

    int number() {
      return Integer.parseInt(version);
    }
  }

  static MigrationHistory of(Migrations.Schema schema, Handle handle) {
    boolean exists =
        handle
            .createQuery("SELECT to_regclass(:table) IS NOT NULL")
            .bind("table", schema.name() + "." + TABLE)
            .mapTo(Boolean.class)
            .one();
    if (!exists) {
      return new MigrationHistory(List.of());
    }
    // Flyway keeps the moment without a zone, in the zone of the session that wrote it.
    return new MigrationHistory(
        handle
            .createQuery(
                "SELECT version, description, checksum, success, installed_on::timestamptz AS installed_on FROM "
                    + schema.name()
                    + "."
                    + TABLE
                    + " WHERE version IS NOT NULL ORDER BY installed_rank")
            .mapTo(Row.class)
            .list());
  }

  /** Scripts and rows side by side, by version. */
  List<Migrations.Entry> compare(MigrationScripts scripts) {
    var entries = new TreeMap<Integer, Migrations.Entry>();
    for (var script : scripts.all()) {
      entries.put(
          script.number(),
          new Migrations.Entry(
              script.version(), script.description(), Migrations.State.PENDING, null));
    }
    for (var row : rows) {
      entries.put(
          row.number(),
          new Migrations.Entry(
              row.version(), row.description(), state(row, scripts), row.installedOn()));
    }
    return new ArrayList<>(entries.values());
  }

  private static Migrations.State state(Row row, MigrationScripts scripts) {
    var script = scripts.find(row.number());
    if (!row.success()) {
      return Migrations.State.FAILED;
    }
    if (script == null) {
      return row.number() > scripts.newest() ? Migrations.State.NEWER : Migrations.State.MISSING;
    }
    return row.checksum() != null && row.checksum() == script.checksum()
        ? Migrations.State.APPLIED
        : Migrations.State.CHANGED;
  }
}
