package dev.parley.chat;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.redis.RedisDevices;
import dev.parley.chat.domain.Activity;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.Devices.Report;
import dev.parley.chat.port.Devices.Shift;
import dev.parley.chat.port.Devices.State;
import dev.parley.platform.cache.RedisLink;
import dev.parley.platform.cache.RedisSettings;
import dev.parley.platform.servers.RedisServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes of chat on one Redis. */
class RedisDevicesTest extends DevicesContract {
  private static final RedisServer server = RedisServer.running();

  private final RedisLink hereLink = link(server);
  private final RedisLink thereLink = link(server);
  private final RedisDevices here = new RedisDevices(hereLink, TERMS, clock);
  private final RedisDevices there = new RedisDevices(thereLink, TERMS, clock);

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect() {
    until(() -> hereLink.isConnected() && thereLink.isConnected());
  }

  @AfterEach
  void close() {
    hereLink.close();
    thereLink.close();
  }

  @Override
  Devices devices() {
    return here;
  }

  @Test
  void whatOneProcessIsToldAnotherKnows() {
    note("laptop", State.ACTIVE);

    assertThat(there.of(List.of(ada))).containsEntry(ada, Activity.ACTIVE);
    there.note(List.of(new Report(ada, ada + " laptop", State.GONE)));
    clock.advance(TERMS.grace());
    assertThat(activity()).isEqualTo(Activity.NONE);
  }

  @Test
  void whoComesToAnEndIsToldOfByOneProcess() {
    note("laptop", State.ACTIVE);
    clock.advance(TERMS.life());

    List<Shift> told = new ArrayList<>(there.forget());
    told.addAll(here.forget());

    assertShift(
        told.stream().filter(shift -> shift.userId().equals(ada)).toList(),
        Activity.ACTIVE,
        Activity.NONE);
  }

  @Test
  void whileRedisIsAwayAndUntilAllIsReportedAgainEachGoesByWhatItWasTold() {
    try (RedisServer own = RedisServer.running();
        RedisLink link = link(own)) {
      RedisDevices alone = new RedisDevices(link, TERMS, clock);
      until(link::isConnected);
      alone.note(List.of(new Report(ada, "laptop", State.ACTIVE)));
      own.kill();

      assertThat(alone.of(List.of(ada))).containsEntry(ada, Activity.ACTIVE);
      assertShift(
          alone.note(List.of(new Report(ada, "laptop", State.IDLE))),
          Activity.ACTIVE,
          Activity.IDLE);

      own.start();
      until(() -> {
        alone.of(List.of(ada));
        return link.isConnected();
      });
      assertThat(alone.of(List.of(ada))).containsEntry(ada, Activity.IDLE);
      clock.advance(Duration.ofSeconds(20));
      assertThat(alone.note(List.of(new Report(ada, "laptop", State.IDLE)))).isEmpty();

      clock.advance(TERMS.life().minusSeconds(1));
      assertThat(alone.of(List.of(ada))).containsEntry(ada, Activity.IDLE);
      clock.advance(Duration.ofSeconds(1));
      assertThat(alone.of(List.of(ada))).containsEntry(ada, Activity.NONE);
    }
  }

  private static RedisLink link(RedisServer server) {
    return new RedisLink(new RedisSettings(server.url(), "", ""), new SimpleMeterRegistry());
  }
}
