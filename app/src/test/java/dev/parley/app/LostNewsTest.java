package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.app.RunningParley.Client;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is committed reaches everybody, though nobody is told of it. */
class LostNewsTest {
  @Test
  void whatIsCommittedAndNeverPublishedComesFromTheLogWithinASecond() {
    // Two installations of one process on one database: neither hears the other's bus, as if each
    // process were killed between the commit and the publishing.
    try (Database database = TestDatabase.fresh();
        RunningParley here = RunningParley.on(database);
        RunningParley there = RunningParley.on(database)) {
      Client ada = here.register("ada");
      String room = ada.room("Room", "PUBLIC");
      Client elsewhere = there.stranger(ada.token);
      try (LiveClient live = LiveClient.welcome(here, ada)) {
        for (int i = 0; i < 5; i++) {
          JsonNode said = elsewhere.say(room, "unheard " + i).json();
          long begun = System.nanoTime();
          JsonNode event = live.awaitMessage("unheard " + i);

          assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
          assertThat(event.path("seq")).isEqualTo(said.path("seq"));
        }
      }
    }
  }
}
