package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.GetStandingResponse;
import dev.parley.api.internal.v1.ListMovedResponse;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Reads the logs a few at a time. When thousands come back at once, what they ask for would fill
 * the database's pool and time out there; here it waits its turn, in order and for as long as it
 * takes.
 */
final class BoundedLogReader implements LogReader {
  private final LogReader reader;
  private final int atOnce;
  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock:
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Map<String, CompletableFuture<GetStandingResponse>> standings = new HashMap<>();
  private final Map<Question, CompletableFuture<Stretch>> stretches = new HashMap<>();
  private int underWay;

  private record Question(LogId log, long after, int limit) {}

  /**
   * Bounds a reader.
   *
   * @param atOnce reads that may be under way; fewer than the connections of the database's pool,
   *     so that sends find one
   * @param executor begins those that waited: thousands that fail at once would otherwise be one
   *     call deep in the other
   */
  BoundedLogReader(LogReader reader, int atOnce, Executor executor) {
    this.reader = reader;
    this.atOnce = atOnce;
    this.executor = executor;
  }

  @Override
  public CompletableFuture<GetStandingResponse> standing(String userId) {
    return inTurn(standings, userId, () -> reader.standing(userId));
  }

  @Override
  public CompletableFuture<Stretch> read(LogId log, long after, int limit) {
    return inTurn(stretches, new Question(log, after, limit), () -> reader.read(log, after, limit));
  }

  /** At once: the edge asks only one such question at a time. */
  @Override
  public CompletableFuture<ListMovedResponse> moved(
      Map<String, Long> rooms, Map<String, Long> users) {
    return reader.moved(rooms, users);
  }

  private <Q, T> CompletableFuture<T> inTurn(
      Map<Q, CompletableFuture<T>> asked, Q question, Supplier<CompletableFuture<T>> read) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    lock.lock();
    try {
      if (underWay == atOnce) {
        CompletableFuture<T> same = asked.putIfAbsent(question, answer);
        if (same != null) {
          return same;
        }
        waiting.add(() -> {
          withdraw(asked, question);
          ask(read, answer);
        });
        return answer;
      }
      underWay++;
    } finally {
      lock.unlock();
    }
    ask(read, answer);
    return answer;
  }

  /** From here on, the answer may be too old for who asks the same. */
  private <Q, T> void withdraw(Map<Q, CompletableFuture<T>> asked, Q question) {
    lock.lock();
    try {
      asked.remove(question);
    } finally {
      lock.unlock();
    }
  }

  private <T> void ask(Supplier<CompletableFuture<T>> read, CompletableFuture<T> answer) {
    begun(read)
        .whenComplete((value, failure) -> {
          next();
          if (failure != null) {
            answer.completeExceptionally(failure);
          } else {
            answer.complete(value);
          }
        });
  }

  /** A read that cannot even be asked has failed, and keeps no place. */
  private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> read) {
    try {
      return read.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** One is done: its place goes to the one that has waited longest. */
  private void next() {
    Runnable turn;
    lock.lock();
    try {
      turn = waiting.poll();
      if (turn == null) {
        underWay--;
        return;
      }
    } finally {
      lock.unlock();
    }
    executor.execute(turn);
  }
}
