package dev.parley.platform.jobs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Makes jobs due. A job is known by its kind, the id of what it is about, and its time: the same
 * thing at another time is another job, and one that is not wanted any more may as well run and
 * find nothing to do.
 *
 * @param table where the jobs are, with its schema
 */
public record JobQueue(String table) {
  /** One of several jobs of a kind. */
  record Instance(UUID id, Instant time) {
    /** PostgreSQL keeps microseconds: what is asked for again is found again. */
    Instance {
      time = time.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
      return id + "@" + time;
    }

    static Instance of(String text) {
      int at = text.indexOf('@');
      return new Instance(
          UUID.fromString(text.substring(0, at)), Instant.parse(text.substring(at + 1)));
    }
  }

  /**
   * Makes a job due once the transaction has committed; the same once more changes nothing.
   *
   * @param time when; what is past is due at once
   */
  public void add(Handle transaction, String kind, UUID id, Instant time) {
    transaction
        .createUpdate(
            """
            insert into %s (task_name, task_instance, execution_time, picked, version)
            values (:kind, :instance, :time, false, 1) on conflict do nothing
            """
                .formatted(table))
        .bind("kind", kind)
        .bind("instance", new Instance(id, time).toString())
        .bind("time", time)
        .execute();
  }

  /** Takes a job back that has not begun. */
  public void remove(Handle transaction, String kind, UUID id, Instant time) {
    transaction
        .createUpdate(
            "delete from %s where task_name = :kind and task_instance = :instance and not picked"
                .formatted(table))
        .bind("kind", kind)
        .bind("instance", new Instance(id, time).toString())
        .execute();
  }
}
