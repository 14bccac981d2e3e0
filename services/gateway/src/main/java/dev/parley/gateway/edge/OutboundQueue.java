package dev.parley.gateway.edge;

import dev.parley.api.v1.Resync;
import dev.parley.api.v1.ServerEnvelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What waits to be written to one connection, bounded in bytes. Whatever is waiting when the wire
 * is free leaves as one write: under load that is many envelopes, when idle it is one at once.
 *
 * <p>A client that does not read in time loses its waiting events and is told which logs to read
 * again ({@code resync}). Answers are kept; a client that asks on and on without reading them,
 * until they fill the bound twice, is given up. Confined to the connection's loop.
 *
 * <p>It is itself what its turn in a {@link Flusher}'s round runs: an object less to fetch from
 * memory for each delivery.
 */
final class OutboundQueue implements Runnable {
  private final Transport transport;
  private final Flusher flusher;
  private final int maxBytes;
  private final Runnable dropped;
  private final Runnable overflow;
  private List<Envelope> waiting = List.of();
  private long waitingBytes;
  private boolean writing;
  private boolean scheduled;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param dropped run whenever events were dropped
   * @param overflow run once, when answers alone are too many; the queue takes nothing after that
   */
  OutboundQueue(
      Transport transport, Flusher flusher, int maxBytes, Runnable dropped, Runnable overflow) {
    this.transport = transport;
    this.flusher = flusher;
    this.maxBytes = maxBytes;
    this.dropped = dropped;
    this.overflow = overflow;
  }

  void add(Envelope envelope) {
    if (closed) {
      return;
    }
    int size = transport.size(envelope);
    if (envelope.isEvent() && waitingBytes + size > maxBytes) {
      dropEvents(envelope);
    } else if (waitingBytes + size > 2L * maxBytes) {
      closed = true;
      overflow.run();
      return;
    } else {
      append(envelope);
      waitingBytes += size;
    }
    flushLater();
  }

  /** Mostly there is just one, the same for many: they share its list. */
  private void append(Envelope envelope) {
    if (waiting.isEmpty()) {
      waiting = envelope.alone();
    } else {
      if (waiting.size() == 1) {
        waiting = new ArrayList<>(waiting);
      }
      waiting.add(envelope);
    }
  }

  /**
   * Adds what nobody needs to catch up on: where there is no room for it, it is let go.
   *
   * @return whether there was room
   */
  boolean addIfRoom(Envelope envelope) {
    if (waitingBytes + transport.size(envelope) > maxBytes) {
      return false;
    }
    add(envelope);
    return true;
  }

  /** As {@link Follower#fetch}. */
  void fetch() {
    transport.fetch();
  }

  /** What is waiting. */
  long bytes() {
    return waitingBytes;
  }

  void close() {
    closed = true;
    waiting = List.of();
  }

  /** Writes what is waiting, now. */
  void flush() {
    if (writing || waiting.isEmpty() || closed) {
      return;
    }
    List<Envelope> taken = waiting;
    waiting = List.of();
    waitingBytes = 0;
    writing = true;
    transport.write(taken, this::written);
  }

  private void flushLater() {
    if (!scheduled && !writing) {
      scheduled = true;
      flusher.later(this);
    }
  }

  /** Its turn in a round. */
  @Override
  public void run() {
    scheduled = false;
    if (!waiting.isEmpty()) {
      // What has waited longest.
      Instant happened = waiting.getFirst().happened();
      if (happened != null) {
        flusher.leaves(happened);
      }
      flush();
    }
  }

  private void written() {
    writing = false;
    if (!waiting.isEmpty()) {
      flushLater();
    }
  }

  private void dropEvents(Envelope last) {
    dropped.run();
    Set<String> logs = new LinkedHashSet<>();
    Set<String> told = new HashSet<>();
    List<Envelope> kept = new ArrayList<>();
    List<Envelope> all = new ArrayList<>(waiting);
    all.add(last);
    for (Envelope envelope : all) {
      if (envelope.isEvent()) {
        logs.add(envelope.message().getEvent().getRoomId());
      } else {
        kept.add(envelope);
        if (envelope.message().hasResync()) {
          told.add(envelope.message().getResync().getRoomId());
        }
      }
    }
    logs.removeAll(told);
    for (String roomId : logs) {
      kept.add(
          new Envelope(
              ServerEnvelope.newBuilder()
                  .setResync(Resync.newBuilder().setRoomId(roomId))
                  .build()));
    }
    waiting = kept;
    waitingBytes = kept.stream().mapToLong(transport::size).sum();
  }
}
