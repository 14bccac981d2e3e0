package dev.parley.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import dev.parley.api.v1.ClientEnvelope;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.api.v1.UpdateMeRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPrinterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonFormat.Printer REFERENCE =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();
  private static final List<Message> CONTRACT =
      List.of(
          ServerEnvelope.getDefaultInstance(),
          ClientEnvelope.getDefaultInstance(),
          UpdateMeRequest.getDefaultInstance(),
          dev.parley.api.v1.ListMembersResponse.getDefaultInstance(),
          dev.parley.api.v1.Problem.getDefaultInstance());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void itSaysWhatProtobufsOwnPrinterSays(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Message message = any(random, CONTRACT.get(i % CONTRACT.size()), 4);
      String printed = new String(JsonPrinter.print(message), StandardCharsets.UTF_8);
      assertThat(JSON.readTree(printed)).isEqualTo(JSON.readTree(REFERENCE.print(message)));
      assertThat(printed).doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatIsPrintedIsReadBackTheSame(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Message message = any(random, CONTRACT.get(i % CONTRACT.size()), 4);
      Message.Builder read = message.newBuilderForType();
      StrictJson.read(new String(JsonPrinter.print(message), StandardCharsets.UTF_8), read);
      assertThat(read.build()).isEqualTo(message);
    }
  }

  @Test
  void aValueThatThisVersionDoesNotKnowIsANumber() {
    Message room = dev.parley.api.v1.Room.newBuilder().setKindValue(99).build();
    assertThat(new String(JsonPrinter.print(room), StandardCharsets.UTF_8)).contains("\"kind\":99");
  }

  private static Message any(RandomGenerator random, Message type, int depth) {
    Message.Builder message = type.newBuilderForType();
    for (FieldDescriptor field : type.getDescriptorForType().getFields()) {
      if (random.nextInt(4) == 0
          || field.getRealContainingOneof() != null
              && message.hasOneof(field.getRealContainingOneof())) {
        continue;
      }
      if (field.isRepeated()) {
        int count = field.isMapField() ? random.nextInt(2) : random.nextInt(3);
        for (int i = 0; i < count; i++) {
          message.addRepeatedField(field, value(random, message, field, depth));
        }
      } else if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || depth > 0) {
        message.setField(field, value(random, message, field, depth));
      }
    }
    return message.build();
  }

  private static Object value(
      RandomGenerator random, Message.Builder parent, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case BOOLEAN -> random.nextBoolean();
      case FLOAT, DOUBLE -> throw new IllegalStateException("none in the contract");
      case STRING -> text(random);
      case BYTE_STRING -> ByteString.copyFromUtf8(text(random));
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> message(random, parent.newBuilderForField(field).build(), depth);
    };
  }

  private static Message message(RandomGenerator random, Message type, int depth) {
    Descriptor descriptor = type.getDescriptorForType();
    if (descriptor.equals(Timestamp.getDescriptor())) {
      int[] nanos = {0, 120_000_000, 123_456_000, 123_456_789};
      return Timestamp.newBuilder()
          .setSeconds(random.nextLong(-62_135_596_800L, 253_402_300_800L))
          .setNanos(nanos[random.nextInt(nanos.length)])
          .build();
    }
    if (descriptor.equals(FieldMask.getDescriptor())) {
      return FieldMask.newBuilder().addPaths("display_name").addPaths("a.b_c").build();
    }
    assertThat(type).isNotInstanceOf(DynamicMessage.class);
    return any(random, type, depth - 1);
  }

  private static String text(RandomGenerator random) {
    int[] alphabet = {
      'a', 'Z', ' ', '"', '\\', '/', '\n', '\t', '\r', '\b', '\f', 0, 0x1f, 0x7f, '<', '&', 0xe4,
      0x5b57, 0x2028, 0x1f600, 0xffff
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
