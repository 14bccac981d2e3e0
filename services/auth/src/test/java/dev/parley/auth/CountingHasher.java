package dev.parley.auth;

import dev.parley.auth.port.PasswordHasher;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A quick hasher that counts, and can be held up. */
final class CountingHasher implements PasswordHasher {
  private final AtomicInteger verified = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Verifications so far. */
  int verified() {
    return verified.get();
  }

  /** Most verifications that ran at once. */
  int peak() {
    return peak.get();
  }

  /** From now on, verifications wait. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  /** Lets them go on. */
  void release() {
    gate.countDown();
  }

  @Override
  public String hash(String password) {
    return "plain:" + password;
  }

  @Override
  public boolean verify(String password, String hash) {
    verified.incrementAndGet();
    peak.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      if (!gate.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody released the hasher");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      running.decrementAndGet();
    }
    return hash.equals(hash(password));
  }

  @Override
  public String decoy() {
    return "nobody's";
  }

  @Override
  public boolean isOutdated(String hash) {
    return false;
  }
}
