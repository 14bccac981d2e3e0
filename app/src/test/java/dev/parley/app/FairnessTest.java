package dev.parley.app;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.parley.api.v1.ChatServiceGrpc.ChatServiceStub;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Hello;
import dev.parley.api.v1.Ping;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.app.RunningParley.Client;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Some do their worst; the others do not notice. */
class FairnessTest {
  private static final int PER_SECOND = 20;

  /** Large enough that what is said fills all buffers on the way to one who does not read. */
  private static final String LONG = "😀".repeat(7900);

  private final RunningParley parley =
      RunningParley.start(
          Map.of(
              "gateway.rate-limit.sends-per-second",
              "100",
              "gateway.connection.frames-per-second",
              Integer.toString(PER_SECOND),
              "gateway.connection.per-account",
              "4",
              "gateway.connection.queue-bytes",
              "65536"));
  private final Client ada = parley.register("ada");
  private final Client grace = parley.register("grace");
  private final Client eve = parley.register("eve");
  private final String room = ada.room("Room", "PUBLIC");
  private final List<LiveClient> opened = new ArrayList<>();
  private volatile boolean over;

  @BeforeEach
  void join() {
    for (Client client : List.of(grace, eve)) {
      assertThat(client.post("/v1/rooms/" + room + ":join", "{}").status()).isEqualTo(200);
    }
  }

  @AfterEach
  void stop() {
    over = true;
    opened.forEach(LiveClient::close);
    parley.close();
  }

  @Test
  void twoGoOnChattingWhileSomeFloodAndOneDoesNotRead() throws IOException {
    long begun = System.nanoTime();
    String own = eve.room("Eve's", "PRIVATE");
    Client mallory = parley.register("mallory");
    Client trent = parley.register("trent");
    Client oscar = parley.register("oscar");
    Client walter = parley.register("walter");
    LiveClient pings = flood(mallory, i -> "{\"ping\":{}}");
    List<LiveClient> flooders =
        List.of(
            pings,
            flood(trent, i -> "{\"ping\":{}}\n".repeat(5_000)),
            flood(oscar, i -> "not a frame".repeat(5_000)),
            flood(walter, i -> "{\"renew\":{\"accessToken\":\"forged." + i + ".token\"}}"),
            flood(eve, i -> "{\"read\":{\"roomId\":\"" + room + "\",\"seq\":\"" + i + "\"}}"),
            flood(eve, i -> "{\"delivered\":{\"roomId\":\"" + room + "\",\"seq\":\"" + i + "\"}}"),
            flood(
                eve,
                i ->
                    "{\"send\":{\"clientId\":\"%s\",\"roomId\":\"%s\",\"text\":\"flood\"}}"
                        .formatted(UUID.randomUUID(), own)));
    AtomicInteger pongs = floodByGrpc(parley.register("peggy").token);
    try (LiveClient one = LiveClient.welcome(parley, ada);
        LiveClient two = LiveClient.welcome(parley, grace);
        DeafClient deaf = new DeafClient(parley, eve.token)) {
      List<Duration> delays = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        delays.add(exchange(one, two, "ada " + i));
        delays.add(exchange(two, one, "grace " + i));
        if (i % 10 == 0) {
          // Deaf, and not dead.
          deaf.say("{\"ping\":{}}");
        }
      }

      assertThat(delays.stream().sorted().toList().get(delays.size() / 2))
          .as("half of all %s took no longer", delays.size())
          .isLessThan(Duration.ofSeconds(1));
      for (LiveClient flooder : flooders) {
        assertThat(flooder.awaitError("RATE_LIMITED").path("retryable").asBoolean()).isTrue();
      }
      assertNothingIsLostTo(deaf);
      long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
      int most = PER_SECOND * (7 + (int) seconds);
      assertThat(pings.heard().stream().filter(envelope -> envelope.has("pong")).count())
          .isBetween(PER_SECOND * 4L, (long) most);
      assertThat(pongs.get()).isBetween(PER_SECOND * 4, most);
    }
  }

  @Test
  void oneAccountCannotTakeAllConnections() {
    for (int i = 0; i < 4; i++) {
      opened.add(LiveClient.welcome(parley, eve));
    }
    try (LiveClient fifth = LiveClient.open(parley)) {
      fifth.hello(eve.token, new ObjectMapper().createObjectNode());

      assertThat(fifth.awaitError("TOO_MANY_CONNECTIONS").path("message").asText()).contains("4");
      assertThat(fifth.awaitClose()).isEqualTo(4007);
    }
    LiveClient.welcome(parley, ada).close();
    opened.removeFirst().close();
    until(() -> {
      try (LiveClient again = LiveClient.open(parley)) {
        again.hello(eve.token, new ObjectMapper().createObjectNode());
        return again.await(envelope -> true).has("welcome");
      }
    });
  }

  private Duration exchange(LiveClient from, LiveClient to, String words) {
    String text = words + " " + LONG;
    long begun = System.nanoTime();
    from.send(room, UUID.randomUUID().toString(), text);
    to.awaitMessage(text);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** What it was not told, it is told to read, and finds. */
  private void assertNothingIsLostTo(DeafClient deaf) throws IOException {
    TreeSet<Long> seen = new TreeSet<>();
    deaf.hear();
    deaf.until(
        envelope -> envelope.at("/resync/roomId").asText().equals(room),
        envelope -> take(envelope, seen));
    ada.say(room, "the last");
    JsonNode last =
        deaf.until(
            envelope -> envelope.at("/event/messageCreated/text").asText().equals("the last"),
            envelope -> take(envelope, seen));
    long end = last.at("/event/seq").asLong();
    seen.add(end);
    long after =
        LongStream.iterate(seen.first(), seq -> seen.contains(seq + 1), seq -> seq + 1)
            .max()
            .orElse(seen.first() - 1);
    for (long next = -1; next != after; ) {
      next = after;
      for (JsonNode message :
          eve.get("/v1/rooms/" + room + "/messages?pageSize=50&after=" + after)
              .json()
              .path("messages")) {
        after = message.path("seq").asLong();
        seen.add(after);
      }
    }
    assertThat(seen.last()).isEqualTo(end);
    assertThat(seen).hasSize((int) (seen.last() - seen.first() + 1)).hasSizeGreaterThan(200);
  }

  private void take(JsonNode envelope, TreeSet<Long> seen) {
    if (envelope.at("/event/roomId").asText().equals(room)) {
      assertThat(seen.add(envelope.at("/event/seq").asLong())).as("once").isTrue();
    }
  }

  /**
   * Says it again and again, as fast as the wire takes it, and at most a thousand times a second.
   */
  private LiveClient flood(Client client, IntFunction<String> frame) {
    LiveClient live = LiveClient.welcome(parley, client);
    opened.add(live);
    Thread.ofVirtual()
        .start(() -> {
          try {
            for (int i = 1; !over; i++) {
              live.say(frame.apply(i));
              LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
          } catch (CompletionException e) {
            assertThat(over).as("%s", e).isTrue();
          }
        });
    return live;
  }

  /** The same with pings over gRPC; counts the pongs. */
  private AtomicInteger floodByGrpc(String token) {
    AtomicInteger pongs = new AtomicInteger();
    AtomicInteger refusals = new AtomicInteger();
    ChatServiceStub chat =
        GrpcClients.builder("gproto+http://127.0.0.1:" + parley.port())
            .responseTimeoutMillis(0)
            .build(ChatServiceStub.class);
    ClientCallStreamObserver<ClientEnvelope> out =
        (ClientCallStreamObserver<ClientEnvelope>)
            chat.connect(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerEnvelope envelope) {
                    if (envelope.hasPong()) {
                      pongs.incrementAndGet();
                    } else if (envelope.getError().getCode() == ErrorCode.RATE_LIMITED) {
                      refusals.incrementAndGet();
                    }
                  }

                  @Override
                  public void onError(Throwable failure) {
                    over = true;
                  }

                  @Override
                  public void onCompleted() {
                    over = true;
                  }
                });
    out.onNext(
        ClientEnvelope.newBuilder().setHello(Hello.newBuilder().setAccessToken(token)).build());
    Thread.ofVirtual()
        .start(() -> {
          while (!over) {
            if (out.isReady()) {
              out.onNext(ClientEnvelope.newBuilder().setPing(Ping.getDefaultInstance()).build());
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
          }
          out.onCompleted();
        });
    until(() -> refusals.get() > 0);
    return pongs;
  }
}
