package dev.parley.gateway.edge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Those of one event loop who follow a log. What they hear is gathered until the loop's next round
 * of writes and told to each of them as one: what a follower costs is per round, not per event.
 * Confined to the loop.
 */
final class Group {
  /**
   * Followers whose memory is fetched together. A write to a socket leaves nothing of the next
   * connection's in the nearest cache, but that of so many in the one behind it.
   */
  private static final int FETCHED = 16;

  private final LogId log;
  private final Flusher flusher;
  private final EdgeMetrics metrics;
  private final List<Follower> followers = new ArrayList<>();
  private List<Envelope> heard = new ArrayList<>();

  /** Without followers. */
  Group(LogId log, Flusher flusher, EdgeMetrics metrics) {
    this.log = log;
    this.flusher = flusher;
    this.metrics = metrics;
  }

  /** Those who follow now. */
  List<Follower> followers() {
    return followers;
  }

  /** Adds one who knows all that was heard so far. */
  void add(Follower follower) {
    tell();
    followers.add(follower);
  }

  /** Removes some, who are told what was heard so far. */
  void remove(Collection<Follower> those) {
    tell();
    followers.removeAll(those);
  }

  /** The next event of the log. What a connection itself goes by does not wait for the round. */
  void hear(Envelope event) {
    if (heard.isEmpty()) {
      flusher.gather(this::tell);
    }
    heard.add(event);
    if (!event.changes().isEmpty()) {
      tell();
    }
  }

  /** Tells what was heard, before the round if need be. */
  void tell() {
    if (heard.isEmpty()) {
      return;
    }
    List<Envelope> told = heard;
    heard = new ArrayList<>();
    metrics.delivered(told.size() * followers.size());
    Envelope together = Envelope.together(told);
    for (int from = 0; from < followers.size(); from += FETCHED) {
      int to = Math.min(from + FETCHED, followers.size());
      for (int i = from; i < to; i++) {
        followers.get(i).fetch();
      }
      for (int i = from; i < to; i++) {
        followers.get(i).deliver(log, together);
      }
    }
  }
}
