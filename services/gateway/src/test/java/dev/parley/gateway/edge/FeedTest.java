package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.Event;
import dev.parley.api.v1.Person;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.InProcessEventBus;
import dev.parley.platform.events.UnreliableEventBus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTest {
  private static final int REPLAYED = 700;
  private static final String ROOM = "room";
  private static final LogId LOG = new LogId.OfRoom(ROOM);

  private final FakeLogs logs = new FakeLogs();
  private final InProcessEventBus bus = new InProcessEventBus();
  private final Feeds feeds = feeds(logs, bus);
  private final ManualLoop loop = new ManualLoop();
  private final RecordingFollower ada = new RecordingFollower(loop, "ada");

  @Test
  void newsIsDeliveredOnceAndInOrder() {
    join(ada, 0);
    Event first = logs.say(ROOM);
    Event second = logs.say(ROOM);

    publish(first, first, second, first, second);
    settle();

    assertThat(ada.told).containsExactly(1L, 2L);
    assertThat(logs.reads).as("nothing was missing").isZero();
  }

  @Test
  void whatIsHeardBeforeARoundIsToldAsOneButNothingToThoseWhoComeAfterIt() {
    join(ada, 0);
    settle();
    publish(logs.say(ROOM), logs.say(ROOM));
    RecordingFollower late = new RecordingFollower(loop, "late");
    join(late, 2);
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(1L, 2L, 3L);
    assertThat(ada.deliveries).as("up to the joining, and after it").isEqualTo(2);
    assertThat(late.told).containsExactly(3L);
  }

  @Test
  void whoStopsFollowingIsToldWhatWasHeardBefore() {
    RecordingFollower bob = new RecordingFollower(loop, "bob");
    join(ada, 0);
    join(bob, 0);
    settle();
    publish(logs.say(ROOM));
    feeds.leave(LOG, bob);
    publish(logs.say(ROOM));
    settle();

    assertThat(bob.told).containsExactly(1L);
    assertThat(ada.told).containsExactly(1L, 2L);
  }

  @Test
  void whatComesTooEarlyWaitsForWhatTheLogHasBeforeIt() {
    join(ada, 0);
    Event first = logs.say(ROOM);
    Event second = logs.say(ROOM);
    Event third = logs.say(ROOM);

    publish(third, first, second);
    settle();

    assertThat(ada.told).containsExactly(1L, 2L, 3L);
  }

  @Test
  void whatTheBusLosesIsReadFromTheLog() {
    join(ada, 0);
    logs.say(ROOM);
    logs.say(ROOM);

    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aLostTailIsFoundByLooking() {
    join(ada, 0);
    logs.say(ROOM);
    logs.say(ROOM);
    settle();
    assertThat(ada.told).isEmpty();

    feeds.look();
    settle();

    assertThat(ada.told).containsExactly(1L, 2L);
  }

  @Test
  void aLookThatFailsIsMadeUpForByTheNext() {
    join(ada, 0);
    logs.say(ROOM);
    logs.unreachable = true;
    feeds.look();
    settle();
    logs.unreachable = false;

    feeds.look();
    logs.answerOne();
    logs.unreachable = true;
    settle();
    assertThat(ada.told).as("the head is known, the log unread").isEmpty();
    logs.unreachable = false;
    feeds.look();
    settle();

    assertThat(ada.told).containsExactly(1L);
  }

  @Test
  void nonsenseOnTheBusIsIgnored() {
    join(ada, 0);
    bus.publish(
        new Subject<>(LOG.subject().name(), Person.getDefaultInstance()),
        Person.getDefaultInstance());
    publish(
        Event.getDefaultInstance(),
        Event.newBuilder().setRoomId(ROOM).setSeq(-7).build(),
        Event.newBuilder().setRoomId("another").setSeq(1).build(),
        Event.newBuilder().setRoomId(ROOM).setSeq(1L << 52).build());
    settle();
    assertThat(ada.told).isEmpty();

    publish(logs.say(ROOM), logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(1L, 2L);
  }

  @Test
  void moreThanOneReadIsReplayedUpToTheBound() {
    say(REPLAYED);
    join(ada, 0);
    settle();
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).isEqualTo(upTo(1, REPLAYED + 1));
  }

  @Test
  void whoIsBehindTheBoundReadsByRequestAndGoesOnLive() {
    say(REPLAYED + 1);
    join(ada, 0);
    settle();
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(-(REPLAYED + 1L), REPLAYED + 2L);
  }

  @Test
  void aPositionThatIsNoLongerKeptIsAnsweredWithResync() {
    say(5);
    logs.forgotten.put(ROOM, 3);
    join(ada, 1);
    RecordingFollower ben = new RecordingFollower(loop, "ben");
    join(ben, 3);
    settle();
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(-5L, 6L);
    assertThat(ben.told).containsExactly(4L, 5L, 6L);
  }

  @Test
  void aFeedThatIsBehindWhatIsKeptTellsEverybodyToReadAndGoesOn() {
    join(ada, 0);
    settle();
    say(4);
    logs.forgotten.put(ROOM, 4);
    feeds.look();
    settle();
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(-4L, 5L);
  }

  @Test
  void aPositionThatHasNeverBeenIsAnsweredWithResync() {
    say(3);
    join(ada, 99);
    RecordingFollower ben = new RecordingFollower(loop, "ben");
    join(ben, -1);
    settle();
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(-3L, 4L);
    assertThat(ben.told).containsExactly(-3L, 4L);
  }

  @Test
  void whoIsAheadOfTheFeedWaitsForItAndMissesNothing() {
    join(ada, 0);
    say(5);
    RecordingFollower ben = new RecordingFollower(loop, "ben");
    join(ben, 3);
    settle();
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).isEqualTo(upTo(1, 6));
    assertThat(ben.told).isEqualTo(upTo(4, 6));
  }

  @Test
  void aReplayThatCannotBeReadIsAResync() {
    say(3);
    join(ada, 1);
    logs.unreachable = true;
    settle();
    logs.unreachable = false;
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(-3L, 4L);
  }

  @Test
  void whoLeavesTheRoomSeesNothingAfterThat() {
    RecordingFollower ben = new RecordingFollower(loop, "ben");
    join(ada, 0);
    join(ben, 0);

    publish(logs.say(ROOM), logs.leave(ROOM, "ben"), logs.say(ROOM));
    settle();

    assertThat(ben.told).containsExactly(1L, 2L);
    assertThat(ben.dismissed).isTrue();
    assertThat(ada.told).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aReplayEndsWhereTheMembershipDoes() {
    logs.say(ROOM);
    logs.leave(ROOM, "ada");
    logs.say(ROOM);
    join(ada, 0);
    settle();
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(1L, 2L);
    assertThat(ada.dismissed).isTrue();
  }

  @Test
  void aFeedEndsWithItsLastFollowerAndAnotherBegins() {
    join(ada, 0);
    settle();
    feeds.leave(LOG, ada);
    settle();
    assertThat(feeds.count()).isZero();
    publish(logs.say(ROOM));
    settle();
    assertThat(ada.told).isEmpty();

    join(ada, 0);
    publish(logs.say(ROOM));
    settle();

    assertThat(ada.told).containsExactly(1L, 2L);
    assertThat(feeds.count()).isEqualTo(1);
  }

  @Test
  void aFeedWhoseLastFollowerWasDismissedMakesRoomForAnother() {
    join(ada, 0);
    publish(logs.leave(ROOM, "ada"));
    settle();

    RecordingFollower ben = new RecordingFollower(loop, "ben");
    join(ben, 1);
    publish(logs.say(ROOM));
    settle();

    assertThat(ben.told).containsExactly(2L);
  }

  /** Events come, get lost, repeated and out of order; followers come and go; loops lag behind. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 0})
  void whateverTheOrderEachFollowerGetsEachEventOnce(long given) {
    long base = given == 0 ? System.nanoTime() : given * 1_000;
    for (long seed = base; seed < base + 200; seed++) {
      try {
        interleave(new Random(seed));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  /** Their loops never wait before they write. */
  private static Feeds feeds(LogReader logs, EventBus bus) {
    Map<EventExecutor, Flusher> flushers = new HashMap<>();
    return new Feeds(
        logs,
        bus,
        REPLAYED,
        loop -> flushers.computeIfAbsent(loop, its -> new Flusher(its, 0, () -> 0, at -> {})),
        new EdgeMetrics(new SimpleMeterRegistry(), Clock.systemUTC()));
  }

  private static void interleave(Random random) {
    FakeLogs logs = new FakeLogs();
    UnreliableEventBus bus = new UnreliableEventBus(new InProcessEventBus(), random);
    Feeds feeds = feeds(logs, bus);
    List<ManualLoop> loops = List.of(new ManualLoop(), new ManualLoop());
    List<RecordingFollower> followers = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    List<RecordingFollower> gone = new ArrayList<>();
    for (int i = 0; i < random.nextInt(20); i++) {
      logs.say(ROOM);
    }
    for (int i = 0; i < 150; i++) {
      switch (random.nextInt(7)) {
        case 0, 1 -> bus.publish(LOG.subject(), logs.say(ROOM));
        case 2 -> bus.deliverSome();
        case 3 -> {
          if (followers.size() < 6) {
            var follower =
                new RecordingFollower(loops.get(random.nextInt(2)), "user " + followers.size());
            long known = random.nextLong(logs.head(ROOM) + 1);
            long position = random.nextLong(logs.head(ROOM) + 1);
            followers.add(follower);
            starts.add(position);
            feeds.join(LOG, follower, position, Math.max(known, position));
          } else if (random.nextInt(10) == 0 && gone.size() < 2) {
            RecordingFollower leaver = followers.get(gone.size());
            gone.add(leaver);
            feeds.leave(LOG, leaver);
          }
        }
        case 4, 5 -> logs.answerOne();
        default -> loops.get(random.nextInt(2)).step();
      }
    }
    feeds.look();
    boolean busy = true;
    while (busy) {
      busy = logs.answerOne() | loops.get(0).step() | loops.get(1).step();
    }

    for (int i = 0; i < followers.size(); i++) {
      RecordingFollower follower = followers.get(i);
      List<Long> all = upTo(starts.get(i) + 1, logs.head(ROOM));
      if (gone.contains(follower)) {
        assertThat(all.subList(0, Math.min(all.size(), follower.told.size())))
            .isEqualTo(follower.told);
      } else {
        assertThat(follower.told).isEqualTo(all);
      }
    }
  }

  private void join(Follower follower, long position) {
    feeds.join(LOG, follower, position, logs.head(ROOM));
  }

  private void say(int messages) {
    for (int i = 0; i < messages; i++) {
      logs.say(ROOM);
    }
  }

  private void publish(Event... events) {
    for (Event event : events) {
      bus.publish(Subject.room(ROOM), event);
    }
  }

  /** Answers every question and turns the loop until nothing is left to do. */
  private void settle() {
    boolean busy = true;
    while (busy) {
      loop.run();
      busy = logs.answerOne();
    }
    loop.run();
  }

  private static List<Long> upTo(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
