package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.MovePositionsRequest;
import dev.parley.api.v1.MarkDelivered;
import dev.parley.api.v1.MarkReadRequest;
import dev.parley.api.v1.Problem;
import dev.parley.platform.errors.Problems;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * How far one connection's person is. Each move costs a commit, so in each room only the first few
 * of a second are handed over at once; of those after them the newest waits for the second to end.
 * Confined to the connection's loop.
 */
final class Positions {
  /** Moves of one kind in one room within a second that go at once. */
  static final int AT_ONCE = 3;

  private final Messenger messenger;
  private final EventExecutor loop;
  private final Consumer<Problem> refusals;
  private final Map<Key, Integer> handedOver = new HashMap<>();
  private final Map<Key, Long> waiting = new HashMap<>();

  private enum Kind {
    READ,
    DELIVERED
  }

  private record Key(UUID userId, String roomId, Kind kind) {}

  /**
   * Nothing moved so far.
   *
   * @param refusals told on the loop what chat refuses
   */
  Positions(Messenger messenger, EventExecutor loop, Consumer<Problem> refusals) {
    this.messenger = messenger;
    this.loop = loop;
    this.refusals = refusals;
  }

  void read(UUID userId, MarkReadRequest read) {
    offer(new Key(userId, read.getRoomId(), Kind.READ), read.getSeq());
  }

  void delivered(UUID userId, MarkDelivered delivered) {
    offer(new Key(userId, delivered.getRoomId(), Kind.DELIVERED), delivered.getSeq());
  }

  /** A second has passed, or the connection ends: what waits is handed over. */
  void handOverWaiting() {
    handedOver.clear();
    Map<Key, Long> due = Map.copyOf(waiting);
    waiting.clear();
    due.forEach(this::offer);
  }

  private void offer(Key key, long seq) {
    if (handedOver.merge(key, 1, Integer::sum) > AT_ONCE) {
      waiting.merge(key, seq, Math::max);
    } else {
      handOver(key, seq);
    }
  }

  private void handOver(Key key, long seq) {
    MovePositionsRequest.Builder request =
        MovePositionsRequest.newBuilder().setUserId(key.userId().toString());
    switch (key.kind()) {
      case READ ->
          request.setRead(MarkReadRequest.newBuilder().setRoomId(key.roomId()).setSeq(seq));
      case DELIVERED ->
          request.setDelivered(MarkDelivered.newBuilder().setRoomId(key.roomId()).setSeq(seq));
    }
    messenger
        .move(request.build())
        .whenComplete((done, failure) -> {
          if (failure != null) {
            loop.execute(() -> refusals.accept(Problems.of(failure)));
          }
        });
  }
}
