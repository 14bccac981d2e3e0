package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.edge.LogReader.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BoundedLogReaderTest {
  private static final LogId LOG = new LogId.OfRoom("r");

  private final FakeLogs logs = new FakeLogs();
  private final BoundedLogReader reader = new BoundedLogReader(logs, 2, Runnable::run);

  @Test
  void thoseBeyondTheBoundWaitUntilOneIsAnswered() {
    logs.say("r");
    List<CompletableFuture<Stretch>> answers = new ArrayList<>();
    for (int limit = 1; limit <= 5; limit++) {
      answers.add(reader.read(LOG, 0, limit));
    }
    assertThat(logs.reads).isEqualTo(2);

    logs.answerOne();

    assertThat(logs.reads).isEqualTo(3);
    assertThat(answers).filteredOn(CompletableFuture::isDone).hasSize(1);
  }

  @Test
  void everyoneIsAnsweredInTheOrderOfAsking() {
    List<Integer> answered = new ArrayList<>();
    IntStream.range(0, 20)
        .forEach(number -> reader.standing("u" + number).thenRun(() -> answered.add(number)));

    while (logs.answerOne()) {
      assertThat(answered).isSorted();
    }

    assertThat(answered).hasSize(20);
  }

  @Test
  void oneThatFailsMakesRoomForTheNext() {
    logs.unreachable = true;
    CompletableFuture<Stretch> first = reader.read(LOG, 0, 10);
    reader.read(LOG, 0, 10);
    CompletableFuture<Stretch> third = reader.read(LOG, 0, 10);

    while (logs.answerOne()) {
      logs.unreachable = false;
    }

    assertThat(first).isCompletedExceptionally();
    assertThat(third).isCompleted();
  }

  @Test
  void whoAsksTheSameAsOneThatWaitsIsAnsweredWithIt() {
    reader.standing("u");
    reader.standing("v");
    CompletableFuture<Stretch> first = reader.read(LOG, 0, 10);
    CompletableFuture<Stretch> second = reader.read(LOG, 0, 10);
    logs.say("r");

    while (logs.answerOne()) {
      assertThat(logs.reads).isLessThan(2);
    }

    assertThat(first.join().events()).hasSize(1);
    assertThat(second.join()).isSameAs(first.join());
  }

  @Test
  void whoAsksTheSameAsOneThatIsUnderWayIsAnsweredAnew() {
    CompletableFuture<Stretch> first = reader.read(LOG, 0, 10);
    logs.answerOne();
    reader.standing("u");
    CompletableFuture<Stretch> underWay = reader.read(LOG, 0, 10);
    CompletableFuture<Stretch> later = reader.read(LOG, 0, 10);

    while (logs.answerOne()) {
      logs.say("r");
    }

    assertThat(first.join().events()).isEmpty();
    assertThat(later.join().head()).isGreaterThan(underWay.join().head());
  }

  @Test
  void whichLogsHaveMovedIsAskedWithoutWaiting() {
    reader.standing("u");
    reader.standing("u");
    CompletableFuture<?> waiting = reader.standing("u");
    CompletableFuture<?> moved = reader.moved(Map.of(), Map.of());

    for (int answered = 0; answered < 3; answered++) {
      logs.answerOne();
    }

    assertThat(moved).isCompleted();
    assertThat(waiting).isNotCompleted();
  }
}
