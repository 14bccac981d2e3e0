package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.PresenceNews;
import dev.parley.api.v1.Presence;
import dev.parley.api.v1.PresenceSnapshot;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.events.EventBus.Subscription;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people whom connections of this edge watch. The edge listens to the news of a person only
 * while somebody here watches them; who is watched by nobody costs nothing. The bus may lose news,
 * so everybody who is watched is asked about again now and then.
 */
final class Watches {
  private static final Logger log = LoggerFactory.getLogger(Watches.class);

  /** What was heard or asked counts for this long. */
  static final Duration FRESH = Duration.ofSeconds(30);

  /** Asked about again in one step at most. */
  private static final int MAX_ASKED = 500;

  private final PresenceSource chat;
  private final EventBus bus;
  private final EdgeMetrics metrics;
  private final Clock steady;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock:
  private final Map<String, Watched> people = new HashMap<>();
  private final Map<Watcher, Set<String>> sets = new IdentityHashMap<>();
  private boolean asking;
  private boolean failing;

  /** Who watches. */
  interface Watcher {
    /** The event loop that the watcher lives on; all calls are made there. */
    EventExecutor loop();

    /** Whose eyes these are. */
    String userId();

    /** How somebody is now. */
    void presence(Envelope envelope);

    /** How all are whom it watches. */
    void snapshot(ServerEnvelope snapshot);
  }

  /** One who is watched. */
  private static final class Watched {
    private final Subscription subscription;
    private final Map<Watcher, Boolean> watchers = new IdentityHashMap<>();
    private @Nullable PresenceNews known;
    private Instant confirmed = Instant.EPOCH;

    /** How often news has come; an answer to what was asked before that is old. */
    private long heard;

    Watched(Subscription subscription) {
      this.subscription = subscription;
    }
  }

  Watches(PresenceSource chat, EventBus bus, EdgeMetrics metrics, Clock steady) {
    this.chat = chat;
    this.bus = bus;
    this.metrics = metrics;
    this.steady = steady;
  }

  /** Has a watcher watch these and nobody else; a snapshot comes, then what changes. */
  void replace(Watcher watcher, Set<String> userIds) {
    lock.lock();
    try {
      Set<String> before = sets.getOrDefault(watcher, Set.of());
      if (userIds.isEmpty()) {
        sets.remove(watcher);
      } else {
        sets.put(watcher, userIds);
      }
      // Those who stay are added first, so that their subscriptions do.
      userIds.forEach(id -> watched(id).watchers.put(watcher, true));
      before.stream().filter(id -> !userIds.contains(id)).forEach(id -> unwatch(id, watcher));
      Instant now = steady.instant();
      List<String> unknown = userIds.stream().filter(id -> isOld(id, now)).toList();
      if (unknown.isEmpty()) {
        tellAll(watcher, userIds);
      } else {
        ask(
            unknown,
            watcher,
            () -> {
              // Unless it has said something else meanwhile, or gone.
              if (userIds.equals(sets.get(watcher))) {
                tellAll(watcher, userIds);
              }
            });
      }
    } finally {
      lock.unlock();
    }
  }

  /** A watcher has gone. */
  void leave(Watcher watcher) {
    lock.lock();
    try {
      Set<String> before = sets.remove(watcher);
      if (before != null) {
        before.forEach(id -> unwatch(id, watcher));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks about some of those again of whom nothing was heard for a while. */
  void refresh() {
    lock.lock();
    try {
      if (asking) {
        return;
      }
      Instant now = steady.instant();
      List<String> old =
          people.keySet().stream().filter(id -> isOld(id, now)).limit(MAX_ASKED).toList();
      if (!old.isEmpty()) {
        asking = true;
        ask(old, null, () -> asking = false);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many people are watched. */
  int count() {
    lock.lock();
    try {
      return people.size();
    } finally {
      lock.unlock();
    }
  }

  private Watched watched(String userId) {
    return people.computeIfAbsent(
        userId, id -> new Watched(bus.subscribe(Subject.presence(id), news -> heard(id, news))));
  }

  private void unwatch(String userId, Watcher watcher) {
    Watched watched = people.get(userId);
    if (watched != null) {
      watched.watchers.remove(watcher);
      if (watched.watchers.isEmpty()) {
        people.remove(userId);
        watched.subscription.close();
      }
    }
  }

  private boolean isOld(String userId, Instant now) {
    Watched watched = people.get(userId);
    return watched == null || watched.known == null || !watched.confirmed.plus(FRESH).isAfter(now);
  }

  private void heard(String userId, PresenceNews news) {
    if (!news.getPresence().getUserId().equals(userId)) {
      log.debug("news of {} spoke of somebody else, which is ignored", userId);
      return;
    }
    lock.lock();
    try {
      Watched watched = people.get(userId);
      if (watched != null) {
        watched.heard++;
        learn(watched, news, null);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks chat, and goes on with the lock held.
   *
   * @param except told by what follows, not of each alone
   */
  private void ask(List<String> userIds, @Nullable Watcher except, Runnable then) {
    Map<String, Long> heard = new LinkedHashMap<>();
    userIds.forEach(id -> heard.put(id, watched(id).heard));
    chat.read(userIds)
        .whenComplete((answer, failure) -> {
          lock.lock();
          try {
            if (answer != null) {
              failing = false;
              for (PresenceNews news : answer) {
                String userId = news.getPresence().getUserId();
                Watched watched = people.get(userId);
                if (watched != null
                    && heard.get(userId) instanceof Long before
                    && before == watched.heard) {
                  learn(watched, news, except);
                }
              }
            } else {
              if (!failing) {
                log.warn("asking how people are failed; trying again", failure);
              }
              failing = true;
            }
            then.run();
          } finally {
            lock.unlock();
          }
        });
  }

  /** Tells those to whom somebody looks otherwise than before. */
  private void learn(Watched watched, PresenceNews news, @Nullable Watcher except) {
    PresenceNews before = watched.known;
    watched.known = news;
    watched.confirmed = steady.instant();
    Map<Presence, List<Watcher>> told = new HashMap<>();
    for (Watcher watcher : watched.watchers.keySet()) {
      Presence now = seenBy(watcher, news);
      if (watcher != except && (before == null || !now.equals(seenBy(watcher, before)))) {
        told.computeIfAbsent(now, presence -> new ArrayList<>()).add(watcher);
      }
    }
    told.forEach((presence, watchers) -> tell(watchers, presence));
  }

  private static Presence seenBy(Watcher watcher, PresenceNews news) {
    return news.getHiddenFromList().contains(watcher.userId())
        ? offline(news.getPresence().getUserId())
        : news.getPresence();
  }

  private static Presence offline(String userId) {
    return Presence.newBuilder().setUserId(userId).setState(Presence.State.OFFLINE).build();
  }

  private void tell(Collection<Watcher> watchers, Presence presence) {
    Envelope envelope = new Envelope(ServerEnvelope.newBuilder().setPresence(presence).build());
    Map<EventExecutor, List<Watcher>> groups = new IdentityHashMap<>();
    watchers.forEach(
        watcher -> groups.computeIfAbsent(watcher.loop(), loop -> new ArrayList<>()).add(watcher));
    metrics.presencesTold(watchers.size());
    groups.forEach(
        (loop, group) -> loop.execute(() -> group.forEach(watcher -> watcher.presence(envelope))));
  }

  private void tellAll(Watcher watcher, Set<String> userIds) {
    PresenceSnapshot.Builder snapshot = PresenceSnapshot.newBuilder();
    for (String id : userIds) {
      Watched watched = people.get(id);
      snapshot.addPresences(
          watched != null && watched.known != null
              ? seenBy(watcher, watched.known)
              // Chat could not be asked: it is, soon, and what is otherwise will be told.
              : offline(id));
    }
    ServerEnvelope envelope = ServerEnvelope.newBuilder().setPresences(snapshot).build();
    watcher.loop().execute(() -> watcher.snapshot(envelope));
  }
}
