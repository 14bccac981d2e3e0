package dev.parley.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.telemetry.Readiness.Component;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final Health health = new Health(Duration.ofMillis(200));

  @Test
  void aProcessWithoutChecksIsReady() {
    assertThat(health.readiness().ready()).isTrue();
  }

  @Test
  void aProcessIsReadyWhenEveryCheckSaysSo() {
    health.register("database", Optional::empty);
    health.register("listener", Optional::empty);

    assertThat(health.readiness())
        .isEqualTo(
            readiness(new Component("database", true, ""), new Component("listener", true, "")));
    assertThat(health.readiness().ready()).isTrue();
  }

  @Test
  void oneCheckThatSaysNoIsNamedWithItsReason() {
    health.register("database", () -> Optional.of("connection refused"));
    health.register("listener", Optional::empty);

    assertThat(health.readiness().components())
        .contains(
            new Component("database", false, "connection refused"),
            new Component("listener", true, ""));
    assertThat(health.readiness().ready()).isFalse();
  }

  @Test
  void aCheckThatFailsIsNotReadyAndTellsNothingOfTheException() {
    health.register(
        "database",
        () -> {
          throw new IllegalStateException("password=hunter2");
        });

    assertThat(health.readiness()).isEqualTo(readiness(new Component("database", false, "failed")));
  }

  @Test
  void aCheckThatHangsIsNotReadyWhenThePatienceEnds() {
    health.register(
        "database",
        () -> {
          new CountDownLatch(1).await();
          return Optional.empty();
        });
    health.register("listener", Optional::empty);

    assertThat(health.readiness())
        .isEqualTo(
            readiness(
                new Component("database", false, "no answer within 200 ms"),
                new Component("listener", true, "")));
  }

  @Test
  void aStoppingProcessIsNotReadyWhateverItsChecksSay() {
    health.register("listener", Optional::empty);
    health.stop();

    assertThat(health.readiness().ready()).isFalse();
    assertThat(health.readiness().components())
        .contains(new Component("process", false, "stopping"));
  }

  private static Readiness readiness(Component... components) {
    return new Readiness(List.of(components));
  }
}
