package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.demo.LargeDemo;
import dev.parley.chat.ChatModule;
import dev.parley.platform.config.Settings;
import dev.parley.platform.config.SettingsSources;
import dev.parley.platform.config.StartupException;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoTest {
  private final Database database = TestDatabase.fresh();
  private final StringWriter said = new StringWriter();

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void aMonthIsToldInThePastAndItsCountsAreRight() {
    fill(null);

    assertThat(count("select count(*) from auth.users")).isEqualTo(10);
    assertThat(count("select count(*) from chat.messages")).isGreaterThan(300);
    assertThat(count("select count(distinct date(create_time)) from chat.messages"))
        .isGreaterThan(25);
    assertThat(count("select count(*) from chat.messages where create_time > now()")).isZero();
    assertThat(count("select count(*) from chat.messages where thread_id is not null"))
        .isPositive();
    assertThat(count("select count(*) from chat.reactions")).isPositive();
    assertThat(count("select count(*) from chat.poll_votes")).isPositive();
    assertThat(new StringBuilder(said.toString())).contains("Sign in as mira with the password");
    assertThat(ChatModule.doctor(database).examine()).isEmpty();
  }

  @Test
  void whereThereArePeopleAlreadyNothingIsFilled() {
    fill(null);
    long messages = count("select count(*) from chat.messages");

    assertThatThrownBy(() -> fill(null))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("people here already");
    assertThat(count("select count(*) from chat.messages")).isEqualTo(messages);
  }

  @Test
  void aLargeOneSaysHowFarItIs() {
    fill(new LargeDemo.Size(20, 2_500, 5));

    assertThat(count("select count(*) from chat.messages where text ~ '[а-я]'")).isPositive();
    assertThat(count("select count(*) from chat.messages where text ~ '[一-龥]'")).isPositive();
    assertThat(count("select count(*) from chat.rooms where name like 'voyage%'")).isEqualTo(20);
    assertThat(said.toString()).contains("20 of 20 rooms", "2,500 of 2,500 messages");
    assertThat(ChatModule.doctor(database).examine()).isEmpty();
  }

  private void fill(LargeDemo.@Nullable Size large) {
    Settings settings = Settings.load(SettingsOptions.KINDS, SettingsSources.none());
    Demo.fill(database, new DemoOptions(large != null, settings), large, new PrintWriter(said));
  }

  private long count(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(long.class).one());
  }
}
