package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.Ack;
import dev.parley.api.v1.Event;
import dev.parley.api.v1.Resync;
import dev.parley.api.v1.ServerEnvelope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
  private static final int FITS = 5;

  private final ManualLoop loop = new ManualLoop();
  private final RecordingTransport wire = new RecordingTransport(loop);
  private final List<String> overflows = new ArrayList<>();
  private int drops;
  private final OutboundQueue queue =
      new OutboundQueue(
          wire,
          new Flusher(loop, 0, () -> 0, happened -> {}),
          FITS * RecordingTransport.SIZE,
          () -> drops++,
          () -> overflows.add("overflow"));

  @Test
  void whatIsAddedInOneTurnLeavesAsOneWrite() {
    add(event("a", 1), event("a", 2), ack("1"));
    assertThat(wire.writes).isEmpty();

    loop.run();

    assertThat(wire.writes).containsExactly(List.of(event("a", 1), event("a", 2), ack("1")));
  }

  @Test
  void thereIsOneWriteAtATimeAndWhatWaitsLeavesTogether() {
    wire.slow = true;
    add(event("a", 1));
    loop.run();
    add(event("a", 2));
    loop.run();
    add(ack("1"));
    loop.run();
    assertThat(wire.writes).containsExactly(List.of(event("a", 1)));

    wire.taken();
    loop.run();

    assertThat(wire.writes)
        .containsExactly(List.of(event("a", 1)), List.of(event("a", 2), ack("1")));
  }

  @Test
  void overTheBoundEventsAreDroppedAnswersKeptAndEachRoomToBeReadAgain() {
    wire.slow = true;
    add(event("a", 1));
    loop.run();
    add(ack("1"), event("a", 2), event("b", 1), ack("2"), event("a", 3));
    add(event("c", 1));
    wire.slow = false;
    wire.taken();
    loop.run();

    assertThat(wire.said())
        .containsExactly(event("a", 1), ack("1"), ack("2"), resync("a"), resync("b"), resync("c"));
    assertThat(drops).isEqualTo(1);
  }

  @Test
  void afterADropEventsGoOnBehindTheResync() {
    wire.slow = true;
    add(event("a", 1));
    loop.run();
    for (int seq = 2; seq <= 9; seq++) {
      add(event("a", seq));
    }
    wire.slow = false;
    wire.taken();
    loop.run();

    assertThat(wire.said())
        .containsExactly(event("a", 1), resync("a"), event("a", 8), event("a", 9));
  }

  @Test
  void aRoomIsToBeReadAgainOnlyOnceHoweverOftenItsEventsAreDropped() {
    wire.slow = true;
    add(ack("0"));
    loop.run();
    add(ack("1"), ack("2"), ack("3"), ack("4"));
    for (int seq = 1; seq <= 100; seq++) {
      add(event("a", seq));
    }
    wire.slow = false;
    wire.taken();
    loop.run();

    assertThat(wire.said()).filteredOn(ServerEnvelope::hasResync).containsExactly(resync("a"));
  }

  @Test
  void whoAsksAndAsksAndDoesNotReadIsGivenUp() {
    wire.slow = true;
    add(ack("0"));
    loop.run();
    for (int i = 1; i <= 2 * FITS; i++) {
      add(ack("" + i));
    }
    assertThat(overflows).isEmpty();

    add(ack("one too many"));

    assertThat(overflows).hasSize(1);
  }

  @Test
  void nothingIsWrittenAfterTheEnd() {
    add(event("a", 1));
    queue.close();
    add(event("a", 2));
    loop.run();

    assertThat(wire.writes).isEmpty();
  }

  private void add(ServerEnvelope... envelopes) {
    for (ServerEnvelope envelope : envelopes) {
      queue.add(new Envelope(envelope));
    }
  }

  private static ServerEnvelope event(String room, long seq) {
    return ServerEnvelope.newBuilder()
        .setEvent(Event.newBuilder().setRoomId(room).setSeq(seq))
        .build();
  }

  private static ServerEnvelope ack(String clientId) {
    return ServerEnvelope.newBuilder().setAck(Ack.newBuilder().setClientId(clientId)).build();
  }

  private static ServerEnvelope resync(String room) {
    return ServerEnvelope.newBuilder().setResync(Resync.newBuilder().setRoomId(room)).build();
  }
}
