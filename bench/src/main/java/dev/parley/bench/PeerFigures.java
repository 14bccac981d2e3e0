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

  static void measure(ParleyProcess server, Crowd crowd, Results results) throws IOException {
    try (SocketIoProcess peer = SocketIoProcess.start(server)) {
      PeerFigures figures = new PeerFigures(server, peer, crowd, results);
      figures.beside(
          OneRoom.NAME,
          crowd.size(),
          OneRoom.WINDOW,
          person -> crowd.bigRoom(),
          person -> List.of(crowd.bigRoom()),
          Targets.PEER_ONE_ROOM);
      figures.beside(
          ThousandRooms.NAME,
          ThousandRooms.MEMBERS,
          ThousandRooms.WINDOW,
          crowd::circle,
          figures::circlesOf,
          Targets.PEER_THOUSAND_ROOMS);
    }
  }

  /** A person's own circle and those that they share with the ones before. */
  private List<String> circlesOf(int person) {
    return IntStream.range(0, ThousandRooms.MEMBERS)
        .mapToObj(before -> crowd.circle(Math.floorMod(person - before, crowd.size())))
        .toList();
  }

  private void beside(
      String shape,
      int members,
      int window,
      IntFunction<String> roomOf,
      IntFunction<List<String>> roomsOf,
      String ratio)
      throws IOException {
    System.out.println(shape + ", in turns with Socket.IO");
    Dialect socketIo = new SocketIoDialect();
    List<String> connects =
        IntStream.range(0, crowd.size())
            .mapToObj(person -> SocketIoDialect.connect(person, roomsOf.apply(person)))
            .toList();
    try (Swarm ours =
            Swarm.connect(server.port(), new ParleyDialect(), crowd.hellos(crowd.size()));
        Swarm theirs = Swarm.connect(peer.port(), socketIo, connects)) {
      Load load = new Load(new ParleyDialect(), ours, members, roomOf, OneRoom.SAMPLED);
      Load peerLoad = new Load(socketIo, theirs, members, roomOf, OneRoom.SAMPLED);
      Turns turns =
          Turns.of(
              PAIRS,
              new Turns.Side(server, load),
              new Turns.Side(peer, peerLoad),
              (offered, duration) -> offered.asManyAsItTakes(window, duration));
      Report.of("beside Socket.IO: " + shape + ", saturated", turns.ours(), load, results);
      Report.of("Socket.IO: " + shape + ", saturated", turns.theirs(), peerLoad, results);
      results.add(ratio, turns.ratio(Trial::deliveriesPerCpuSecond), "x");
    }
  }
}
