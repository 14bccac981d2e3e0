package dev.parley.gateway.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.FieldMaskUtil;
import com.google.protobuf.util.Timestamps;
import dev.parley.api.v1.ErrorCode;
import dev.parley.platform.errors.Problems;
import java.io.IOException;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tokens of a JSON object into a message (proto3 JSON,
 * protobuf.dev/programming-guides/json), in one pass and with exact types: a number is no text.
 * Fields may be named in lowerCamelCase or as in the contract's source; null leaves a field unset.
 */
final class JsonReader {
  private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS =
      new ConcurrentHashMap<>();

  private final JsonParser parser;

  /** Reads what comes next. */
  JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** The parser stands at the opening brace, and afterwards at the closing one. */
  void message(Message.Builder into) throws IOException {
    Map<String, FieldDescriptor> fields = fields(into.getDescriptorForType());
    Set<FieldDescriptor> given = new HashSet<>();
    while (next() != JsonToken.END_OBJECT) {
      FieldDescriptor field = fields.get(parser.currentName());
      if (field == null) {
        throw misfit(
            "there is no such field (expected: "
                + into.getDescriptorForType().getFields().stream()
                    .map(FieldDescriptor::getJsonName)
                    .collect(Collectors.joining(", "))
                + ")");
      }
      if (next() == JsonToken.VALUE_NULL) {
        continue;
      }
      if (!given.add(field)) {
        throw misfit("is given twice");
      }
      if (field.getRealContainingOneof() != null && into.hasOneof(field.getRealContainingOneof())) {
        throw misfit(
            "cannot be given together with "
                + into.getOneofFieldDescriptor(field.getRealContainingOneof()).getJsonName());
      }
      if (field.isMapField()) {
        map(into, field);
      } else if (field.isRepeated()) {
        list(into, field);
      } else {
        into.setField(field, value(into, field));
      }
    }
  }

  private static Map<String, FieldDescriptor> fields(Descriptor type) {
    Map<String, FieldDescriptor> fields = FIELDS.get(type);
    if (fields == null) {
      fields = new HashMap<>();
      for (FieldDescriptor field : type.getFields()) {
        fields.put(field.getName(), field);
        fields.put(field.getJsonName(), field);
      }
      FIELDS.put(type, fields);
    }
    return fields;
  }

  private void list(Message.Builder into, FieldDescriptor field) throws IOException {
    require(JsonToken.START_ARRAY, "a list");
    while (next() != JsonToken.END_ARRAY) {
      into.addRepeatedField(field, value(into, field));
    }
  }

  private void map(Message.Builder into, FieldDescriptor field) throws IOException {
    require(JsonToken.START_OBJECT, "an object");
    FieldDescriptor keys = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor values = field.getMessageType().findFieldByNumber(2);
    if (keys.getType() != FieldDescriptor.Type.STRING) {
      throw new IllegalStateException(field.getFullName() + " has keys that are no text");
    }
    while (next() != JsonToken.END_OBJECT) {
      Message.Builder entry = into.newBuilderForField(field);
      entry.setField(keys, whole(parser.currentName()));
      next();
      entry.setField(values, value(entry, values));
      into.addRepeatedField(field, entry.build());
    }
  }

  private Object value(Message.Builder parent, FieldDescriptor field) throws IOException {
    return switch (field.getType()) {
      case INT32, SINT32, SFIXED32 -> (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT32, FIXED32 -> (int) integer(0, 0xffff_ffffL);
      case INT64, SINT64, SFIXED64 -> integer(Long.MIN_VALUE, Long.MAX_VALUE);
      // Those beyond are of no use to clients whose numbers are doubles.
      case UINT64, FIXED64 -> integer(0, Long.MAX_VALUE);
      case BOOL -> bool();
      case STRING -> {
        require(JsonToken.VALUE_STRING, "text in quotes");
        yield whole(parser.getText());
      }
      case ENUM -> enumeration(field);
      case BYTES -> bytes();
      case MESSAGE -> nested(parent.newBuilderForField(field));
      case FLOAT, DOUBLE, GROUP ->
          throw new IllegalStateException(field.getFullName() + " is of a type not read here");
    };
  }

  private Object nested(Message.Builder into) throws IOException {
    switch (into) {
      case Timestamp.Builder ignored -> {
        require(JsonToken.VALUE_STRING, "a time such as 2026-01-31T09:30:00Z");
        try {
          return Timestamps.parse(parser.getText());
        } catch (ParseException e) {
          throw misfit("expected a time such as 2026-01-31T09:30:00Z");
        }
      }
      case FieldMask.Builder ignored -> {
        require(JsonToken.VALUE_STRING, "names of fields, separated by commas");
        return FieldMaskUtil.fromJsonString(parser.getText());
      }
      default -> {
        require(JsonToken.START_OBJECT, "an object");
        message(into);
        return into.build();
      }
    }
  }

  private long integer(long least, long most) throws IOException {
    boolean isNumber =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            || parser.currentToken() == JsonToken.VALUE_STRING;
    if (isNumber) {
      try {
        long value = Long.parseLong(parser.getText());
        if (least <= value && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw misfit("expected a whole number from " + least + " to " + most);
      }
    }
    throw misfit("expected a whole number from " + least + " to " + most);
  }

  private Boolean bool() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw misfit("expected true or false");
    };
  }

  private EnumValueDescriptor enumeration(FieldDescriptor field) throws IOException {
    @Nullable EnumValueDescriptor value =
        switch (parser.currentToken()) {
          case VALUE_STRING -> field.getEnumType().findValueByName(parser.getText());
          case VALUE_NUMBER_INT -> field.getEnumType().findValueByNumber(parser.getIntValue());
          default -> null;
        };
    if (value == null) {
      throw misfit(
          "expected one of "
              + field.getEnumType().getValues().stream()
                  .map(EnumValueDescriptor::getName)
                  .collect(Collectors.joining(", ")));
    }
    return value;
  }

  private ByteString bytes() throws IOException {
    require(JsonToken.VALUE_STRING, "bytes in base64");
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(parser.getText()));
    } catch (IllegalArgumentException e) {
      throw misfit("expected bytes in base64");
    }
  }

  private void require(JsonToken token, String expected) {
    if (parser.currentToken() != token) {
      throw misfit("expected " + expected);
    }
  }

  private JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw Problems.refuse(
          ErrorCode.MALFORMED_REQUEST, "The JSON ends too early (expected: a closing brace).");
    }
    return token;
  }

  /** The text, if it holds no half of a surrogate pair. */
  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw Problems.refuse(
              ErrorCode.MALFORMED_REQUEST,
              "A string in the JSON holds half of a surrogate pair (\\u%04x), which is no character."
                  .formatted((int) c));
        }
        i++;
      }
    }
    return text;
  }

  private RuntimeException misfit(String what) {
    String place = parser.getParsingContext().pathAsPointer().toString();
    return Problems.refuse(
        ErrorCode.MALFORMED_REQUEST,
        "The JSON does not fit the contract: "
            + (place.isEmpty() ? "" : place.substring(1).replace('/', '.') + ": ")
            + what);
  }
}
