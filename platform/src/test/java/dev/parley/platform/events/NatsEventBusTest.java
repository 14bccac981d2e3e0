package dev.parley.platform.events;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.Event;
import dev.parley.api.v1.Message;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.servers.NatsServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes on one NATS. */
class NatsEventBusTest extends EventBusContract {
  private static final Subject<Event> ROOM = Subject.room("r1");
  private static final NatsServer server = NatsServer.running();

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final NatsEventBus publisher = new NatsEventBus(at(server), new SimpleMeterRegistry());
  private final NatsEventBus listener = new NatsEventBus(at(server), metrics);

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect() {
    until(() -> publisher.reasonNotReady().isEmpty() && listener.reasonNotReady().isEmpty());
  }

  @AfterEach
  void close() {
    publisher.close();
    listener.close();
  }

  @Override
  EventBus publisher() {
    return publisher;
  }

  @Override
  EventBus listener() {
    return listener;
  }

  @Test
  void whoListensInThePublishersProcessHearsOnceAndAtOnce() {
    List<Event> here = new CopyOnWriteArrayList<>();
    List<Event> there = new CopyOnWriteArrayList<>();
    publisher.subscribe(ROOM, here::add);
    listener.subscribe(ROOM, there::add);
    until(() -> {
      publisher.publish(ROOM, event(1, "warm"));
      return !there.isEmpty();
    });
    here.clear();

    publisher.publish(ROOM, event(2, "once"));
    assertThat(here).containsExactly(event(2, "once"));

    publisher.publish(ROOM, event(3, "last"));
    until(() -> there.contains(event(3, "last")));
    assertThat(here).containsExactly(event(2, "once"), event(3, "last"));
  }

  @Test
  void nonsenseOnTheBusIsCountedAndIgnored() throws Exception {
    List<Event> heard = new CopyOnWriteArrayList<>();
    listener.subscribe(ROOM, heard::add);
    try (Connection stranger = Nats.connect(server.url())) {
      until(() -> {
        stranger.publish("parley.room.r1", new byte[] {(byte) 0xff, 0, 17});
        return metrics.counter("parley.bus.nonsense").count() > 0;
      });
      stranger.publish("parley.room.r1", null);
      // Bytes that parse as an event but do not say that they are one.
      stranger.publish("parley.room.r1", event(9, "no type").toByteArray());
      stranger.flush(Duration.ofSeconds(5));
    }

    until(() -> {
      publisher.publish(ROOM, event(1, "sense"));
      return !heard.isEmpty();
    });

    assertThat(heard).containsOnly(event(1, "sense"));
    assertThat(metrics.counter("parley.bus.nonsense").count()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void whatIsTooLargeIsDroppedAndTheRestGoesOn() {
    List<Event> heard = new CopyOnWriteArrayList<>();
    listener.subscribe(ROOM, heard::add);
    String megabytes = "x".repeat(2 << 20);

    publisher.publish(
        ROOM,
        Event.newBuilder().setMessageCreated(Message.newBuilder().setText(megabytes)).build());

    until(() -> {
      publisher.publish(ROOM, event(1, "small"));
      return !heard.isEmpty();
    });
    assertThat(heard).containsOnly(event(1, "small"));
  }

  @Test
  void subscriptionsOutliveARestartOfNatsAndPublishingNeverWaits() {
    try (NatsServer own = NatsServer.running();
        NatsEventBus from = new NatsEventBus(at(own), new SimpleMeterRegistry());
        NatsEventBus to = new NatsEventBus(at(own), metrics)) {
      List<Event> before = new CopyOnWriteArrayList<>();
      to.subscribe(ROOM, before::add);
      until(() -> {
        from.publish(ROOM, event(1, "before"));
        return !before.isEmpty();
      });

      own.kill();
      List<Event> meanwhile = new CopyOnWriteArrayList<>();
      to.subscribe(Subject.room("meanwhile"), meanwhile::add);
      long begun = System.nanoTime();
      for (int i = 0; i < 100_000; i++) {
        from.publish(ROOM, event(2, "dropped"));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(from.reasonNotReady()).as("one that has been ready stays so").isEmpty();

      own.start();

      until(() -> {
        from.publish(ROOM, event(3, "after"));
        return before.contains(event(3, "after"));
      });
      until(() -> {
        from.publish(Subject.room("meanwhile"), event(4, "after"));
        return !meanwhile.isEmpty();
      });
    }
  }

  @Test
  void whoStartsBeforeNatsSaysSoAndConnectsByItself() {
    try (NatsServer late = NatsServer.stopped();
        NatsEventBus from = new NatsEventBus(at(late), new SimpleMeterRegistry());
        NatsEventBus to = new NatsEventBus(at(late), metrics)) {
      List<Event> heard = new CopyOnWriteArrayList<>();
      to.subscribe(ROOM, heard::add);
      from.publish(ROOM, event(1, "into the void"));
      until(() -> from.reasonNotReady().orElse("").contains("Unable to connect"));
      assertThat(from.reasonNotReady().orElse("")).contains("bus.url").contains(late.url());

      late.start();

      until(() -> {
        from.publish(ROOM, event(2, "there"));
        return heard.contains(event(2, "there"));
      });
      assertThat(from.reasonNotReady()).isEmpty();
    }
  }

  @Test
  void aFrozenNatsIsLeftAndFoundAgain() {
    try (NatsServer own = NatsServer.running();
        NatsEventBus from = new NatsEventBus(at(own), new SimpleMeterRegistry());
        NatsEventBus to = new NatsEventBus(at(own), metrics)) {
      List<Event> heard = new CopyOnWriteArrayList<>();
      to.subscribe(ROOM, heard::add);
      until(() -> {
        from.publish(ROOM, event(1, "before"));
        return !heard.isEmpty();
      });

      own.freeze();
      long begun = System.nanoTime();
      for (int i = 0; i < 100_000; i++) {
        from.publish(ROOM, event(2, "frozen"));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      own.thaw();

      until(() -> {
        from.publish(ROOM, event(3, "after"));
        return heard.contains(event(3, "after"));
      });
    }
  }

  @Test
  void theAccountOfTheSettingsIsUsed() {
    try (NatsServer guarded = NatsServer.running("--user", "ada", "--pass", "secret");
        NatsEventBus wrong =
            new NatsEventBus(
                new NatsSettings(guarded.url(), "ada", "wrong", ""), new SimpleMeterRegistry());
        NatsEventBus right =
            new NatsEventBus(
                new NatsSettings(guarded.url(), "ada", "secret", ""), new SimpleMeterRegistry())) {
      until(() -> right.reasonNotReady().isEmpty());
      until(() -> wrong.reasonNotReady().orElse("").contains("uthoriz"));
      assertThat(wrong.reasonNotReady().orElse("")).doesNotContain("wrong)");
    }
  }

  @Test
  void aTokenIsUsedToo() {
    try (NatsServer guarded = NatsServer.running("--auth", "a-token");
        NatsEventBus right =
            new NatsEventBus(
                new NatsSettings(guarded.url(), "", "", "a-token"), new SimpleMeterRegistry())) {
      until(() -> right.reasonNotReady().isEmpty());
    }
  }

  private static NatsSettings at(NatsServer server) {
    return new NatsSettings(server.url(), "", "", "");
  }
}
