package dev.parley.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The least that a chat server on Netty could do ({@link LeastNetty}): it inserts a message as one
 * row, as the Socket.IO peer does, then passes it on to its room and acknowledges it. Without a
 * log, accounts, permissions, unread counts, read positions, or a bound on what waits: what it
 * reaches beside the peer is what such a server can reach at all. A process of its own; prints its
 * port.
 */
public final class KeepingNetty {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As many as the peer's. */
  private static final int MAX_BATCH = 256;

  private static final String INSERT =
      """
      insert into messages (id, room_id, sender_id, client_id, text, create_time)
      select id, room_id, sender_id, client_id, text, now()
        from unnest(?, ?, ?, ?, ?) as d (id, room_id, sender_id, client_id, text)
      """;

  private final Map<EventLoop, Crew> crews = new ConcurrentHashMap<>();
  private final BlockingQueue<Said> waiting = new LinkedBlockingQueue<>();
  private long seq;

  private KeepingNetty() {}

  /** Arguments: the database's JDBC address, the user and the password. */
  public static void main(String[] arguments) throws InterruptedException, SQLException {
    KeepingNetty server = new KeepingNetty();
    Connection database = DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
    Thread.ofPlatform().daemon().start(() -> server.keep(database));
    LeastNetty.serve(() -> server.new Reader());
  }

  /** What somebody says. */
  private record Said(Channel client, int person, String send) {
    UUID id(String name) {
      return UUID.fromString(LeastNetty.said(send, name));
    }
  }

  /** It, kept. */
  private record Kept(Said said, String room, String seq, byte[] event) {}

  private final class Reader extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private int person;

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame)
        throws JsonProcessingException {
      String said = frame.text();
      if (said.startsWith("{\"hello\"")) {
        JsonNode hello = JSON.readTree(said).path("hello");
        person = hello.path("person").asInt();
        Crew own = crews.computeIfAbsent(context.channel().eventLoop(), Crew::new);
        hello.path("rooms").forEach(room -> own.join(context.channel(), room.asText()));
        own.say(context.channel(), LeastNetty.WELCOME.getBytes(StandardCharsets.UTF_8));
      } else if (said.startsWith("{\"send\"")) {
        waiting.add(new Said(context.channel(), person, said));
      }
    }
  }

  private void keep(Connection database) {
    List<Said> batch = new ArrayList<>();
    try (PreparedStatement insert = database.prepareStatement(INSERT)) {
      while (true) {
        batch.add(waiting.take());
        waiting.drainTo(batch, MAX_BATCH - 1);
        insert.setArray(1, column(database, "uuid", batch, said -> UUID.randomUUID()));
        insert.setArray(2, column(database, "uuid", batch, said -> said.id("roomId")));
        insert.setArray(3, column(database, "int4", batch, Said::person));
        insert.setArray(4, column(database, "uuid", batch, said -> said.id("clientId")));
        insert.setArray(
            5, column(database, "text", batch, said -> LeastNetty.said(said.send(), "text")));
        insert.executeUpdate();
        List<Kept> kept = batch.stream().map(this::kept).toList();
        crews.values().forEach(crew -> crew.loop.execute(() -> crew.pass(kept)));
        batch.clear();
      }
    } catch (SQLException | InterruptedException e) {
      // It ends the process, and so the measurement.
      e.printStackTrace();
      System.exit(1);
    }
  }

  private Kept kept(Said said) {
    String position = Long.toString(++seq);
    return new Kept(
        said,
        LeastNetty.said(said.send(), "roomId"),
        position,
        LeastNetty.event(said.send(), position));
  }

  private static Array column(
      Connection database, String type, List<Said> batch, Function<Said, Object> value)
      throws SQLException {
    return database.createArrayOf(type, batch.stream().map(value).toArray());
  }

  /** The clients of one loop. All is done on the loop. */
  private static final class Crew {
    private final EventLoop loop;
    private final LeastNetty.Rounds rounds;
    private final Map<String, List<Channel>> rooms = new HashMap<>();
    private final Map<Channel, List<byte[]>> lines = new HashMap<>();

    Crew(EventLoop loop) {
      this.loop = loop;
      this.rounds = new LeastNetty.Rounds(loop, this::write);
    }

    void join(Channel client, String room) {
      rooms.computeIfAbsent(room, its -> new ArrayList<>()).add(client);
    }

    void say(Channel client, byte[] line) {
      lines.computeIfAbsent(client, its -> new ArrayList<>()).add(line);
      rounds.later();
    }

    void pass(List<Kept> kept) {
      for (Kept one : kept) {
        for (Channel member : rooms.getOrDefault(one.room(), List.of())) {
          say(member, one.event());
        }
        if (one.said().client().eventLoop() == loop) {
          say(one.said().client(), LeastNetty.ack(one.seq()).getBytes(StandardCharsets.UTF_8));
        }
      }
    }

    private void write() {
      lines.forEach((client, said) ->
          client.writeAndFlush(LeastNetty.frame(client, said), client.voidPromise()));
      lines.clear();
    }
  }

  /** It, running, with a database of its own in the PostgreSQL of Parley's server. */
  record Running(LeastNetty.Running process, PeerDatabase database)
      implements Measured, AutoCloseable {
    @Override
    public int port() {
      return process.port();
    }

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public long postmasterPid() {
      return database.postmasterPid();
    }

    @Override
    public Stored stored() {
      return database.stored();
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /** Starts it. */
  static Running start(ParleyProcess owner) throws IOException {
    PeerDatabase database = PeerDatabase.create(owner, "keeping");
    database.execute(
        """
        create table messages (id uuid primary key, room_id uuid not null, sender_id int not null, client_id uuid not null,
          text text not null, create_time timestamptz not null, unique (sender_id, client_id))
        """);
    return new Running(
        LeastNetty.start(
            KeepingNetty.class,
            database.address(),
            ParleyProcess.DATABASE_USER,
            owner.databasePassword()),
        database);
  }

  /** The first frame of somebody who is in these rooms. */
  static String hello(int person, List<String> rooms) {
    return "{\"hello\":{\"person\":%d,\"rooms\":[%s]}}"
        .formatted(
            person, rooms.stream().map(room -> '"' + room + '"').collect(Collectors.joining(",")));
  }
}
