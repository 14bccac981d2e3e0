package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.platform.config.Settings;
import dev.parley.platform.config.SettingsSources;
import dev.parley.platform.config.StartupException;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.DatabaseSettings;
import dev.parley.platform.db.Migrations;
import dev.parley.platform.db.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private final Database database = TestDatabase.fresh();
  private final StringWriter said = new StringWriter();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aHealthyDatabaseIsSaidToBeSo() {
    migrate();
    room(0);

    assertThat(examine(false)).isZero();
    assertThat(said.toString()).isEqualToIgnoringNewLines("Every count is what it counts.");
  }

  @Test
  void whatIsWrongIsSaidAndLeftAlone() {
    migrate();
    UUID room = room(3);

    assertThat(examine(false)).isEqualTo(ExitCode.REFUSED);
    assertThat(examine(false)).isEqualTo(ExitCode.REFUSED);
    assertThat(said.toString())
        .contains("head-ordinal " + room + ": head_ordinal is 3, the newest message is number 0")
        .contains("1 wrong. Mend with: parley doctor --repair");
  }

  @Test
  void whatIsWrongIsMendedWhenAsked() {
    migrate();
    room(3);

    assertThat(examine(true)).isZero();
    assertThat(said.toString()).contains("1 wrong, 0 left.");
    assertThat(examine(false)).isZero();
  }

  @Test
  void aDatabaseOfAnotherVersionIsRefused() {
    assertThatThrownBy(() -> examine(false))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("parley migrate up");
  }

  private void migrate() {
    new Migrations(database).up(new Migrations.Schema("chat"));
  }

  private UUID room(long headOrdinal) {
    UUID id = UUID.randomUUID();
    database.inTransaction(handle ->
        handle.execute(
            """
            insert into chat.rooms (id, kind, visibility, name, topic, create_time, head_ordinal)
            values (?, 'CHANNEL', 'PUBLIC', 'general', '', now(), ?)
            """,
            id,
            headOrdinal));
    return id;
  }

  private int examine(boolean repair) {
    DatabaseSettings at = database.settings();
    SettingsSources sources =
        SettingsSources.none()
            .with("database.url", at.url())
            .with("database.user", at.user())
            .with("database.password", at.password());
    return Doctor.run(
        new DoctorOptions(repair, Settings.load(SettingsOptions.KINDS, sources)),
        new PrintWriter(said, true));
  }
}
