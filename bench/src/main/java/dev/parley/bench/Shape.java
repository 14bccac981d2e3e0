package dev.parley.bench;

import java.io.IOException;

/** Measures one shape of rooms: as much as the server takes, or at a fixed rate. */
final class Shape {
  private final String name;
  private final Measured server;
  private final Load load;
  private final Results results;

  Shape(String name, Measured server, Load load, Results results) {
    this.name = name;
    this.server = server;
    this.load = load;
    this.results = results;
  }

  /** What the figures at a fixed rate are called by. */
  static String offered(String name, int rate) {
    return "%s, %,d sends per second".formatted(name, rate);
  }

  void saturated(int window) throws IOException {
    measure(name + ", saturated", (offered, duration) -> offered.asManyAsItTakes(window, duration));
  }

  void offered(int rate) throws IOException {
    measure(offered(name, rate), (offered, duration) -> offered.atRate(rate, duration));
  }

  private void measure(String title, Trial.Offer offer) throws IOException {
    System.out.println(title);
    Trial.warmUp(server, load, offer);
    Trial trial = Trial.of(server, load, Pace.MEASURED, offer);
    Report.of(title, trial, load, results);
  }
}
