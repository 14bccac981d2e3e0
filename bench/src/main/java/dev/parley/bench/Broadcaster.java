package dev.parley.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The least that a server could do: writes the same prepared bytes to everybody, again and again,
 * as fast as they are read. What the load generator takes in from it is the load generator's own
 * limit. A process of its own; prints its port.
 */
public final class Broadcaster {
  private static final int EVENT_BYTES = 560;

  private Broadcaster() {}

  /** Arguments: clients, events per message, messages per client. */
  public static void main(String[] arguments) throws IOException {
    int expected = Integer.parseInt(arguments[0]);
    int coalesced = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    ByteBuffer frame = Frames.fromServer(message(coalesced));
    List<SocketChannel> clients = new ArrayList<>();
    try (ServerSocketChannel door = ServerSocketChannel.open()) {
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
      System.out.println(((InetSocketAddress) door.getLocalAddress()).getPort());
      while (clients.size() < expected) {
        clients.add(welcome(door.accept()));
      }
      // The first byte after the greetings is the start signal, from the first client.
      clients.getFirst().read(ByteBuffer.allocate(64));
      for (int round = 0; round < rounds; round++) {
        for (SocketChannel client : clients) {
          for (ByteBuffer copy = frame.duplicate(); copy.hasRemaining(); ) {
            client.write(copy);
          }
        }
      }
      // Who closes first decides: an early end would look like a lost connection to those that are
      // still reading.
      ByteBuffer ignored = ByteBuffer.allocate(4096);
      while (clients.getFirst().read(ignored) >= 0) {
        ignored.clear();
      }
    } finally {
      for (SocketChannel client : clients) {
        client.close();
      }
    }
  }

  /** Believes whatever is asked: this is no server. */
  private static SocketChannel welcome(SocketChannel client) throws IOException {
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ByteBuffer request = ByteBuffer.allocate(4096);
    while (!new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1)
        .contains("hello")) {
      client.read(request);
    }
    client.write(
        ByteBuffer.wrap(
            "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    client.write(Frames.fromServer("{\"welcome\":{}}".getBytes(StandardCharsets.US_ASCII)));
    return client;
  }

  private static byte[] message(int events) {
    String head = "{\"event\":{\"padding\":\"";
    String event = head + "x".repeat(EVENT_BYTES - head.length() - 3) + "\"}}";
    return String.join("\n", Collections.nCopies(events, event))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
