package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.db.Database;
import dev.parley.platform.db.Migrations;
import dev.parley.platform.db.Migrations.Schema;
import dev.parley.platform.db.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountSchemaTest {
  private static final Schema AUTH = new Schema("auth");

  @Test
  void theSchemaGoesUpAndDownAndUpAgain() {
    try (Database database = TestDatabase.fresh()) {
      Migrations migrations = new Migrations(database);
      migrations.up(AUTH);
      List<String> objects = objects(database);

      migrations.down(AUTH, 0, true);
      assertThat(objects(database)).allMatch(name -> name.startsWith("schema_history"));

      migrations.up(AUTH);
      assertThat(objects(database)).isEqualTo(objects).contains("users", "sessions", "outbox");
    }
  }

  /** Tables, indexes and sequences of the schema. */
  private static List<String> objects(Database database) {
    return database.read(handle ->
        handle
            .createQuery(
                "select relname::text from pg_class where relnamespace = to_regnamespace('auth') order by 1")
            .mapTo(String.class)
            .list());
  }
}
