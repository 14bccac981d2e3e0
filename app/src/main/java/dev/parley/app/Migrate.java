package dev.parley.app;

import dev.parley.platform.config.PlatformSettings;
import dev.parley.platform.config.StartupException;
import dev.parley.platform.db.DatabaseException;
import dev.parley.platform.db.Migrations;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;

/** What {@code parley migrate} does. */
final class Migrate {
  private Migrate() {}

  static int run(MigrateOptions options, PrintWriter out) {
    List<String> known =
        Arrays.stream(Targets.values()).flatMap(target -> target.schemas().stream()).toList();
    if (!options.schema().isEmpty() && !known.contains(options.schema())) {
      throw new StartupException(
          "--schema: there is no schema %s (expected: one of %s)"
              .formatted(options.schema(), known));
    }
    List<String> schemas = options.schema().isEmpty() ? known : List.of(options.schema());
    try (OpenDatabase database =
        OpenDatabase.open(options.settings().bind(PlatformSettings.class))) {
      Migrations migrations = new Migrations(database.database());
      for (String name : schemas) {
        Migrations.Schema schema = new Migrations.Schema(name);
        switch (options.action()) {
          case UP -> migrations.up(schema);
          case DOWN -> down(migrations, schema);
          case STATUS -> {}
        }
        print(migrations.status(schema), name, out);
      }
    } catch (DatabaseException e) {
      throw new StartupException(e.getMessage(), e);
    }
    return ExitCode.DONE;
  }

  /** Takes back the newest migration that is applied. */
  private static void down(Migrations migrations, Migrations.Schema schema) {
    int newest =
        migrations.status(schema).stream()
            .filter(entry -> entry.appliedAt() != null)
            .mapToInt(entry -> Integer.parseInt(entry.version()))
            .max()
            .orElse(0);
    if (newest > 0) {
      migrations.down(schema, newest - 1, true);
    }
  }

  private static void print(List<Migrations.Entry> entries, String schema, PrintWriter out) {
    for (Migrations.Entry entry : entries) {
      out.printf(
          "%-6s %s %-24s %-8s %s%n",
          schema,
          entry.version(),
          entry.description(),
          entry.state(),
          entry.appliedAt() == null ? "" : entry.appliedAt());
    }
  }
}
