package dev.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.Ack;
import dev.parley.api.v1.ServerEnvelope;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
  private final ManualLoop loop = new ManualLoop();
  private final Frames json = new Frames(loop, false);
  private final Frames binary = new Frames(loop, true);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60, 80, 125, 126, 127, 60_000, 65_500, 65_536, 70_000})
  void clientsReadWhatIsSaidWhateverItsLength(int length) throws IOException {
    Envelope envelope = ack("x".repeat(length));

    WebSocketFrame text = decoded(json, List.of(envelope));
    assertThat(text).isInstanceOf(TextWebSocketFrame.class);
    assertThat(((TextWebSocketFrame) text).text())
        .isEqualTo(new String(envelope.json(), StandardCharsets.UTF_8));
    text.release();

    WebSocketFrame bytes = decoded(binary, List.of(envelope));
    assertThat(bytes).isInstanceOf(BinaryWebSocketFrame.class);
    assertThat(
            ServerEnvelope.parseDelimitedFrom(new ByteArrayInputStream(content(bytes.content()))))
        .isEqualTo(envelope.message());
    bytes.release();
  }

  @Test
  void severalEnvelopesLeaveAsOneMessage() throws IOException {
    List<Envelope> both = List.of(ack("one"), ack("two"));

    TextWebSocketFrame text = (TextWebSocketFrame) decoded(json, both);
    assertThat(text.text().lines())
        .containsExactly(
            new String(both.get(0).json(), StandardCharsets.UTF_8),
            new String(both.get(1).json(), StandardCharsets.UTF_8));
    text.release();

    WebSocketFrame bytes = decoded(binary, both);
    ByteArrayInputStream in = new ByteArrayInputStream(content(bytes.content()));
    assertThat(ServerEnvelope.parseDelimitedFrom(in)).isEqualTo(both.get(0).message());
    assertThat(ServerEnvelope.parseDelimitedFrom(in)).isEqualTo(both.get(1).message());
    assertThat(in.available()).isZero();
    bytes.release();
  }

  @Test
  void thoseWhoSayTheSameShareTheBytesUntilTheLoopsWorkIsDone() {
    Envelope envelope = ack("shared");
    ByteBuf first = json.of(List.of(envelope), UnpooledByteBufAllocator.DEFAULT);
    ByteBuf second = json.of(List.of(envelope), UnpooledByteBufAllocator.DEFAULT);
    assertThat(second.memoryAddress()).isEqualTo(first.memoryAddress());

    ByteBuf other = json.of(List.of(ack("other")), UnpooledByteBufAllocator.DEFAULT);
    assertThat(other.memoryAddress()).isNotEqualTo(first.memoryAddress());

    first.release();
    assertThat(second.refCnt()).isEqualTo(1);
    second.release();
    assertThat(second.refCnt()).isZero();
    loop.run();
    assertThat(other.refCnt()).isEqualTo(1);
    other.release();
    assertThat(other.refCnt()).isZero();
  }

  private static WebSocketFrame decoded(Frames frames, List<Envelope> envelopes) {
    ByteBuf frame = frames.of(envelopes, UnpooledByteBufAllocator.DEFAULT);
    EmbeddedChannel client =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                    .expectMaskedFrames(false)
                    .maxFramePayloadLength(1 << 20)
                    .build()));
    client.writeInbound(frame);
    WebSocketFrame read = client.readInbound();
    assertThat((Object) client.readInbound()).isNull();
    return read;
  }

  private static Envelope ack(String id) {
    return new Envelope(
        ServerEnvelope.newBuilder().setAck(Ack.newBuilder().setMessageId(id)).build());
  }

  private static byte[] content(ByteBuf content) {
    byte[] bytes = new byte[content.readableBytes()];
    content.getBytes(content.readerIndex(), bytes);
    return bytes;
  }
}
