package dev.parley.app;

import dev.parley.platform.config.PlatformSettings;
import dev.parley.platform.config.StartupException;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.DatabaseException;
import dev.parley.platform.db.DatabaseSettings;
import dev.parley.platform.db.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** The database that the settings name, running and durable: the embedded one, or one by URL. */
record OpenDatabase(Database database, @Nullable EmbeddedPostgres embedded)
    implements AutoCloseable {
  /**
   * Opens the database.
   *
   * @throws StartupException if it cannot be had, in one line that says what to do
   */
  static OpenDatabase open(PlatformSettings settings) {
    PlatformSettings.Database asked = settings.database();
    @Nullable EmbeddedPostgres embedded = null;
    try {
      if (asked.isEmbedded()) {
        embedded = EmbeddedPostgres.start(settings.data());
      }
      Database database =
          Database.open(
              embedded != null
                  ? embedded.settings(asked.poolSize())
                  : new DatabaseSettings(
                      asked.url(), asked.user(), asked.password().value(), asked.poolSize()));
      try {
        database.assertDurable();
      } catch (DatabaseException e) {
        database.close();
        throw e;
      }
      return new OpenDatabase(database, embedded);
    } catch (DatabaseException e) {
      if (embedded != null) {
        embedded.close();
      }
      throw new StartupException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    database.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
