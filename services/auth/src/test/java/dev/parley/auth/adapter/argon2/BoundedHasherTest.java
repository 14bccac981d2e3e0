package dev.parley.auth.adapter.argon2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.auth.AuthSettings;
import dev.parley.auth.port.HashingBusyException;
import dev.parley.auth.port.PasswordHasher;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedHasherTest {
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void letGo() {
    gate.countDown();
    callers.close();
  }

  @Test
  void whoFindsTheQueueFullIsSentAwayAtOnce() throws Exception {
    BoundedHasher hasher = new BoundedHasher(new Slow(), 1, 0, Duration.ofHours(1));
    Future<String> first = callers.submit(() -> hasher.hash("first"));
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    assertThatThrownBy(() -> hasher.hash("second")).isInstanceOf(HashingBusyException.class);

    gate.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("first");
    assertThat(hasher.hash("third")).isEqualTo("third");
  }

  @Test
  void whoWaitsTooLongIsSentAway() throws Exception {
    BoundedHasher hasher = new BoundedHasher(new Slow(), 1, 10, Duration.ofMillis(20));
    Future<String> first = callers.submit(() -> hasher.hash("first"));
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

    assertThatThrownBy(() -> hasher.hash("second"))
        .isInstanceOf(HashingBusyException.class)
        .hasMessageContaining("20 ms");

    gate.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("first");
  }

  @Test
  void hashesLeaveVirtualThreadsFree() throws Exception {
    BoundedHasher hasher = new BoundedHasher(new ThreadNaming(), 1, 10, Duration.ofSeconds(10));

    assertThat(callers.submit(() -> hasher.hash("any")).get(10, TimeUnit.SECONDS))
        .isEqualTo("platform argon2");
  }

  @Test
  void aFaultOfTheHasherComesOutAndFreesItsPlace() {
    BoundedHasher hasher =
        new BoundedHasher(
            new Argon2Hasher(new AuthSettings.Hash(8192, 1, 1, 1)), 1, 0, Duration.ofSeconds(10));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> hasher.verify("any", "no hash"))
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
  }

  private final class Slow extends Plain {
    @Override
    public String hash(String password) {
      started.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return password;
    }
  }

  private static final class ThreadNaming extends Plain {
    @Override
    public String hash(String password) {
      Thread thread = Thread.currentThread();
      return (thread.isVirtual() ? "virtual " : "platform ") + thread.getName();
    }
  }

  private abstract static class Plain implements PasswordHasher {
    @Override
    public boolean verify(String password, String hash) {
      return hash(password).equals(hash);
    }

    @Override
    public String decoy() {
      return "";
    }

    @Override
    public boolean isOutdated(String hash) {
      return false;
    }
  }
}
