package dev.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.Ledger.Typed;
import dev.parley.chaos.Stored.Row;
import dev.parley.chaos.Track.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final String ROOM = "room";

  private final Ledger ledger = new Ledger();
  private final Typed first = typed(1, true);
  private final Typed second = typed(2, true);

  @Test
  void whatIsStoredAndSeenAsAcknowledgedIsClean() {
    acknowledged(first, 8);
    acknowledged(second, 9);

    settle(row(first, 8), row(second, 9));
    sees(List.of(row(first, 8), row(second, 9)), 8, 9);

    assertThat(ledger.sum()).isEqualTo("acked=2 lost=0 duplicated=0 reordered=0");
    assertThat(ledger.isClean()).isTrue();
  }

  @Test
  void anAcknowledgedMessageThatIsNotStoredIsLost() {
    acknowledged(first, 8);
    acknowledged(second, 9);

    settle(row(first, 8));

    assertThat(ledger.sum()).isEqualTo("acked=2 lost=1 duplicated=0 reordered=0");
    assertThat(ledger.findings().getFirst()).contains("not stored", second.clientId.toString());
  }

  @Test
  void anAcknowledgementOfAnotherPlaceIsALoss() {
    acknowledged(first, 8);
    acknowledged(second, 8);

    settle(row(first, 8), row(second, 9));

    assertThat(ledger.sum()).contains("lost=1");
  }

  @Test
  void aHoleInTheLogIsALoss() {
    acknowledged(first, 8);
    acknowledged(second, 10);

    settle(row(first, 8), row(second, 10));

    assertThat(ledger.sum()).contains("lost=1");
  }

  @Test
  void aMessageThatIsStoredTwiceIsDuplicated() {
    acknowledged(first, 8);
    acknowledged(second, 9);

    settle(row(first, 8), row(second, 9), row(first, 10));

    assertThat(ledger.sum()).contains("duplicated=1");
  }

  @Test
  void twoAcknowledgementsOfOneMessageMustBeTheSame() {
    acknowledged(first, 8);
    acknowledged(first, 8);
    assertThat(ledger.isClean()).isTrue();

    acknowledged(first, 9);

    assertThat(ledger.sum()).contains("duplicated=1");
  }

  @Test
  void whatWasSaidOneAtATimeIsInThatOrder() {
    acknowledged(first, 9);
    acknowledged(second, 8);

    settle(row(second, 8), row(first, 9));

    assertThat(ledger.sum()).contains("lost=0", "reordered=1");
  }

  @Test
  void whatOneConnectionCarriedOnceIsInOrderAndWhatWasRepeatedNeedNotBe() {
    Typed third = typed(3, false);
    Typed fourth = typed(4, false);
    acknowledged(third, 9);
    acknowledged(fourth, 8);
    acknowledged(first, 10);
    acknowledged(second, 11);
    third.attempts = 2;
    fourth.attempts = 1;

    settle(row(fourth, 8), row(third, 9), row(first, 10), row(second, 11));
    assertThat(ledger.isClean()).isTrue();

    Typed fifth = typed(5, false);
    Typed sixth = typed(6, false);
    fifth.attempts = 1;
    sixth.attempts = 1;
    acknowledged(fifth, 9);
    acknowledged(sixth, 8);
    settle(row(sixth, 8), row(fifth, 9));

    assertThat(ledger.sum()).contains("lost=0", "reordered=1");
  }

  @Test
  void aMemberThatMissesOneHasLostIt() {
    sees(List.of(row(first, 8), row(second, 9)), 8);

    assertThat(ledger.sum()).contains("lost=1 duplicated=0 reordered=0");
  }

  @Test
  void aMemberThatSeesOneTwiceHasADuplicate() {
    sees(List.of(row(first, 8), row(second, 9)), 8, 9, 8);

    assertThat(ledger.sum()).contains("lost=0 duplicated=1 reordered=0");
  }

  @Test
  void aMemberThatSeesThemTheOtherWayRoundHasThemOutOfOrder() {
    sees(List.of(row(first, 8), row(second, 9)), 9, 8);

    assertThat(ledger.sum()).contains("lost=0 duplicated=0 reordered=1");
  }

  private Typed typed(long number, boolean oneAtATime) {
    Typed message = new Typed("device", ROOM, number, oneAtATime);
    message.connection = 1;
    ledger.typed(message);
    return message;
  }

  private void acknowledged(Typed message, long seq) {
    ledger.acknowledged(message, new Seen(seq, "message " + message.number));
  }

  private void settle(Row... rows) {
    ledger.settle(Map.of(ROOM, 7L), Map.of(ROOM, List.of(rows)));
  }

  private void sees(List<Row> stored, long... places) {
    List<Seen> seen =
        java.util.Arrays.stream(places)
            .mapToObj(seq -> new Seen(seq, "message " + (seq - 7)))
            .toList();
    ledger.settleTrack("device", ROOM, 7, stored, seen);
  }

  private static Row row(Typed message, long seq) {
    return new Row(ROOM, seq, "message " + message.number, message.clientId, message.text());
  }
}
