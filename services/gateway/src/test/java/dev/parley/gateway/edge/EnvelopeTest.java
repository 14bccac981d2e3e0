package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.Event;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.ServerEnvelope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  void binaryIsPrecededByItsLength() throws IOException {
    var in = new ByteArrayInputStream(envelope.binary());

    assertThat(ServerEnvelope.parseDelimitedFrom(in)).isEqualTo(message);
    assertThat(in.available()).isZero();
  }
}
