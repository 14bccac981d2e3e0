package dev.parley.chat.adapter.postgres;

import dev.parley.chat.adapter.postgres.MessageBatch.Fresh;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.RoomEvent;
import dev.parley.chat.domain.UserEvent;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.MessageRepository.Appended;
import dev.parley.chat.port.MessageRepository.Draft;
import dev.parley.platform.db.Database;
import dev.parley.platform.db.DatabaseUnavailableException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: one thread takes whatever is waiting, of all rooms, and commits it in one
 * transaction, so that the price of a durable commit (one flush to disk) is shared by all who wait
 * for it. When nothing is waiting, a draft is committed at once.
 *
 * <p>A batch that fails over one of its rows is split until the bad row fails alone; the others
 * succeed. One that does not get a lock in time is split by rooms only: drafts of one room wait for
 * the same lock, and one after the other they would keep all rooms waiting; and a room gets less
 * time then, as its batch has waited already. Splitting is safe even if the first attempt did
 * commit, because every draft has a key.
 */
final class MessageWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MessageWriter.class);
  private static final int MAX_WAITING = 10_000;

  private final Database database;
  private final MessageBatch patient;
  private final MessageBatch hurried;
  private final Announcer announcer;
  private final int maxBatch;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts to write.
   *
   * @param lockTimeoutMillis longest wait for another process's lock; a tenth of it for the rooms
   *     of a batch that has waited in vain
   * @param maxBatch most drafts of one commit
   */
  MessageWriter(
      Database database, Clock clock, int lockTimeoutMillis, Announcer announcer, int maxBatch) {
    this.database = database;
    this.patient = new MessageBatch(clock, lockTimeoutMillis);
    this.hurried = new MessageBatch(clock, Math.max(1, lockTimeoutMillis / 10));
    this.announcer = announcer;
    this.maxBatch = maxBatch;
    this.thread = Thread.ofPlatform().name("message-writer").start(this::run);
  }

  private record Waiting(Draft draft, CompletableFuture<Appended> answer) {}

  /**
   * Puts a draft among those that are committed next.
   *
   * @return waits for the outcome
   * @throws DatabaseUnavailableException if too many are waiting; what is returned throws it too,
   *     if the database is out of reach
   */
  Supplier<Appended> begin(Draft draft) {
    CompletableFuture<Appended> answer = new CompletableFuture<>();
    accept(new Waiting(draft, answer));
    return () -> {
      try {
        return answer.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    };
  }

  /** Under the lock that closes, so that nothing is put in after the thread's last look. */
  private synchronized void accept(Waiting waiting) {
    if (closed) {
      throw new DatabaseUnavailableException("the message writer has stopped");
    }
    if (!queue.offer(waiting)) {
      throw new DatabaseUnavailableException(
          MAX_WAITING + " messages are waiting to be written already");
    }
  }

  /** Finishes what was accepted. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>();
    while (!closed || !queue.isEmpty()) {
      try {
        Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, maxBatch - 1);
          commit(batch, patient, false);
          batch.clear();
        }
      } catch (InterruptedException e) {
        // Only close() ends this thread.
        log.debug("interrupted", e);
      }
    }
  }

  /**
   * Commits a batch and answers it.
   *
   * @param batches how: patiently, or in a hurry
   * @param again whether this is the second attempt at a draft that was alone
   */
  private void commit(List<Waiting> batch, MessageBatch batches, boolean again) {
    List<Appended> results;
    Fresh fresh = new Fresh();
    try {
      List<Draft> drafts = batch.stream().map(Waiting::draft).toList();
      results =
          database.inTransaction(handle -> {
            fresh.clear();
            return batches.append(handle, drafts, fresh);
          });
    } catch (RuntimeException e) {
      List<List<Waiting>> rooms = isOfALock(e) ? byRoom(batch) : List.of();
      if (rooms.size() > 1) {
        rooms.forEach(room -> commit(room, hurried, false));
      } else if (batch.size() > 1 && isOfOneRow(e)) {
        commit(batch.subList(0, batch.size() / 2), batches, false);
        commit(batch.subList(batch.size() / 2, batch.size()), batches, false);
      } else if (!again && isOvertaken(e)) {
        commit(batch, batches, true);
      } else {
        batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
      }
      return;
    }
    fresh.messages().forEach(this::announce);
    fresh.news().forEach(this::announce);
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer().complete(results.get(i));
    }
  }

  private void announce(Message message) {
    try {
      announcer.announce(RoomEvent.of(message));
    } catch (RuntimeException e) {
      // The message is durable: edges find it in the log, and its sender is owed the answer.
      log.warn("message {} of room {} was not announced", message.seq(), message.roomId(), e);
    }
  }

  private void announce(UserEvent event) {
    try {
      announcer.announce(event);
    } catch (RuntimeException e) {
      log.warn("change {} of {} was not announced", event.seq(), event.userId(), e);
    }
  }

  /**
   * Whether another node used the draft's key, in another room, between our look at the keys and
   * our write. By now it has committed, so that a second look finds it.
   */
  private static boolean isOvertaken(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException && String.valueOf(t.getMessage()).contains("send_keys_pkey")) {
        return true;
      }
    }
    return false;
  }

  private static List<List<Waiting>> byRoom(List<Waiting> batch) {
    Map<UUID, List<Waiting>> rooms =
        batch.stream()
            .collect(
                Collectors.groupingBy(
                    waiting -> waiting.draft().roomId(), LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(rooms.values());
  }

  /** Whether a part of the batch may fare better: bad data, a broken constraint, a deadlock. */
  private static boolean isOfOneRow(Throwable failure) {
    String state = sqlState(failure);
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("40");
  }

  /** Whether a lock was not had in time. */
  private static boolean isOfALock(Throwable failure) {
    return sqlState(failure).equals("55P03");
  }

  private static String sqlState(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
