package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.MovePositionsRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.MarkDelivered;
import dev.parley.api.v1.MarkReadRequest;
import dev.parley.api.v1.Problem;
import dev.parley.platform.errors.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PositionsTest {
  private static final UUID ADA = UUID.randomUUID();

  private final ManualLoop loop = new ManualLoop();
  private final FakeMessenger messenger = new FakeMessenger();
  private final List<Problem> refused = new ArrayList<>();
  private final Positions positions = new Positions(messenger, loop, refused::add);

  @Test
  void theFirstGoesAtOnce() {
    read("a", 5);

    assertThat(messenger.moves)
        .containsExactly(
            MovePositionsRequest.newBuilder()
                .setUserId(ADA.toString())
                .setRead(MarkReadRequest.newBuilder().setRoomId("a").setSeq(5))
                .build());
  }

  @Test
  void ofAFloodTheNewestWaitsForTheSecondToEnd() {
    for (int seq = 1; seq <= 1_000; seq++) {
      read("a", seq);
    }
    assertThat(read()).containsExactly(1L, 2L, 3L);

    positions.handOverWaiting();
    positions.handOverWaiting();

    assertThat(read()).containsExactly(1L, 2L, 3L, 1_000L);
  }

  @Test
  void roomsAndKindsDoNotWaitForOneAnother() {
    for (int seq = 1; seq <= 4; seq++) {
      read("a", seq);
    }
    read("b", 7);
    positions.delivered(ADA, MarkDelivered.newBuilder().setRoomId("a").setSeq(9).build());

    assertThat(read()).containsExactly(1L, 2L, 3L, 7L);
    assertThat(messenger.moves.getLast().getDelivered().getSeq()).isEqualTo(9);
  }

  @Test
  void whatChatRefusesIsTold() {
    messenger.moving =
        CompletableFuture.failedFuture(Problems.refuse(ErrorCode.INVALID_ARGUMENT, "seq: -1"));
    read("a", -1);
    loop.run();

    assertThat(refused).extracting(Problem::getCode).containsExactly(ErrorCode.INVALID_ARGUMENT);
  }

  private void read(String room, long seq) {
    positions.read(ADA, MarkReadRequest.newBuilder().setRoomId(room).setSeq(seq).build());
  }

  private List<Long> read() {
    return messenger.moves.stream()
        .filter(MovePositionsRequest::hasRead)
        .map(move -> move.getRead().getSeq())
        .toList();
  }
}
