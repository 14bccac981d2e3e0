package dev.parley.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import dev.parley.api.v1.ErrorCode;
import dev.parley.platform.errors.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes messages of the contract as JSON. Reading refuses whatever is not exactly that:
 * comments, single quotes, an unknown field or one given twice, a number for a text, anything after
 * the end, bytes that are not UTF-8, half a surrogate pair. Writing gives every field without
 * presence, defaults included.
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 32;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private StrictJson() {}

  /**
   * Decodes UTF-8.
   *
   * @throws io.grpc.StatusRuntimeException MALFORMED_REQUEST if the bytes are not UTF-8
   */
  public static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problems.refuse(
          ErrorCode.MALFORMED_REQUEST, "The body is not UTF-8 (expected: JSON in UTF-8).");
    }
  }

  /**
   * Reads a JSON object into a message.
   *
   * @throws io.grpc.StatusRuntimeException MALFORMED_REQUEST if it is not a JSON object of this
   *     message
   */
  public static void read(String json, Message.Builder into) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problems.refuse(
            ErrorCode.MALFORMED_REQUEST, "The body is not a JSON object (expected: {...}).");
      }
      new JsonReader(parser).message(into);
      if (parser.nextToken() != null) {
        throw Problems.refuse(
            ErrorCode.MALFORMED_REQUEST,
            "There is more after the JSON object (expected: one object).");
      }
    } catch (JsonProcessingException e) {
      throw Problems.refuse(
          ErrorCode.MALFORMED_REQUEST,
          "The body is not JSON: " + e.getOriginalMessage() + place(e.getLocation()));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /** Writes a message on one line, in UTF-8. */
  public static byte[] write(MessageOrBuilder message) {
    return JsonPrinter.print(message);
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
