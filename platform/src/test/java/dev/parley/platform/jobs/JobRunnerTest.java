package dev.parley.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.db.Database;
import dev.parley.platform.db.TestDatabase;
import dev.parley.platform.db.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobRunnerTest {
  private final Database database = TestDatabase.fresh();
  private final JobQueue queue = new JobQueue("jobs_of_a_test");
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @BeforeEach
  void makeTable() {
    database.useTransaction(handle ->
        handle.execute(
            """
            create table jobs_of_a_test (
              task_name text not null, task_instance text not null, task_data bytea, execution_time timestamptz not null,
              picked boolean not null, picked_by text, last_success timestamptz, last_failure timestamptz,
              consecutive_failures int, last_heartbeat timestamptz, version bigint not null, priority smallint,
              primary key (task_name, task_instance))
            """));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void whatIsDueIsDoneOnceByOneOfSeveral() {
    List<UUID> ids = IntStream.range(0, 40).mapToObj(i -> UUID.randomUUID()).toList();
    try (JobRunner one = runner();
        JobRunner other = runner()) {
      ids.forEach(id -> add(id, Instant.now()));
      Waiting.until(() -> done.size() >= ids.size());
      Waiting.until(() -> left() == 0);
      assertThat(one).isNotSameAs(other);
    }

    assertThat(done).hasSize(ids.size()).containsAll(ids.stream().map(UUID::toString).toList());
    assertThat(metrics.timer("parley.jobs", "kind", "note", "result", "done").count())
        .isEqualTo(40);
  }

  @Test
  void whatBecameDueWhileNobodyRanIsDoneAtTheNextStart() {
    UUID late = UUID.randomUUID();
    add(late, Instant.now().minus(3, ChronoUnit.DAYS));
    add(UUID.randomUUID(), Instant.now().plus(3, ChronoUnit.DAYS));

    try (JobRunner runner = runner()) {
      Waiting.until(() -> !done.isEmpty());
      assertThat(runner).isNotNull();
    }
    assertThat(done).containsExactly(late.toString());
    assertThat(left()).isEqualTo(1);
  }

  @Test
  void whatIsRolledBackIsNotDueAndWhatIsTakenBackIsNotDone() {
    Instant soon = Instant.now().plusSeconds(1);
    UUID takenBack = UUID.randomUUID();
    try {
      database.useTransaction(handle -> {
        queue.add(handle, "note", UUID.randomUUID(), soon);
        throw new IllegalStateException("something else failed");
      });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("something else failed");
    }
    add(takenBack, soon);
    add(takenBack, soon);
    assertThat(left()).isEqualTo(1);
    database.useTransaction(handle -> queue.remove(handle, "note", takenBack, soon));
    assertThat(left()).isZero();
  }

  @Test
  void whatFailsIsTriedAgain() {
    UUID id = UUID.randomUUID();
    add(id, Instant.now());
    JobRunner.Job failsOnce =
        (about, time) -> {
          done.add("attempt");
          if (done.size() == 1) {
            throw new IllegalStateException("not yet");
          }
        };

    try (JobRunner runner =
        JobRunner.of(database, queue).on("note", failsOnce).start(Clock.systemUTC(), metrics)) {
      Waiting.until(() -> done.size() == 2);
      assertThat(runner).isNotNull();
    }
    assertThat(metrics.timer("parley.jobs", "kind", "note", "result", "failed").count())
        .isEqualTo(1);
  }

  @Test
  void whatComesAgainIsDoneByOneAtATime() {
    CountDownLatch twice = new CountDownLatch(2);
    JobRunner.Builder each =
        JobRunner.of(database, queue).every(Duration.ofMillis(200), "again", twice::countDown);
    try (JobRunner one = each.start(Clock.systemUTC(), metrics);
        JobRunner other = each.start(Clock.systemUTC(), metrics)) {
      Waiting.until(() -> twice.getCount() == 0);
      assertThat(left()).isEqualTo(1);
      assertThat(one).isNotSameAs(other);
    }
  }

  @Test
  void aTimeIsKeptToTheMicrosecond() {
    Instant time = Instant.parse("2026-11-29T10:00:00.123456Z");
    JobQueue.Instance instance = new JobQueue.Instance(UUID.randomUUID(), time);

    assertThat(JobQueue.Instance.of(instance.toString())).isEqualTo(instance);
  }

  private JobRunner runner() {
    return JobRunner.of(database, queue)
        .on("note", (id, time) -> done.add(id.toString()))
        .start(Clock.systemUTC(), metrics);
  }

  private void add(UUID id, Instant time) {
    database.useTransaction(handle -> queue.add(handle, "note", id, time));
  }

  private long left() {
    return database.read(handle ->
        handle.createQuery("select count(*) from jobs_of_a_test").mapTo(long.class).one());
  }
}
