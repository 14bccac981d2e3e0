package dev.parley.chat.adapter.postgres;

import dev.parley.chat.domain.Preferences;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.PreferenceRepository;
import dev.parley.platform.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What people prefer, in PostgreSQL. */
public final class PostgresPreferences implements PreferenceRepository {
  private final Database database;
  private final Announcer announcer;

  public PostgresPreferences(Database database, Announcer announcer) {
    this.database = database;
    this.announcer = announcer;
  }

  @Override
  public Preferences of(UUID userId) {
    return database.read(handle -> of(handle, userId));
  }

  static Preferences of(Handle handle, UUID userId) {
    return handle
        .createQuery(
            "select read_receipts, link_previews from chat.preferences where user_id = :user")
        .bind("user", userId)
        .map((row, context) -> preferences(row))
        .findOne()
        .orElse(Preferences.DEFAULT);
  }

  static Preferences preferences(ResultSet row) throws SQLException {
    return new Preferences(row.getBoolean("read_receipts"), row.getBoolean("link_previews"));
  }

  @Override
  public void save(UUID userId, Preferences preferences, Instant time) {
    UserEvent changed =
        database.inTransaction(handle -> {
          handle
              .createUpdate(
                  """
                  insert into chat.preferences (user_id, read_receipts, link_previews)
                  values (:user, :readReceipts, :linkPreviews)
                  on conflict (user_id) do update
                    set read_receipts = excluded.read_receipts, link_previews = excluded.link_previews
                  """)
              .bind("user", userId)
              .bind("readReceipts", preferences.readReceipts())
              .bind("linkPreviews", preferences.linkPreviews())
              .execute();
          return OwnLog.append(
              handle, userId, new UserEvent.Change.PreferencesChanged(preferences), time);
        });
    announcer.announce(changed);
  }
}
