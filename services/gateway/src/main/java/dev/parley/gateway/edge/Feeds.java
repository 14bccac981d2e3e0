package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.ListMovedResponse;
import dev.parley.platform.events.EventBus;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logs that this edge follows. Because the last piece of news may be lost, with nothing after
 * it to show the gap, the edge asks again and again which of its logs have moved.
 */
final class Feeds {
  private static final Logger log = LoggerFactory.getLogger(Feeds.class);

  private final LogReader reader;
  private final EventBus bus;
  private final int maxReplay;
  private final Function<EventExecutor, Flusher> flushers;
  private final EdgeMetrics metrics;
  private final Map<LogId, Feed> feeds = new ConcurrentHashMap<>();
  private volatile boolean failing;

  /**
   * Follows nothing yet.
   *
   * @param flushers of the loops that followers live on
   */
  Feeds(
      LogReader reader,
      EventBus bus,
      int maxReplay,
      Function<EventExecutor, Flusher> flushers,
      EdgeMetrics metrics) {
    this.reader = reader;
    this.bus = bus;
    this.maxReplay = maxReplay;
    this.flushers = flushers;
    this.metrics = metrics;
  }

  /** Lets somebody follow a log; see {@link Feed#join}. */
  void join(LogId id, Follower follower, long position, long known) {
    while (!feeds
        .computeIfAbsent(id, log -> new Feed(log, reader, bus, maxReplay, flushers, metrics))
        .join(follower, position, known)) {
      feeds.computeIfPresent(id, (log, feed) -> feed.isClosed() ? null : feed);
    }
  }

  /** Lets somebody go. */
  void leave(LogId id, Follower follower) {
    Feed feed = feeds.get(id);
    if (feed != null) {
      feed.leave(follower);
      if (feed.isClosed()) {
        feeds.remove(id, feed);
      }
    }
  }

  /** A followed room is known to have so many members. */
  void sized(LogId id, int members) {
    Feed feed = feeds.get(id);
    if (feed != null) {
      feed.sized(members);
    }
  }

  /** How many are in a followed room, roughly. */
  int members(LogId id) {
    Feed feed = feeds.get(id);
    return feed == null ? 0 : feed.members();
  }

  /** How many logs are followed. */
  int count() {
    return feeds.size();
  }

  /** How many people have a live connection here. */
  long people() {
    return feeds.keySet().stream().filter(LogId.OfUser.class::isInstance).count();
  }

  /** Asks which logs have moved, and has those read on. */
  CompletableFuture<Void> look() {
    Map<String, Long> rooms = new HashMap<>();
    Map<String, Long> users = new HashMap<>();
    feeds.forEach((id, feed) -> {
      if (feed.isClosed()) {
        feeds.remove(id, feed);
        return;
      }
      switch (id) {
        case LogId.OfRoom room -> rooms.put(room.id(), feed.position());
        case LogId.OfUser user -> users.put(user.id(), feed.position());
      }
    });
    if (rooms.isEmpty() && users.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return reader
        .moved(rooms, users)
        .handle((moved, failure) -> {
          if (failure != null) {
            if (!failing) {
              log.warn("asking which logs have moved failed; trying again", failure);
            }
            failing = true;
          } else {
            failing = false;
            readOn(moved);
          }
          return null;
        });
  }

  private void readOn(ListMovedResponse moved) {
    long[] behind = {0};
    moved.getRoomsMap().forEach((id, head) -> behind[0] += readOn(new LogId.OfRoom(id), head));
    moved.getUsersMap().forEach((id, head) -> behind[0] += readOn(new LogId.OfUser(id), head));
    metrics.behind(behind[0]);
  }

  /** Has a log read on, and tells how far it was behind. */
  private long readOn(LogId id, long head) {
    Feed feed = feeds.get(id);
    if (feed == null) {
      return 0;
    }
    long behind = Math.max(0, head - feed.position());
    feed.moved(head);
    return behind;
  }
}
