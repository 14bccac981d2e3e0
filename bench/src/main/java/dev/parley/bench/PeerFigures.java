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
      List<String> hellos = crowd.hellos(crowd.size());
      figures.beside(
          server,
          hellos,
          OneRoom.NAME,
          crowd.size(),
          OneRoom.WINDOW,
          person -> crowd.bigRoom(),
          person -> List.of(crowd.bigRoom()),
          Targets.PEER_ONE_ROOM);
      figures.beside(
          server,
          hellos,
          ThousandRooms.NAME,
          ThousandRooms.MEMBERS,
          ThousandRooms.WINDOW,
          crowd::circle,
          figures::circlesOf,
          Targets.PEER_THOUSAND_ROOMS);
      figures.leastBeside();
    }
  }

  /** A person's own circle and those that they share with the ones before. */
  private List<String> circlesOf(int person) {
    return IntStream.range(0, ThousandRooms.MEMBERS)
        .mapToObj(before -> crowd.circle(Math.floorMod(person - before, crowd.size())))
        .toList();
  }

  /** What a server that did nothing but keep and pass on would reach on a shape of small rooms. */
  private void leastBeside() throws IOException {
    try (KeepingNetty.Running least = KeepingNetty.start(server)) {
      List<String> hellos =
          IntStream.range(0, crowd.size())
              .mapToObj(person -> KeepingNetty.hello(person, circlesOf(person)))
              .toList();
      beside(
          least,
          hellos,
          "bare Netty that keeps: " + ThousandRooms.NAME,
          ThousandRooms.MEMBERS,
          ThousandRooms.WINDOW,
          crowd::circle,
          this::circlesOf,
          ThousandRooms.NAME
              + ": deliveries per CPU second of bare Netty that keeps, against Socket.IO");
    }
  }

  private void beside(
      Measured measured,
      List<String> hellos,
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
    try (Swarm ours = Swarm.connect(measured.port(), new ParleyDialect(), hellos);
        Swarm theirs = Swarm.connect(peer.port(), socketIo, connects)) {
      Load load = new Load(new ParleyDialect(), ours, members, roomOf, OneRoom.SAMPLED);
      Load peerLoad = new Load(socketIo, theirs, members, roomOf, OneRoom.SAMPLED);
      Turns turns =
          Turns.of(
              PAIRS,
              new Turns.Side(measured, load),
              new Turns.Side(peer, peerLoad),
              (offered, duration) -> offered.asManyAsItTakes(window, duration));
      Report.of("beside Socket.IO: " + shape + ", saturated", turns.ours(), load, results);
      Report.of("Socket.IO: " + shape + ", saturated", turns.theirs(), peerLoad, results);
      results.add(ratio, turns.ratio(Trial::deliveriesPerCpuSecond), "x");
    }
  }
}
