package dev.parley.platform.events;

import static dev.parley.platform.db.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.SessionEnded;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.platform.events.EventBus.Subject;
import dev.parley.platform.servers.NatsServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JetStreamRelayTest {
  private static final long MAX_BYTES = 16 << 20;

  @TempDir Path folder;

  private final FakeStream stream = new FakeStream();

  /** A stream in memory, whose positions are whole transactions. */
  private static final class FakeStream implements DomainEvents {
    private final List<DomainEvent> events = new CopyOnWriteArrayList<>();

    void grow(int by) {
      for (int i = 0; i < by; i++) {
        long transaction = events.size() + 1L;
        events.add(
            DomainEvent.newBuilder()
                .setPosition(StreamPosition.newBuilder().setTransaction(transaction).setPlace("0"))
                .setEvent(
                    Any.pack(SessionEnded.newBuilder().setSessionId("s" + transaction).build()))
                .build());
      }
    }

    @Override
    public String stream() {
      return "auth";
    }

    @Override
    public List<DomainEvent> read(Optional<StreamPosition> after, int limit) {
      long known = after.map(StreamPosition::getTransaction).orElse(0L);
      return events.stream().skip(known).limit(limit).toList();
    }
  }

  @Test
  void eventsComeOnceAndInOrderHoweverManyRelaysThereAreAndWhateverHappens() throws Exception {
    try (NatsServer nats = NatsServer.running("-js", "-sd", folder.toString())) {
      NatsSettings at = new NatsSettings(nats.url(), "", "", "");
      try (NatsEventBus one = new NatsEventBus(at, new SimpleMeterRegistry());
          NatsEventBus two = new NatsEventBus(at, new SimpleMeterRegistry())) {
        stream.grow(700);
        JetStreamRelay first = new JetStreamRelay(one, stream, MAX_BYTES);
        try (JetStreamRelay second = new JetStreamRelay(two, stream, MAX_BYTES)) {
          for (int i = 0; i < 5; i++) {
            stream.grow(100);
            one.publish(Subject.stream("auth"), StreamPosition.getDefaultInstance());
          }
          first.close();
          stream.grow(100);
          nats.kill();
          stream.grow(100);
          nats.start();

          until(() -> received(nats).size() >= 1400);
        }
        assertThat(received(nats)).isEqualTo(LongStream.rangeClosed(1, 1400).boxed().toList());

        stream.grow(10);
        try (JetStreamRelay third = new JetStreamRelay(one, stream, MAX_BYTES)) {
          until(() -> received(nats).size() >= 1410);
          assertThat(received(nats)).isEqualTo(LongStream.rangeClosed(1, 1410).boxed().toList());
        }
      }
    }
  }

  /** What a program outside would read from the beginning. */
  private static List<Long> received(NatsServer nats) {
    List<Long> transactions = new ArrayList<>();
    try (Connection outside = Nats.connect(nats.url())) {
      JetStreamSubscription all =
          outside
              .jetStream()
              .subscribe(
                  "parley.events.auth.SessionEnded",
                  PushSubscribeOptions.builder()
                      .ordered(true)
                      .configuration(
                          ConsumerConfiguration.builder().deliverPolicy(DeliverPolicy.All).build())
                      .build());
      Message next;
      while ((next = all.nextMessage(Duration.ofMillis(300))) != null) {
        transactions.add(DomainEvent.parseFrom(next.getData()).getPosition().getTransaction());
      }
      return transactions;
    } catch (Exception e) {
      // The stream is not there yet, or NATS is away.
      return List.of();
    }
  }
}
