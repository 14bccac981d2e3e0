package dev.parley.app;

import dev.parley.app.demo.DemoInstance;
import dev.parley.app.demo.LargeDemo;
import dev.parley.app.demo.MonthOfTalk;
import dev.parley.platform.config.PlatformSettings;
import dev.parley.platform.config.StartupException;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.DatabaseException;
import dev.parley.platform.db.Migrations;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code parley demo} does. */
final class Demo {
  private static final LargeDemo.Size LARGE = new LargeDemo.Size(5_000, 1_000_000, 200);

  private Demo() {}

  static int run(DemoOptions options, PrintWriter out) {
    try (OpenDatabase database =
        OpenDatabase.open(options.settings().bind(PlatformSettings.class))) {
      fill(database.database(), options, options.large() ? LARGE : null, out);
      return ExitCode.DONE;
    } catch (DatabaseException e) {
      throw new StartupException(e.getMessage(), e);
    }
  }

  /** The same in a database that is there, as large as asked for. */
  static void fill(
      Database database, DemoOptions options, LargeDemo.@Nullable Size large, PrintWriter out) {
    Migrations migrations = new Migrations(database);
    List.of("auth", "chat").forEach(schema -> migrations.up(new Migrations.Schema(schema)));
    Instant now = Clock.systemUTC().instant();
    try (DemoInstance demo = new DemoInstance(options.settings(), database, now)) {
      if (demo.isInhabited()) {
        throw new StartupException(
            "there are people here already: fill an empty installation (--data another folder)");
      }
      MonthOfTalk month = new MonthOfTalk(demo, now);
      month.tell(out);
      if (large != null) {
        new LargeDemo(demo, now, large).fill(out);
      }
      out.println("Start it with: java -jar parley.jar serve");
      out.println(
          "Sign in as %s with the password: %s"
              .formatted(MonthOfTalk.FIRST, DemoInstance.PASSWORD));
    }
  }
}
