package dev.parley.auth.adapter.argon2;

import dev.parley.auth.port.HashingBusyException;
import dev.parley.auth.port.PasswordHasher;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a bounded number of hashes run at once, each on a platform thread of its own; others wait in
 * a fair queue, which is bounded too. A hash on a virtual thread would hold a carrier for as long
 * as it computes, and all other calls would wait.
 */
public final class BoundedHasher implements PasswordHasher {
  private final PasswordHasher hasher;
  private final Semaphore running;
  private final Semaphore admitted;
  private final Duration patience;

  /**
   * Bounds a hasher.
   *
   * @param concurrency hashes that run at once
   * @param queue calls that wait for them at most
   * @param patience how long one waits at most
   */
  public BoundedHasher(PasswordHasher hasher, int concurrency, int queue, Duration patience) {
    this.hasher = hasher;
    this.running = new Semaphore(concurrency, true);
    this.admitted = new Semaphore(concurrency + queue);
    this.patience = patience;
  }

  @Override
  public String hash(String password) {
    return inTurn(() -> hasher.hash(password));
  }

  @Override
  public boolean verify(String password, String hash) {
    return inTurn(() -> hasher.verify(password, hash));
  }

  @Override
  public String decoy() {
    return hasher.decoy();
  }

  @Override
  public boolean isOutdated(String hash) {
    return hasher.isOutdated(hash);
  }

  private <T> T inTurn(Callable<T> work) {
    if (!admitted.tryAcquire()) {
      throw new HashingBusyException("too many passwords wait to be hashed");
    }
    try {
      if (!running.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new HashingBusyException(
            "a password waited " + patience.toMillis() + " ms to be hashed");
      }
      return run(work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HashingBusyException("interrupted while a password was being hashed");
    } finally {
      admitted.release();
    }
  }

  private <T> T run(Callable<T> work) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform()
        .daemon()
        .name("argon2")
        .start(() -> {
          try {
            task.run();
          } finally {
            // Only now is the memory free, whether or not the caller still waits.
            running.release();
          }
        });
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing a password failed", e.getCause());
    }
  }
}
