package dev.parley.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * One measured stretch of a load on a server. It is there only if every message that was said is
 * acknowledged and stored once, and every member got it once.
 *
 * @param sends messages that were said
 * @param deliveries copies of them that were received
 * @param messages WebSocket messages that carried the events and acks
 * @param bytes of these, with their frames
 */
record Trial(long sends, long deliveries, long messages, long bytes, Stretch.Cost cost) {
  private static final int MOST_WARMER = 12;

  /** Compilers that take less of one processor rest. */
  private static final double RESTING = 0.05;

  /** How a load is offered; returns when all of it has arrived. */
  interface Offer {
    void to(Load load, Duration duration) throws IOException;
  }

  /** Offers a load for a while and measures. */
  static Trial of(Measured server, Load load, Duration duration, Offer offer) throws IOException {
    Stored before = server.stored();
    long sentBefore = load.sent();
    long messagesBefore = load.messages();
    long bytesBefore = load.bytes();
    Stretch stretch = Stretch.begin(server);
    offer.to(load, duration);
    Stretch.Cost cost = stretch.end(server);
    long sends = load.sent() - sentBefore;
    server.stored().requireSince(before, sends);
    return new Trial(
        sends,
        sends * load.members(),
        load.messages() - messagesBefore,
        load.bytes() - bytesBefore,
        cost);
  }

  /**
   * Offers a load without measuring until a JVM's compilers rest, then forgets the times that were
   * taken. While they work, they take as much of the processors as the load does.
   */
  static void warmUp(Measured server, Load load, Offer offer) throws IOException {
    offer.to(load, Pace.WARM_UP);
    for (int more = 0; more < MOST_WARMER; more++) {
      Usage before = Usage.ofCompilers(server.pid());
      offer.to(load, Pace.WARMER);
      double compiled = Usage.ofCompilers(server.pid()).since(before);
      if (compiled < RESTING * Pace.WARMER.toMillis() / 1000) {
        break;
      }
    }
    load.forget();
  }

  /** Two stretches as one. */
  Trial plus(Trial other) {
    return new Trial(
        sends + other.sends,
        deliveries + other.deliveries,
        messages + other.messages,
        bytes + other.bytes,
        cost.plus(other.cost));
  }

  /** Seconds of CPU that the server took, without its database, for a million deliveries. */
  double serverCpuPerMillion() {
    return cost.server() * 1e6 / deliveries;
  }

  double bytesPerDelivery() {
    return (double) bytes / deliveries;
  }

  /** Deliveries for each second of CPU that the server and its database took. */
  double deliveriesPerCpuSecond() {
    return deliveries / (cost.server() + cost.database());
  }
}
