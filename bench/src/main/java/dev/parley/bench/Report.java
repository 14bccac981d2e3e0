package dev.parley.bench;

import org.HdrHistogram.Histogram;

/** What is said of every measured stretch. */
final class Report {
  private Report() {}

  /** Adds the figures of a stretch, and the times that its load took. */
  static void of(String title, Trial trial, Load load, Results results) {
    Stretch.Cost cost = trial.cost();
    String name = title + ": ";
    double millions = trial.deliveries() / 1e6;
    double thousands = trial.sends() / 1e3;
    results.add(name + "sends", trial.sends() / cost.elapsed(), "1/s");
    results.add(name + "deliveries", trial.deliveries() / cost.elapsed(), "1/s");
    latency(name + "ack", load.acks(), results);
    latency(name + "delivery", load.deliveries(), results);
    results.add(name + "server CPU per million deliveries", cost.server() / millions, "s");
    results.add(name + "PostgreSQL CPU per million deliveries", cost.database() / millions, "s");
    results.add(name + "server CPU per thousand sends", cost.server() / thousands, "s");
    results.add(name + "PostgreSQL CPU per thousand sends", cost.database() / thousands, "s");
    results.add(name + "deliveries per CPU second", trial.deliveriesPerCpuSecond(), "1/s");
    results.add(
        name + "events per WebSocket message",
        (double) trial.deliveries() / trial.messages(),
        "events");
    results.add(name + "bytes per delivery", trial.bytesPerDelivery(), "bytes");
    results.add(
        name + "load generator CPU per million deliveries", cost.generator() / millions, "s");
  }

  /** Adds the middle and the slow end of some times. */
  static void latency(String name, Histogram micros, Results results) {
    results.add(name + " p50", micros.getValueAtPercentile(50) / 1e3, "ms");
    results.add(name + " p99", micros.getValueAtPercentile(99) / 1e3, "ms");
    results.add(name + " p99.9", micros.getValueAtPercentile(99.9) / 1e3, "ms");
  }
}
