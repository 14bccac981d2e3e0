package dev.parley.app;

import dev.parley.chat.ChatModule;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.domain.Disagreement;
import dev.parley.platform.config.PlatformSettings;
import dev.parley.platform.config.StartupException;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.DatabaseException;
import dev.parley.platform.db.Migrations;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What {@code parley doctor} does. */
final class Doctor {
  private Doctor() {}

  static int run(DoctorOptions options, PrintWriter out) {
    try (OpenDatabase database =
        OpenDatabase.open(options.settings().bind(PlatformSettings.class))) {
      refuseIfBehind(database.database());
      return examine(ChatModule.doctor(database.database()), options.repair(), out);
    } catch (DatabaseException e) {
      throw new StartupException(e.getMessage(), e);
    }
  }

  private static void refuseIfBehind(Database database) {
    boolean behind =
        new Migrations(database)
            .status(new Migrations.Schema("chat")).stream()
                .anyMatch(entry -> entry.appliedAt() == null);
    if (behind) {
      throw new StartupException(
          "the database is of another version: bring it to this one with parley migrate up");
    }
  }

  private static int examine(VerifyCounts counts, boolean repair, PrintWriter out) {
    List<Disagreement> found = counts.examine();
    print(found, "", out);
    if (found.isEmpty()) {
      out.println("Every count is what it counts.");
      return ExitCode.DONE;
    }
    if (!repair) {
      out.println("%d wrong. Mend with: parley doctor --repair".formatted(found.size()));
      return ExitCode.REFUSED;
    }
    List<Disagreement> left = counts.repair(found);
    print(left, "still ", out);
    out.println("%d wrong, %d left.".formatted(found.size(), left.size()));
    return left.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static void print(List<Disagreement> found, String still, PrintWriter out) {
    for (Disagreement disagreement : found) {
      out.println(
          "%s%s %s: %s"
              .formatted(
                  still,
                  disagreement.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  disagreement.id(),
                  disagreement.detail()));
    }
  }
}
