package dev.parley.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete.Result;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.parley.platform.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does what is due in a table of jobs, within a second. Any number of processes run over one table:
 * each job is done by one of them, and what a process was doing when it died is done by another a
 * minute later. What fails is tried again, after 5 seconds, then after longer and longer, every 5
 * minutes in the end.
 */
public final class JobRunner implements AutoCloseable {
  private static final int AT_ONCE = 4;
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** The library's own pause goes by the clock, which may be set back: it is woken before. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final int MISSED_HEARTBEATS = 5;
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LAST_RETRY = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Scheduler scheduler;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("jobs").factory());

  private JobRunner(Scheduler scheduler) {
    this.scheduler = scheduler;
    scheduler.start();
    timer.scheduleWithFixedDelay(
        scheduler::triggerCheckForDueExecutions,
        LOOK.toMillis(),
        LOOK.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** What is done about one thing at its time; a failure is an exception. */
  @FunctionalInterface
  public interface Job {
    /**
     * Does it.
     *
     * @param time when it was due
     */
    void run(UUID id, Instant time);
  }

  /** Which jobs there are. */
  public static final class Builder {
    private final Database database;
    private final JobQueue queue;
    private final List<OneTimeTask<Void>> jobs = new ArrayList<>();
    private final List<RecurringTask<Void>> recurring = new ArrayList<>();

    private Builder(Database database, JobQueue queue) {
      this.database = database;
      this.queue = queue;
    }

    /** What is due by a {@link JobQueue}. */
    public Builder on(String kind, Job job) {
      jobs.add(
          Tasks.oneTime(kind)
              .onFailure(JobRunner::tryAgain)
              .execute((instance, context) -> {
                JobQueue.Instance due = JobQueue.Instance.of(instance.getId());
                job.run(due.id(), due.time());
              }));
      return this;
    }

    /** What is done again and again, by one process at a time. */
    public Builder every(Duration pause, String kind, Runnable work) {
      recurring.add(
          Tasks.recurring(kind, FixedDelay.of(pause)).execute((instance, context) -> work.run()));
      return this;
    }

    /** Begins to do what is due. */
    public JobRunner start(Clock clock, MeterRegistry metrics) {
      return new JobRunner(
          Scheduler.create(database.dataSource(), List.copyOf(jobs))
              .startTasks(recurring)
              .tableName(queue.table())
              .schedulerName(new SchedulerName.Fixed("parley-" + UUID.randomUUID()))
              .clock(clock::instant)
              .threads(AT_ONCE)
              .executorService(Executors.newVirtualThreadPerTaskExecutor())
              .pollUsingLockAndFetch(0.5, 1.0)
              .pollingInterval(LONGEST_PAUSE)
              .heartbeatInterval(HEARTBEAT)
              .missedHeartbeatsLimit(MISSED_HEARTBEATS)
              .shutdownMaxWait(GRACE)
              .failureLogging(LogLevel.WARN, true)
              .addSchedulerListener(new Figures(metrics))
              .build());
    }
  }

  /** A runner of the jobs of a table. */
  public static Builder of(Database database, JobQueue queue) {
    return new Builder(database, queue);
  }

  private static void tryAgain(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    long doublings = Math.min(complete.getExecution().consecutiveFailures, 10);
    Duration pause = FIRST_RETRY.multipliedBy(1L << doublings);
    operations.reschedule(
        complete,
        complete.getTimeDone().plus(pause.compareTo(LAST_RETRY) < 0 ? pause : LAST_RETRY));
  }

  /** How often and how long. */
  private static final class Figures extends AbstractSchedulerListener {
    private final MeterRegistry metrics;

    Figures(MeterRegistry metrics) {
      this.metrics = metrics;
    }

    @Override
    public void onExecutionComplete(ExecutionComplete complete) {
      metrics
          .timer(
              "parley.jobs",
              "kind",
              complete.getExecution().taskInstance.getTaskName(),
              "result",
              complete.getResult() == Result.OK ? "done" : "failed")
          .record(complete.getDuration());
    }
  }

  /** Finishes what has begun, for at most 10 seconds. */
  @Override
  public void close() {
    timer.shutdownNow();
    scheduler.stop();
  }
}
