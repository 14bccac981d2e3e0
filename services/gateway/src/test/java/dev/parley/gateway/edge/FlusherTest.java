package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FlusherTest {
  private static final long LONGEST = 5_000;

  private final List<Long> pauses = new ArrayList<>();
  private final ManualLoop loop =
      new ManualLoop() {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
          pauses.add(unit.toNanos(delay));
          execute(task);
          return GlobalEventExecutor.INSTANCE.schedule(() -> {}, 0, TimeUnit.NANOSECONDS);
        }
      };
  private final List<String> done = new ArrayList<>();
  private final List<Instant> left = new ArrayList<>();
  private long now = Long.MAX_VALUE - 3;
  private final Flusher flusher = new Flusher(loop, LONGEST, () -> now, left::add);

  @Test
  void whatIsIdleIsWrittenAtOnceAndTogether() {
    flusher.later(() -> done.add("a"));
    flusher.later(() -> done.add("b"));
    assertThat(done).isEmpty();

    loop.run();

    assertThat(done).containsExactly("a", "b");
    assertThat(pauses).isEmpty();
  }

  @Test
  void ofEachRoundTheOldestIsTold() {
    Instant first = Instant.EPOCH;
    flusher.later(() -> flusher.leaves(first.plusSeconds(1)));
    flusher.later(() -> flusher.leaves(first));
    flusher.later(() -> flusher.leaves(first.plusSeconds(2)));
    loop.run();
    assertThat(left).containsExactly(first);

    flusher.later(() -> done.add("nothing that happened"));
    loop.run();
    assertThat(left).hasSize(1);
  }

  @Test
  void aRoundWaitsAsLongAsTheOneBeforeTook() {
    round(1_000);
    now += 400;
    flusher.later(() -> done.add("next"));

    assertThat(pauses).containsExactly(600L);
  }

  @Test
  void itNeverWaitsLongerThanTheBound() {
    round(60_000);
    flusher.later(() -> done.add("next"));

    assertThat(pauses).containsExactly(LONGEST);
  }

  @Test
  void withoutABoundNothingWaits() {
    Flusher never = new Flusher(loop, 0, () -> now, left::add);
    never.later(() -> now += 60_000);
    loop.run();
    never.later(() -> done.add("next"));
    loop.run();

    assertThat(pauses).isEmpty();
    assertThat(done).containsExactly("next");
  }

  @Test
  void afterAPauseOfItsOwnItWaitsNoMore() {
    round(1_000);
    now += 1_000;
    flusher.later(() -> done.add("next"));
    loop.run();

    assertThat(pauses).isEmpty();
    assertThat(done).containsExactly("next");
  }

  @Test
  void aFlushThatAsksForAnotherComesInTheNextRound() {
    flusher.later(() -> flusher.later(() -> done.add("second")));
    loop.run();

    assertThat(done).containsExactly("second");
  }

  @Test
  void whatWasGatheredIsFlushedInTheSameRound() {
    flusher.gather(() -> flusher.later(() -> done.add("flushed")));
    assertThat(loop.step()).isTrue();

    assertThat(done).containsExactly("flushed");
    assertThat(loop.step()).isFalse();
  }

  @Test
  void whatIsHandedOutLastIsFlushedAtOnceAndWhatCameBeforeItWaitsForAll() {
    flusher.later(() -> done.add("asked for before"));
    flusher.gather(() -> {
      done.add("first gathering");
      flusher.later(() -> done.add("flush of the first"));
    });
    flusher.gather(() -> {
      flusher.later(() -> done.add("flush of the last"));
      done.add("last gathering");
    });
    loop.run();

    assertThat(done)
        .containsExactly(
            "first gathering",
            "flush of the last",
            "last gathering",
            "asked for before",
            "flush of the first");
  }

  @Test
  void whatIsGatheredInARoundIsHandedOutInTheNext() {
    flusher.gather(() -> flusher.gather(() -> done.add("next round")));
    flusher.gather(() -> done.add("this round"));
    loop.run();

    assertThat(done).containsExactly("this round", "next round");
  }

  @Test
  void whoFailsKeepsNobodyElseFromTheRound() {
    flusher.gather(() -> {
      throw new IllegalStateException("of the test");
    });
    flusher.gather(() -> {
      flusher.later(() -> {
        throw new IllegalStateException("of the test");
      });
      done.add("gathered");
    });
    flusher.later(() -> {
      throw new IllegalStateException("of the test");
    });
    flusher.later(() -> done.add("flushed"));
    loop.run();
    flusher.later(() -> done.add("and the next"));
    loop.run();

    assertThat(done).containsExactly("gathered", "flushed", "and the next");
  }

  private void round(long nanos) {
    flusher.later(() -> now += nanos);
    loop.run();
  }
}
