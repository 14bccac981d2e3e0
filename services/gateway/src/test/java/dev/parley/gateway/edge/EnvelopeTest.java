package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.Event;
import dev.parley.api.v1.Member;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.ServerEnvelope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private final ServerEnvelope message =
      ServerEnvelope.newBuilder()
          .setEvent(
              Event.newBuilder()
                  .setSeq(1L << 52)
                  .setMessageCreated(Message.newBuilder().setText("two\nlines")))
          .build();
  private final Envelope envelope = new Envelope(message);

  @Test
  void itIsEncodedOnceForAll() {
    assertThat(envelope.json()).isSameAs(envelope.json());
    assertThat(envelope.binary()).isSameAs(envelope.binary());
  }

  @Test
  void jsonIsOneLineWithDefaultsWrittenAndPositionsAsText() {
    assertThat(new String(envelope.json(), StandardCharsets.UTF_8))
        .doesNotContain("\n")
        .contains("\"text\":\"two\\nlines\"")
        .contains("\"seq\":\"4503599627370496\"")
        .contains("\"userSeq\":\"0\"");
  }

  @Test
  void eventsPutTogetherAreWhatTheyWereOneAfterTheOther() throws IOException {
    Envelope other =
        new Envelope(ServerEnvelope.newBuilder().setEvent(Event.newBuilder().setSeq(2)).build());
    Envelope together = Envelope.together(List.of(envelope, other, envelope));

    assertThat(new String(together.json(), StandardCharsets.UTF_8).split("\n"))
        .containsExactly(
            new String(envelope.json(), StandardCharsets.UTF_8),
            new String(other.json(), StandardCharsets.UTF_8),
            new String(envelope.json(), StandardCharsets.UTF_8));
    var in = new ByteArrayInputStream(together.binary());
    assertThat(ServerEnvelope.parseDelimitedFrom(in)).isEqualTo(message);
    assertThat(ServerEnvelope.parseDelimitedFrom(in)).isEqualTo(other.message());
    assertThat(ServerEnvelope.parseDelimitedFrom(in)).isEqualTo(message);
    assertThat(in.available()).isZero();
    assertThat(together.messages()).containsExactly(message, other.message(), message);
    assertThat(together.isEvent()).isTrue();
  }

  @Test
  void oneByItselfIsNotPutTogether() {
    assertThat(Envelope.together(List.of(envelope))).isSameAs(envelope);
  }

  @Test
  void whatAConnectionGoesByIsFoundAmongWhatIsTold() {
    Event joined =
        Event.newBuilder().setSeq(3).setMemberJoined(Member.getDefaultInstance()).build();
    Event own = Event.newBuilder().setUserSeq(1).build();
    Envelope together =
        Envelope.together(List.of(envelope, Envelope.of(joined), envelope, Envelope.of(own)));

    assertThat(together.changes()).containsExactly(joined, own);
  }

  @Test
  void binaryIsPrecededByItsLength() throws IOException {
    var in = new ByteArrayInputStream(envelope.binary());

    assertThat(ServerEnvelope.parseDelimitedFrom(in)).isEqualTo(message);
    assertThat(in.available()).isZero();
  }
}
