package dev.parley.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Somebody on a WebSocket who reads only while asked to: what the server says meanwhile fills the
 * buffers on the way, and then the server's own.
 */
final class DeafClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int TEXT = 1;
  private static final int MASKED = 0x80;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final Queue<JsonNode> read = new ArrayDeque<>();

  /** Connects and says hello; deaf from then on. */
  DeafClient(RunningParley parley, String token) throws IOException {
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), parley.port()));
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4096));
    socket
        .getOutputStream()
        .write(
            """
            GET /v1/ws HTTP/1.1\r
            Host: 127.0.0.1\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r
            Sec-WebSocket-Protocol: parley.v1.json\r
            \r
            """
                .getBytes(StandardCharsets.US_ASCII));
    skipHead();
    say("{\"hello\":{\"accessToken\":\"" + token + "\"}}");
    until(envelope -> envelope.has("welcome"), envelope -> {});
  }

  /**
   * Hears again. With a buffer as small as before, the kernel would bring what has gathered by its
   * probes of a closed window: 4 KB each fifth of a second.
   */
  void hear() throws IOException {
    socket.setReceiveBufferSize(1 << 20);
  }

  /** Reads on until an envelope comes, passing on those before it. */
  JsonNode until(Predicate<JsonNode> wanted, Consumer<JsonNode> before) throws IOException {
    while (true) {
      while (read.isEmpty()) {
        frame();
      }
      JsonNode next = read.remove();
      if (wanted.test(next)) {
        return next;
      }
      before.accept(next);
    }
  }

  void say(String frame) throws IOException {
    byte[] words = frame.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(14 + words.length).put((byte) (0x80 | TEXT));
    if (words.length < 126) {
      bytes.put((byte) (MASKED | words.length));
    } else {
      bytes.put((byte) (MASKED | 126)).putShort((short) words.length);
    }
    // Masked with zeros, which changes nothing.
    bytes.putInt(0).put(words);
    socket.getOutputStream().write(bytes.array(), 0, bytes.position());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void skipHead() throws IOException {
    int line = 0;
    int last = 0;
    while (!(last == '\r' && line == 1)) {
      int next = in.readUnsignedByte();
      line = last == '\n' ? 1 : line + 1;
      last = next;
    }
    in.readUnsignedByte();
  }

  private void frame() throws IOException {
    int kind = in.readUnsignedByte() & 0x0f;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] payload = in.readNBytes(length);
    if (kind == TEXT) {
      for (String line : new String(payload, StandardCharsets.UTF_8).split("\n")) {
        read.add(JSON.readTree(line));
      }
    } else if (kind == 8) {
      throw new IOException("closed by the server: " + ByteBuffer.wrap(payload).getShort());
    }
  }
}
