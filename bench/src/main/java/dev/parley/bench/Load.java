package dev.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * What the clients of a swarm say, one after the other: as much as the server takes, or at a fixed
 * rate whether the answers come or not. Latency counts from when each message was due (an open
 * loop, so that a stall is not left out): until its ack, and until a member has it.
 */
final class Load {
  private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(120);

  private final Dialect dialect;
  private final Swarm swarm;
  private final int members;
  private final IntFunction<String> roomOf;
  private final List<Queue<Long>> due = new ArrayList<>();
  private final Histogram acks = new Histogram(LONGEST_MICROS, 3);
  private final Histogram deliveries = new Histogram(LONGEST_MICROS, 3);
  private Meanwhile meanwhile = () -> {};
  private long sent;

  /** What is done again and again while the load is on. */
  interface Meanwhile {
    void run() throws IOException;
  }

  /**
   * Nothing yet.
   *
   * @param members connected people in each room, who get each message of it
   * @param roomOf the room in which a client speaks
   * @param sampled one delivery of so many is timed
   */
  Load(Dialect dialect, Swarm swarm, int members, IntFunction<String> roomOf, int sampled) {
    this.dialect = dialect;
    this.swarm = swarm;
    this.members = members;
    this.roomOf = roomOf;
    for (int client = 0; client < swarm.size(); client++) {
      due.add(new ArrayDeque<>());
    }
    swarm.onAck(client -> record(acks, due.get(client).remove()));
    swarm.onStamp(sampled, stamp -> record(deliveries, stamp));
  }

  /** Messages said so far. */
  long sent() {
    return sent;
  }

  /** Copies of each message that are delivered. */
  int members() {
    return members;
  }

  /** WebSocket messages received so far. */
  long messages() {
    return swarm.messages();
  }

  /** Bytes received, with their frames. */
  long bytes() {
    return swarm.bytes();
  }

  /** Times until the ack since {@link #forget}, in microseconds. */
  Histogram acks() {
    return acks;
  }

  /** Times until a member has it since {@link #forget}, in microseconds. */
  Histogram deliveries() {
    return deliveries;
  }

  /** What is to be done again and again while messages are offered. */
  void meanwhile(Meanwhile action) {
    meanwhile = action;
  }

  /** Forgets the times that were taken. */
  void forget() {
    acks.reset();
    deliveries.reset();
  }

  /** Keeps a window of messages on their way, then waits until everybody has all of them. */
  void asManyAsItTakes(int window, Duration duration) throws IOException {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      while (sent - complete() < window) {
        send(System.nanoTime());
      }
      swarm.pump();
      meanwhile.run();
    }
    settle();
  }

  /** Says so many each second, evenly, then waits until everybody has all of them. */
  void atRate(int rate, Duration duration) throws IOException {
    long interval = TimeUnit.SECONDS.toNanos(1) / rate;
    long next = System.nanoTime();
    long end = next + duration.toNanos();
    while (next < end) {
      for (long now = System.nanoTime(); next <= now && next < end; next += interval) {
        send(next);
      }
      swarm.pump();
      meanwhile.run();
    }
    settle();
  }

  /** Says one, and waits until everybody has it. */
  void one() throws IOException {
    send(System.nanoTime());
    settle();
  }

  /** Messages that have as good as arrived: as many as there are acks and full sets of events. */
  private long complete() {
    return Math.min(swarm.acks(), swarm.events() / members);
  }

  private void send(long dueAt) throws IOException {
    int client = (int) (sent % swarm.size());
    due.get(client).add(dueAt);
    swarm.say(client, dialect.send(roomOf.apply(client), Stamp.text(dueAt)));
    sent++;
  }

  private void settle() throws IOException {
    swarm.until(() -> complete() >= sent, Pace.PATIENCE);
    if (swarm.acks() != sent || swarm.events() != sent * members) {
      throw new VoidRunException(
          "%d sends to %d members: %d acks, %d events"
              .formatted(sent, members, swarm.acks(), swarm.events()));
    }
  }

  private static void record(Histogram times, long since) {
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since);
    times.recordValue(Math.min(micros, LONGEST_MICROS));
  }
}
