package dev.parley.gateway.edge;

import dev.parley.api.v1.Resync;
import dev.parley.api.v1.ServerEnvelope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What waits to be written to one connection, bounded in bytes. Whatever is waiting when the wire
 * is free leaves as one write: under load that is many envelopes, when idle it is one at once.
 *
 * <p>A client that does not read in time loses its waiting events and is told which logs to read
 * again ({@code resync}). Answers are kept; a client that asks on and on without reading them,
 * until they fill the bound twice, is given up. Confined to the connection's loop.
 */
final class OutboundQueue {
  private final Transport transport;
  private final Flusher flusher;
  private final int maxBytes;
  private final Consumer<Envelope> leaving;
  private final Runnable dropped;
  private final Runnable overflow;
  private List<Envelope> waiting = new ArrayList<>();
  private long waitingBytes;
  private boolean writing;
  private boolean scheduled;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param leaving told of the one in each write that has waited longest
   * @param dropped run whenever events were dropped
   * @param overflow run once, when answers alone are too many; the queue takes nothing after that
   */
  OutboundQueue(
      Transport transport,
      Flusher flusher,
      int maxBytes,
      Consumer<Envelope> leaving,
      Runnable dropped,
      Runnable overflow) {
    this.transport = transport;
    this.flusher = flusher;
    this.maxBytes = maxBytes;
    this.leaving = leaving;
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
      waiting.add(envelope);
      waitingBytes += size;
    }
    if (!scheduled && !writing) {
      scheduled = true;
      flusher.later(this::flush);
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

  /** What is waiting. */
  long bytes() {
    return waitingBytes;
  }

  void close() {
    closed = true;
    waiting.clear();
  }

  /** Writes what is waiting, now. */
  void flush() {
    scheduled = false;
    if (writing || waiting.isEmpty() || closed) {
      return;
    }
    List<Envelope> taken = waiting;
    waiting = new ArrayList<>();
    waitingBytes = 0;
    writing = true;
    leaving.accept(taken.getFirst());
    transport.write(taken, this::written);
  }

  private void written() {
    writing = false;
    flush();
  }

  private void dropEvents(Envelope last) {
    dropped.run();
    Set<String> logs = new LinkedHashSet<>();
    Set<String> told = new HashSet<>();
    List<Envelope> kept = new ArrayList<>();
    waiting.add(last);
    for (Envelope envelope : waiting) {
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
