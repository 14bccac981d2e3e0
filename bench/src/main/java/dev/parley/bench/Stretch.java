package dev.parley.bench;

/** What everybody had used, and the time, when a measurement began. */
record Stretch(long nanos, Usage server, Usage database, Usage generator) {
  static Stretch begin(Measured measured) {
    return new Stretch(
        System.nanoTime(),
        Usage.of(measured.pid()),
        measured.postmasterPid() == Measured.NO_DATABASE
            ? new Usage(0)
            : Usage.ofTree(measured.postmasterPid()),
        Usage.of(ProcessHandle.current().pid()));
  }

  /** What it took since it began. */
  Cost end(Measured measured) {
    Stretch now = begin(measured);
    return new Cost(
        (now.nanos - nanos) / 1e9,
        now.server.since(server),
        now.database.since(database),
        now.generator.since(generator));
  }

  /** All in seconds: on the clock, and of CPU. */
  record Cost(double elapsed, double server, double database, double generator) {
    Cost plus(Cost other) {
      return new Cost(
          elapsed + other.elapsed,
          server + other.server,
          database + other.database,
          generator + other.generator);
    }
  }
}
