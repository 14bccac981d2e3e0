package dev.parley.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Beside Socket.IO, in turns, with the same load from the same load generator into the same
 * PostgreSQL: how many deliveries a second of CPU buys, the database's included.
 */
final class PeerFigures {
  private static final int PAIRS = 3;

  private static final Names PARLEY = new Names("beside Socket.IO: ", "Socket.IO: ");
  private static final Names LEAST =
      new Names(
          "bare Netty that keeps, beside Socket.IO: ", "Socket.IO, beside bare Netty that keeps: ");

  private final ParleyProcess server;
  private final SocketIoProcess peer;
  private final Crowd crowd;
  private final Results results;

  private PeerFigures(ParleyProcess server, SocketIoProcess peer, Crowd crowd, Results results) {
    this.server = server;
    this.peer = peer;
    this.crowd = crowd;
    this.results = results;
  }

  /** What the figures of the two sides begin with. */
  private record Names(String ours, String theirs) {}

  /**
   * Who says how much where.
   *
   * @param members of each room
   * @param window messages that may be on their way
   * @param speaksIn the room in which a person speaks
   * @param memberOf the rooms that a person hears
   */
  private record Rooms(
      String shape,
      int members,
      int window,
      IntFunction<String> speaksIn,
      IntFunction<List<String>> memberOf) {}

  static void measure(ParleyProcess server, Crowd crowd, Results results) throws IOException {
    try (SocketIoProcess peer = SocketIoProcess.start(server)) {
      PeerFigures figures = new PeerFigures(server, peer, crowd, results);
      Rooms one =
          new Rooms(
              OneRoom.NAME,
              crowd.size(),
              OneRoom.WINDOW,
              person -> crowd.bigRoom(),
              person -> List.of(crowd.bigRoom()));
      Rooms circles =
          new Rooms(
              ThousandRooms.NAME,
              ThousandRooms.MEMBERS,
              ThousandRooms.WINDOW,
              crowd::circle,
              figures::circlesOf);
      List<String> hellos = crowd.hellos(crowd.size());
      figures.beside(server, hellos, PARLEY, one, Targets.PEER_ONE_ROOM);
      figures.beside(server, hellos, PARLEY, circles, Targets.PEER_THOUSAND_ROOMS);
      try (KeepingNetty.Running least = KeepingNetty.start(server)) {
        figures.beside(
            least,
            IntStream.range(0, crowd.size())
                .mapToObj(person -> KeepingNetty.hello(person, figures.circlesOf(person)))
                .toList(),
            LEAST,
            circles,
            "bare Netty that keeps, " + Targets.PEER_THOUSAND_ROOMS);
      }
    }
  }

  /** A person's own circle and those that they share with the ones before. */
  private List<String> circlesOf(int person) {
    return IntStream.range(0, ThousandRooms.MEMBERS)
        .mapToObj(before -> crowd.circle(Math.floorMod(person - before, crowd.size())))
        .toList();
  }

  /**
   * Holds one server against the peer.
   *
   * @param hellos its clients' first frames
   */
  private void beside(
      Measured measured, List<String> hellos, Names names, Rooms rooms, String ratio)
      throws IOException {
    System.out.println(names.ours() + rooms.shape() + ", in turns");
    Dialect socketIo = new SocketIoDialect();
    List<String> connects =
        IntStream.range(0, crowd.size())
            .mapToObj(person -> SocketIoDialect.connect(person, rooms.memberOf().apply(person)))
            .toList();
    try (Swarm ours = Swarm.connect(measured.port(), new ParleyDialect(), hellos);
        Swarm theirs = Swarm.connect(peer.port(), socketIo, connects)) {
      Load load = load(new ParleyDialect(), ours, rooms);
      Load peerLoad = load(socketIo, theirs, rooms);
      Turns turns =
          Turns.of(
              PAIRS,
              new Turns.Side(measured, load),
              new Turns.Side(peer, peerLoad),
              (offered, duration) -> offered.asManyAsItTakes(rooms.window(), duration));
      String shape = rooms.shape() + ", saturated";
      Report.of(names.ours() + shape, turns.ours(), load, results);
      Report.of(names.theirs() + shape, turns.theirs(), peerLoad, results);
      results.add(ratio, turns.ratio(Trial::deliveriesPerCpuSecond), "x");
    }
  }

  private static Load load(Dialect dialect, Swarm swarm, Rooms rooms) {
    return new Load(dialect, swarm, rooms.members(), rooms.speaksIn(), OneRoom.SAMPLED);
  }
}
