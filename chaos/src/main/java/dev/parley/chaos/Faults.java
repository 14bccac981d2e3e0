package dev.parley.chaos;

import dev.parley.chaos.Link.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What can go wrong. A seed says what does: seeds that follow each other go through all kinds, and
 * everything else about a fault is drawn by its seed.
 */
final class Faults {
  private static final int KINDS = 13;
  private static final List<State> BROKEN =
      List.of(State.CUT, State.SWALLOWING, State.STALLED, State.SLOW);

  private final Installation installation;
  private final double longestSeconds;

  /** Faults that last at most so long, and at least a tenth of that. */
  Faults(Installation installation, double longestSeconds) {
    this.installation = installation;
    this.longestSeconds = longestSeconds;
  }

  /**
   * One fault.
   *
   * @param victim what it strikes; two at once never have the same
   * @param strike returns when it has struck
   * @param hold how long it lasts
   * @param heal undoes it; what was killed is started again
   */
  record Fault(String name, String victim, Duration hold, Runnable strike, Runnable heal) {}

  /** What this seed says: one fault, and sometimes a second one at the same time. */
  List<Fault> of(long seed) {
    Random random = new Random(seed);
    List<Fault> chosen = new ArrayList<>();
    chosen.add(fault((int) Math.floorMod(seed, (long) KINDS), random));
    if (random.nextInt(4) == 0) {
      Fault second = fault(random.nextInt(KINDS), random);
      if (!second.victim().equals(chosen.getFirst().victim())) {
        chosen.add(second);
      }
    }
    return chosen;
  }

  private Fault fault(int kind, Random random) {
    int one = random.nextInt(2);
    ServerProcess gateway = installation.gateways.get(one);
    ServerProcess service = installation.services.get(one);
    Duration hold = Duration.ofMillis((long) (longestSeconds * (100 + random.nextInt(900))));
    return switch (kind) {
      case 0 -> killed(gateway, hold);
      case 1 -> killed(service, hold);
      case 2 -> postgresKilled(random.nextBoolean(), hold);
      case 3 -> frozen(gateway, hold);
      case 4 -> frozen(service, hold);
      case 5 -> postgresFrozen(hold);
      case 6 -> broken(betweenNodes(random), random, hold);
      case 7 -> broken(List.of(installation.databaseLinks.get(one)), random, hold);
      case 8 -> broken(List.of(installation.clientLinks.get(one)), random, hold);
      case 9 -> withoutNews(random, hold);
      case 10 -> poolFull(random, hold);
      case 11 -> restarted(random.nextBoolean() ? gateway : service);
      case 12 -> withoutCache(random, hold);
      default -> throw new IllegalArgumentException("kind: " + kind);
    };
  }

  private static Fault killed(ServerProcess node, Duration hold) {
    return new Fault("kill -9 " + node.name(), node.name(), hold, node::kill, node::start);
  }

  private static Fault frozen(ServerProcess node, Duration hold) {
    return new Fault("freeze " + node.name(), node.name(), hold, node::freeze, node::thaw);
  }

  /** An orderly stop and start, as in an update. */
  private static Fault restarted(ServerProcess node) {
    return new Fault(
        "restart " + node.name(), node.name(), Duration.ZERO, node::terminate, node::start);
  }

  private Fault postgresKilled(boolean everything, Duration hold) {
    Postgres postgres = installation.postgres;
    return new Fault(
        everything ? "kill -9 all of postgres" : "kill -9 the postmaster",
        "postgres",
        hold,
        everything ? postgres::killEverything : postgres::killPostmaster,
        postgres::restart);
  }

  private Fault postgresFrozen(Duration hold) {
    Postgres postgres = installation.postgres;
    return new Fault("freeze postgres", "postgres", hold, postgres::freeze, postgres::thaw);
  }

  /** One gateway from one service, from both, or one service from both gateways. */
  private List<Link> betweenNodes(Random random) {
    int gateway = random.nextInt(2);
    int service = random.nextInt(2);
    return switch (random.nextInt(3)) {
      case 0 -> List.of(installation.serviceLinks.get(gateway).get(service));
      case 1 -> installation.serviceLinks.get(gateway);
      default -> installation.serviceLinks.stream().map(links -> links.get(service)).toList();
    };
  }

  private static Fault broken(List<Link> links, Random random, Duration hold) {
    State state = BROKEN.get(random.nextInt(BROKEN.size()));
    List<String> names = links.stream().map(Link::name).toList();
    return new Fault(
        state + " " + String.join(" and ", names),
        String.join(",", names),
        hold,
        () -> links.forEach(link -> link.turn(state)),
        () -> links.forEach(Link::heal));
  }

  private Fault withoutNews(Random random, Duration hold) {
    return without(installation.nats, installation.busLinks, random, hold);
  }

  private Fault withoutCache(Random random, Duration hold) {
    return without(installation.redis, installation.cacheLinks, random, hold);
  }

  /** What nodes share is dead, stands still, or is out of reach of one of them. */
  private static Fault without(
      ServerProcess server, List<Link> links, Random random, Duration hold) {
    return switch (random.nextInt(3)) {
      case 0 -> killed(server, hold);
      case 1 -> frozen(server, hold);
      default -> broken(List.of(links.get(random.nextInt(links.size()))), random, hold);
    };
  }

  private Fault poolFull(Random random, Duration hold) {
    Occupation occupation = new Occupation(installation.postgres);
    return switch (random.nextInt(3)) {
      case 0 -> pool("every room locked", occupation, hold, Occupation::lockRooms);
      case 1 -> pool("the messages locked", occupation, hold, Occupation::lockMessages);
      default -> pool("every connection taken", occupation, hold, Occupation::takeConnections);
    };
  }

  private static Fault pool(
      String name, Occupation occupation, Duration hold, Consumer<Occupation> strike) {
    return new Fault(name, "postgres", hold, () -> strike.accept(occupation), occupation::end);
  }
}
