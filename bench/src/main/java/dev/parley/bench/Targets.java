package dev.parley.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What is aimed at, beside what was measured. Nothing fails for missing a target. */
final class Targets {
  static final String START = "start on existing data to /readyz, median of 5";
  static final String IDLE_JVM = "idle JVM resident";
  static final String SATURATED_AGAINST_NETTY =
      OneRoom.NAME + ", saturated: server CPU against bare Netty";
  static final String ONE_AT_A_TIME_AGAINST_NETTY =
      OneRoom.NAME + ", one at a time: server CPU against bare Netty";
  static final String IDLE_CONNECTION = "idle connection: JVM resident, slope";
  static final String STORM = "storm of 5,000 with 50 missed each: all caught up";
  static final String PEER_ONE_ROOM =
      OneRoom.NAME + ": deliveries per CPU second against Socket.IO";
  static final String PEER_THOUSAND_ROOMS =
      ThousandRooms.NAME + ": deliveries per CPU second against Socket.IO";
  static final String MANY_ROOMS = "500 rooms, from sign-in to the whole list, median";
  static final String LARGE_SEND = "room of 50,000 against one of 50: CPU of a send";
  static final String LARGE_JOIN = "room of 50,000 against one of 50: CPU of joining and leaving";
  static final String LARGE_LIST = "room of 50,000 against one of 50: CPU of a page of members";

  static final String OPEN_LARGE = "opening a room of 100,000 messages, p95";
  static final String OPEN_LARGE_MIDST = "a page in the midst of 100,000 messages, p95";

  private static final List<Target> ALL =
      List.of(
          atLeast(500_000, OneRoom.NAME + ", saturated: deliveries"),
          atMost(2, SATURATED_AGAINST_NETTY),
          atMost(1.4, ONE_AT_A_TIME_AGAINST_NETTY),
          atLeast(8000, ThousandRooms.NAME + ", saturated: sends"),
          atMost(40, Shape.offered(ThousandRooms.NAME, 2000) + ": ack p99"),
          atMost(20, IDLE_CONNECTION),
          atMost(15, STORM),
          atLeast(5, PEER_ONE_ROOM),
          atLeast(3, PEER_THOUSAND_ROOMS),
          atMost(300, MANY_ROOMS),
          atMost(2, LARGE_SEND),
          atMost(2, LARGE_JOIN),
          atMost(2, LARGE_LIST),
          atMost(150, search("a rare word")),
          atMost(150, search("a common word")),
          atMost(150, search("any word")),
          atMost(150, search("two CJK characters")),
          atMost(150, search("part of words")),
          atMost(150, search("a common word without another")),
          atMost(150, search("two words in a row")),
          atMost(30, OPEN_LARGE),
          atMost(30, OPEN_LARGE_MIDST),
          atMost(250, ClientFigures.SCRIPT),
          atMost(2.5, ClientFigures.INTERACTIVE),
          atLeast(95, ClientFigures.FRAMES),
          atMost(4000, START),
          atMost(250, IDLE_JVM));

  private Targets() {}

  /** The figure of looking for something. */
  static String search(String what) {
    return "search: " + what + ", p95";
  }

  /** The figure of one name, and its bound. */
  private record Target(String name, boolean isLeast, double bound) {
    boolean reachedBy(double value) {
      return isLeast ? value >= bound : value <= bound;
    }
  }

  /** Prints those targets whose figures were measured. */
  static void print(Results results, PrintStream out) {
    int width = ALL.stream().mapToInt(target -> target.name().length()).max().orElseThrow();
    String line = "%-" + width + "s  %13s  %13s  %s%n";
    out.println();
    out.printf(Locale.ROOT, line, "", "target", "measured", "reached");
    for (Target target : ALL) {
      OptionalDouble measured = results.value(target.name());
      if (measured.isPresent()) {
        String unit = results.unit(target.name());
        out.printf(
            Locale.ROOT,
            line,
            target.name(),
            (target.isLeast() ? ">= " : "<= ") + Results.text(target.bound()) + " " + unit,
            Results.text(measured.getAsDouble()) + " " + unit,
            target.reachedBy(measured.getAsDouble()) ? "yes" : "no");
      }
    }
  }

  private static Target atLeast(double bound, String name) {
    return new Target(name, true, bound);
  }

  private static Target atMost(double bound, String name) {
    return new Target(name, false, bound);
  }
}
