package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameReaderTest {
  private static final String EVENT =
      "{\"event\":{\"roomId\":\"r\",\"text\":\"say \\\"event\\\"\"}}";
  private static final String ACK = "{\"ack\":{\"clientId\":\"c\"}}";
  private static final int[] PIECES = {1, 2, 3, 7, 8, 9, 125, 4096};

  private final FrameReader reader = new FrameReader(new ParleyDialect());

  @Test
  void everyEnvelopeOfAMessageIsCounted() {
    read(stream(EVENT + "\n" + ACK + "\n" + EVENT));

    assertThat(reader.events()).isEqualTo(2);
    assertThat(reader.acks()).isEqualTo(1);
    assertThat(reader.messages()).isEqualTo(1);
    assertThat(reader.complaint()).isEmpty();
  }

  @Test
  void itDoesNotMatterWhereTheStreamIsCut() {
    byte[] stream =
        stream(
            "{\"welcome\":{}}",
            EVENT,
            String.join("\n", Collections.nCopies(5, EVENT)),
            String.join("\n", Collections.nCopies(2000, EVENT)) + "\n" + ACK);
    for (int piece : PIECES) {
      FrameReader fresh = new FrameReader(new ParleyDialect());
      read(fresh, stream, piece);

      assertThat(fresh.events()).as("in pieces of %d", piece).isEqualTo(2006);
      assertThat(fresh.acks()).isEqualTo(1);
      assertThat(fresh.messages()).isEqualTo(4);
      assertThat(fresh.welcomed()).isTrue();
    }
  }

  @Test
  void aResyncIsCountedAndAReceiptIsNot() {
    read(stream("{\"resync\":{\"roomId\":\"r\"}}\n{\"receipt\":{\"roomId\":\"r\"}}"));

    assertThat(reader.resyncs()).isEqualTo(1);
    assertThat(reader.events()).isZero();
    assertThat(reader.complaint()).isEmpty();
  }

  @Test
  void aRefusalIsAComplaint() {
    read(stream(EVENT, "{\"error\":{\"code\":\"RATE_LIMITED\"}}"));

    assertThat(reader.complaint()).contains("{\"err");
  }

  @Test
  void aCloseIsAComplaint() {
    reader.read(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8}, 0, 4);

    assertThat(reader.complaint()).contains("closed");
  }

  @Test
  void thePositionOfEveryEventIsToldWhereverTheStreamIsCut() {
    byte[] stream = stream(event(9, "a"), event(10, "b") + "\n" + ACK + "\n" + event(123456, "c"));
    for (int piece : PIECES) {
      List<Long> positions = new ArrayList<>();
      FrameReader fresh = new FrameReader(new ParleyDialect());
      fresh.onPosition(positions::add);
      read(fresh, stream, piece);

      assertThat(positions).as("in pieces of %d", piece).containsExactly(9L, 10L, 123456L);
      assertThat(fresh.acks()).isEqualTo(1);
    }
  }

  @Test
  void theStampOfOneEventInSoManyIsToldWhereverTheStreamIsCut() {
    List<String> events = new ArrayList<>();
    for (long due = 1000; due < 1010; due++) {
      events.add(event(due, Stamp.text(due)));
    }
    byte[] stream =
        stream(
            String.join("\n", events.subList(0, 3)),
            events.get(3),
            String.join("\n", events.subList(4, 10)));
    for (int piece : PIECES) {
      List<Long> stamps = new ArrayList<>();
      FrameReader fresh = new FrameReader(new ParleyDialect());
      fresh.onStamp(4, 1, stamps::add);
      read(fresh, stream, piece);

      assertThat(stamps).as("in pieces of %d", piece).containsExactly(1001L, 1005L, 1009L);
      assertThat(fresh.events()).isEqualTo(10);
    }
  }

  @Test
  void anEventWithoutTheStampThatItShouldHaveIsAComplaint() {
    reader.onStamp(1, 0, stamp -> {});
    read(stream(event(1, "no stamp")));

    assertThat(reader.complaint()).contains("without the number");
  }

  @Test
  void thePacketsOfSocketIoAreToldApartWhereverTheStreamIsCut() {
    byte[] stream =
        stream(
            "0{\"sid\":\"s\",\"pingInterval\":25000}",
            "40{\"sid\":\"t\"}",
            "42[\"message\",{\"text\":\"" + Stamp.text(77) + "\"}]",
            "437[{\"id\":\"m\"}]",
            "2",
            "431234567[{\"id\":\"m\"}]");
    for (int piece : PIECES) {
      List<Long> stamps = new ArrayList<>();
      FrameReader fresh = new FrameReader(new SocketIoDialect());
      fresh.onStamp(1, 0, stamps::add);
      read(fresh, stream, piece);

      assertThat(fresh.open()).as("in pieces of %d", piece).isTrue();
      assertThat(fresh.welcomed()).isTrue();
      assertThat(fresh.events()).isEqualTo(1);
      assertThat(stamps).containsExactly(77L);
      assertThat(fresh.acks()).isEqualTo(2);
      assertThat(fresh.takeAsked()).isTrue();
      assertThat(fresh.takeAsked()).isFalse();
      assertThat(fresh.complaint()).isEmpty();
    }
  }

  @Test
  void aRefusalOfSocketIoIsAComplaint() {
    FrameReader socketIo = new FrameReader(new SocketIoDialect());
    byte[] stream = stream("44{\"message\":\"no\"}");
    socketIo.read(stream, 0, stream.length);

    assertThat(socketIo.complaint()).contains("44{\"m");
  }

  private static String event(long position, String text) {
    return "{\"event\":{\"roomId\":\"0190b6a2-0000-7000-8000-000000000000\",\"seq\":\"%d\",\"text\":\"%s\"}}"
        .formatted(position, text);
  }

  private void read(byte[] stream) {
    reader.read(stream, 0, stream.length);
  }

  private static void read(FrameReader fresh, byte[] stream, int piece) {
    for (int at = 0; at < stream.length; at += piece) {
      fresh.read(stream, at, Math.min(stream.length, at + piece));
    }
  }

  private static byte[] stream(String... messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String message : messages) {
      ByteBuffer frame = Frames.fromServer(message.getBytes(StandardCharsets.UTF_8));
      all.write(frame.array(), frame.position(), frame.remaining());
    }
    return all.toByteArray();
  }
}
