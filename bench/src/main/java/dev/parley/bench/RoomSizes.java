package dev.parley.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the size of a room costs: the same acts, in turns, in a room of fifty and in one of fifty
 * thousand, in both of which the same fifty people are connected. The others of the large room are
 * written to the database, as fifty thousand registrations would take an hour of hashing.
 */
final class RoomSizes {
  /** People in the small room, and connected in both. */
  private static final int SMALL = 50;

  /** Fifty thousand of a thousand people; fewer where the bench is only tried. */
  private static final int LARGE = 50 * Pace.PEOPLE;

  private static final int PAIRS = 5;
  private static final int WINDOW = 64;

  private static final List<String> FILL =
      List.of(
          """
          insert into chat.people (user_id, username, display_name, version)
          select md5('crowd ' || n)::uuid, 'crowd-' || n, 'Crowd ' || n, 1 from generate_series(1, %2$d) n
          """,
          """
          insert into chat.members
            (room_id, user_id, role, joined_seq, join_time, read_seq, seen_seq, delivered_seq, read_ordinal)
          select r.id, md5('crowd ' || n)::uuid, 'MEMBER', r.head_seq + n, now(), r.head_seq + n, r.head_seq + n,
                 r.head_seq + n, r.head_ordinal
            from chat.rooms r, generate_series(1, %2$d) n where r.id = '%1$s'
          """,
          """
          insert into chat.room_log (room_id, seq, kind, user_id, create_time)
          select r.id, r.head_seq + n, 'MEMBER_JOINED', md5('crowd ' || n)::uuid, now()
            from chat.rooms r, generate_series(1, %2$d) n where r.id = '%1$s'
          """,
          """
          update chat.rooms set head_seq = head_seq + %2$d, member_count = member_count + %2$d where id = '%1$s'
          """,
          "analyze");

  private final ParleyProcess server;
  private final Crowd crowd;
  private final Rest rest;
  private final Results results;
  private final String small;
  private final String large;
  private String spokenIn;

  private RoomSizes(ParleyProcess server, Crowd crowd, Rest rest, Results results) {
    this.server = server;
    this.crowd = crowd;
    this.rest = rest;
    this.results = results;
    this.small = room("fifty");
    this.large = room("fifty thousand");
    this.spokenIn = small;
  }

  /** Something that somebody does in a room, for the n-th time. */
  private interface Act {
    void in(String room, int time);
  }

  static void measure(ParleyProcess server, Crowd crowd, Results results) throws IOException {
    System.out.println("a room of 50,000 in turns with one of 50");
    try (Rest rest = new Rest(server.port())) {
      RoomSizes sizes = new RoomSizes(server, crowd, rest, results);
      sizes.fill(LARGE - SMALL);
      sizes.sends();
      sizes.acts(Targets.LARGE_JOIN, sizes::joinAndLeave);
      sizes.acts(Targets.LARGE_LIST, sizes::listMembers);
    }
  }

  private String room(String name) {
    List<String> others =
        IntStream.range(1, SMALL).mapToObj(number -> crowd.person(number).id()).toList();
    return crowd.person(0).createRoom(rest, name, "PUBLIC", others);
  }

  private void fill(int people) {
    try (Connection connection = server.database();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : FILL) {
        statement.execute(sql.formatted(large, people));
      }
      connection.commit();
    } catch (SQLException e) {
      throw new VoidRunException("the large room could not be filled", e);
    }
  }

  private void sends() throws IOException {
    try (Swarm swarm = swarm()) {
      Load load = new Load(new ParleyDialect(), swarm, SMALL, person -> spokenIn, OneRoom.SAMPLED);
      sayIn(small, load, Pace.WARM_UP);
      sayIn(large, load, Pace.TURN);
      List<Double> ratios = new ArrayList<>();
      for (int pair = 0; pair < PAIRS; pair++) {
        double inLarge = cpuPerSend(sayIn(large, load, Pace.TURN));
        ratios.add(inLarge / cpuPerSend(sayIn(small, load, Pace.TURN)));
      }
      results.add(Targets.LARGE_SEND, middle(ratios), "x");
    }
  }

  private Trial sayIn(String room, Load load, Duration duration) throws IOException {
    spokenIn = room;
    return Trial.of(
        server, load, duration, (offered, stretch) -> offered.asManyAsItTakes(WINDOW, stretch));
  }

  private static double cpuPerSend(Trial trial) {
    return (trial.cost().server() + trial.cost().database()) / trial.sends();
  }

  private Swarm swarm() throws IOException {
    return Swarm.connect(server.port(), new ParleyDialect(), crowd.hellos(SMALL));
  }

  private void joinAndLeave(String room, int time) {
    // Not one of the fifty.
    Account walker = crowd.person(SMALL + time % (crowd.size() - SMALL));
    rest.post(walker.accessToken(), "/v1/rooms/" + room + ":join", Map.of());
    rest.post(walker.accessToken(), "/v1/rooms/" + room + ":leave", Map.of());
  }

  private void listMembers(String room, int time) {
    int listed =
        rest.get(
                crowd.person(time % SMALL).accessToken(),
                "/v1/rooms/" + room + "/members?pageSize=" + SMALL)
            .path("members")
            .size();
    if (listed != SMALL) {
      throw new VoidRunException("%d members of %d are listed".formatted(listed, SMALL));
    }
  }

  /** Does something for a turn in each room, again and again, while the fifty are connected. */
  private void acts(String name, Act act) throws IOException {
    try (Swarm swarm = swarm()) {
      cpuPerAct(act, small, swarm);
      cpuPerAct(act, large, swarm);
      List<Double> ratios = new ArrayList<>();
      List<Double> costs = new ArrayList<>();
      for (int pair = 0; pair < PAIRS; pair++) {
        double inLarge = cpuPerAct(act, large, swarm);
        costs.add(inLarge);
        ratios.add(inLarge / cpuPerAct(act, small, swarm));
      }
      results.add(name, middle(ratios), "x");
      results.add(name + ", CPU in the large room", middle(costs) * 1e3, "ms");
    }
  }

  private double cpuPerAct(Act act, String room, Swarm swarm) throws IOException {
    int acts = 0;
    Stretch stretch = Stretch.begin(server);
    for (long end = System.nanoTime() + Pace.TURN.toNanos(); System.nanoTime() < end; acts++) {
      act.in(room, acts);
      swarm.pump();
    }
    Stretch.Cost cost = stretch.end(server);
    return (cost.server() + cost.database()) / acts;
  }

  private static double middle(List<Double> values) {
    return Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
