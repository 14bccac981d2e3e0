package dev.parley.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.platform.errors.Problems;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  @Test
  void whatFitsTheContractIsRead() {
    SendMessageRequest.Builder request = SendMessageRequest.newBuilder();
    StrictJson.read(" {\"roomId\": \"r\", \"text\": \"\\ud83d\\ude00 😀\"}\n", request);

    assertThat(request.getRoomId()).isEqualTo("r");
    assertThat(request.getText()).isEqualTo("😀 😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "\"text\"",
        "{",
        "{\"text\":\"a\"",
        "{\"text\":\"a\"} {}",
        "{\"text\":\"a\"}x",
        "{\"text\":\"a\",}",
        "{'text':'a'}",
        "{text:\"a\"}",
        "{\"text\":\"a\" /* no */}",
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"unknown\":1}",
        "{\"text\":1}",
        "{\"text\":[\"a\"]}",
        "{\"text\":{}}",
        "{\"roomId\":\"a\",\"room_id\":\"a\"}",
        "{\"text\":\"\\ud83d\"}",
        "{\"text\":\"\\ude00\\ud83d\"}",
        "{\"text\":\"a\tb\"}"
      })
  void whatIsNotExactlyJsonOfTheContractIsRefused(String json) {
    assertThatThrownBy(() -> StrictJson.read(json, SendMessageRequest.newBuilder()))
        .extracting(failure -> Problems.of(failure).getCode())
        .isEqualTo(ErrorCode.MALFORMED_REQUEST);
  }

  @Test
  void aRefusalNamesThePlaceAndWhatWasExpected() {
    assertThatThrownBy(
            () -> StrictJson.read("{\"send\":{\"text\":7}}", ClientEnvelope.newBuilder()))
        .extracting(failure -> Problems.of(failure).getDetail())
        .asString()
        .contains("send.text: expected text in quotes");
    assertThatThrownBy(
            () -> StrictJson.read("{\"ping\":{},\"send\":{}}", ClientEnvelope.newBuilder()))
        .extracting(failure -> Problems.of(failure).getDetail())
        .asString()
        .contains("send: cannot be given together with ping");
    assertThatThrownBy(() ->
            StrictJson.read(
                "{\"hello\":{\"resume\":{\"rooms\":{\"r\":\"x\"}}}}", ClientEnvelope.newBuilder()))
        .extracting(failure -> Problems.of(failure).getDetail())
        .asString()
        .contains("hello.resume.rooms.r: expected a whole number");
  }

  @Test
  void nullLeavesAFieldUnset() {
    SendMessageRequest.Builder request = SendMessageRequest.newBuilder();
    StrictJson.read("{\"roomId\":null,\"text\":\"a\"}", request);

    assertThat(request.build()).isEqualTo(SendMessageRequest.newBuilder().setText("a").build());
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() ->
            StrictJson.read(
                "{\"a\":".repeat(40) + "1" + "}".repeat(40), SendMessageRequest.newBuilder()))
        .extracting(failure -> Problems.of(failure).getCode())
        .isEqualTo(ErrorCode.MALFORMED_REQUEST);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThat(StrictJson.decode("ä😀".getBytes(StandardCharsets.UTF_8))).isEqualTo("ä😀");
    assertThatThrownBy(() -> StrictJson.decode(new byte[] {'"', (byte) 0xc3, '"'}))
        .extracting(failure -> Problems.of(failure).getCode())
        .isEqualTo(ErrorCode.MALFORMED_REQUEST);
  }

  @Test
  void defaultsAreWrittenAndPositionsAreText() {
    assertThat(
            new String(StrictJson.write(Room.newBuilder().setHeadSeq(42)), StandardCharsets.UTF_8))
        .contains("\"headSeq\":\"42\"", "\"topic\":\"\"", "\"joined\":false", "\"memberCount\":0")
        .doesNotContain("\n", "createTime");
  }
}
