package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * How many messages become durable: clients that each send the next when the one before is
 * acknowledged, each in a room of its own, over the WebSocket.
 */
final class SendFigures {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Dialect DIALECT = new ParleyDialect();

  private final Crowd crowd;
  private final Swarm swarm;
  private final long[] begun;
  private final Histogram latency = new Histogram(TimeUnit.SECONDS.toMicros(60), 3);
  private long sent;
  private boolean stopping;

  private SendFigures(Crowd crowd, Swarm swarm) {
    this.crowd = crowd;
    this.swarm = swarm;
    this.begun = new long[swarm.size()];
    swarm.onAck(this::acknowledged);
  }

  static void measure(ParleyProcess server, Crowd crowd, int clients, Results results)
      throws IOException {
    try (Swarm swarm = Swarm.connect(server.port(), DIALECT, crowd.hellos(clients))) {
      SendFigures figures = new SendFigures(crowd, swarm);
      figures.sendFor(Pace.WARM_UP);
      figures.latency.reset();
      Stored stored = server.stored();
      long sentBefore = figures.sent;
      Stretch stretch = Stretch.begin(server);
      figures.sendFor(Pace.MEASURED);
      Stretch.Cost cost = stretch.end(server);
      long sends = figures.sent - sentBefore;
      server.stored().requireSince(stored, sends);
      String name = "sends, " + clients + (clients == 1 ? " client: " : " clients: ");
      results.add(name + "durable", sends / cost.elapsed(), "1/s");
      Report.latency(name + "ack", figures.latency, results);
      results.add(name + "server CPU per thousand", cost.server() * 1e3 / sends, "s");
      results.add(name + "PostgreSQL CPU per thousand", cost.database() * 1e3 / sends, "s");
    }
  }

  /** Has a server hear one message after the other, so many, and measures nothing. */
  static void warmUp(ParleyProcess server, Crowd crowd, int sends) throws IOException {
    try (Swarm swarm = Swarm.connect(server.port(), DIALECT, crowd.hellos(1))) {
      SendFigures figures = new SendFigures(crowd, swarm);
      figures.sendUntil(() -> figures.sent >= sends);
    }
  }

  private void sendFor(Duration duration) throws IOException {
    long end = System.nanoTime() + duration.toNanos();
    sendUntil(() -> System.nanoTime() >= end);
  }

  private void sendUntil(BooleanSupplier enough) throws IOException {
    stopping = false;
    for (int client = 0; client < swarm.size(); client++) {
      send(client);
    }
    swarm.until(enough, LONGEST);
    stopping = true;
    swarm.until(() -> swarm.acks() == sent && swarm.events() == sent, Pace.PATIENCE);
  }

  private void acknowledged(int client) {
    latency.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun[client]));
    if (!stopping) {
      try {
        send(client);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void send(int client) throws IOException {
    begun[client] = System.nanoTime();
    swarm.say(client, DIALECT.send(crowd.roomOf(client), Stamp.text(begun[client])));
    sent++;
  }
}
