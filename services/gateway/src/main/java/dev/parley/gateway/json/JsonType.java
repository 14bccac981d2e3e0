package dev.parley.gateway.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What JSON needs to know of a type of message, looked up once: its fields in the order of their
 * numbers, which is the order in which they are written, with their names as bytes.
 */
final class JsonType {
  private static final Map<Descriptor, JsonType> TYPES = new ConcurrentHashMap<>();

  private final Descriptor descriptor;
  private final Form form;
  // Written once by whoever asks first; all come to the same.
  private volatile Field @Nullable [] fields;

  /** How a message looks in JSON. */
  enum Form {
    OBJECT,
    TIMESTAMP,
    FIELD_MASK
  }

  /** How many values a field has. */
  enum Count {
    ONE,
    LIST,
    MAP
  }

  private JsonType(Descriptor descriptor) {
    this.descriptor = descriptor;
    this.form = formOf(descriptor);
  }

  static JsonType of(Descriptor descriptor) {
    JsonType type = TYPES.get(descriptor);
    return type != null ? type : TYPES.computeIfAbsent(descriptor, JsonType::new);
  }

  Form form() {
    return form;
  }

  Field[] fields() {
    Field[] known = fields;
    if (known == null) {
      known =
          descriptor.getFields().stream()
              .sorted(Comparator.comparing(FieldDescriptor::getNumber))
              .map(Field::of)
              .toArray(Field[]::new);
      fields = known;
    }
    return known;
  }

  private static Form formOf(Descriptor descriptor) {
    return switch (descriptor.getFullName()) {
      case "google.protobuf.Timestamp" -> Form.TIMESTAMP;
      case "google.protobuf.FieldMask" -> Form.FIELD_MASK;
      default -> {
        if (descriptor.getFile().getPackage().equals("google.protobuf")) {
          throw new IllegalStateException(descriptor.getFullName() + " has a JSON form of its own");
        }
        yield Form.OBJECT;
      }
    };
  }

  /**
   * One field.
   *
   * @param prefix its name in quotes, and a colon
   * @param hasPresence whether it is left out where it is absent
   * @param absent what it is where it is absent otherwise
   * @param type of its message; null for a scalar
   * @param names of an enumeration's values, in quotes
   */
  record Field(
      int number,
      byte[] prefix,
      FieldDescriptor.Type kind,
      Count count,
      boolean hasPresence,
      byte[] absent,
      @Nullable JsonType messageType,
      Map<Integer, byte[]> names) {

    private static Field of(FieldDescriptor field) {
      return new Field(
          field.getNumber(),
          bytes('"' + field.getJsonName() + "\":"),
          field.getType(),
          field.isMapField() ? Count.MAP : field.isRepeated() ? Count.LIST : Count.ONE,
          field.hasPresence(),
          bytes(whenAbsent(field)),
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              ? JsonType.of(field.getMessageType())
              : null,
          names(field));
    }

    /** The type of its message. */
    JsonType type() {
      if (messageType == null) {
        throw new IllegalStateException("field " + number + " is no message");
      }
      return messageType;
    }

    /** The name of an enumeration's value in quotes; null if this version knows none. */
    byte @Nullable [] nameOf(int value) {
      return names.get(value);
    }

    /** Whether a tag of this field says that all its values follow as one stretch of bytes. */
    boolean isPacked(int tag) {
      return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED
          && switch (kind) {
            case STRING, BYTES, MESSAGE, GROUP -> false;
            case DOUBLE,
                FLOAT,
                INT64,
                UINT64,
                INT32,
                FIXED64,
                FIXED32,
                BOOL,
                UINT32,
                ENUM,
                SFIXED32,
                SFIXED64,
                SINT32,
                SINT64 ->
                true;
          };
    }

    /** Whether its values are in quotes already. */
    boolean isQuoted() {
      return switch (kind) {
        case INT64, UINT64, FIXED64, SFIXED64, SINT64, STRING, BYTES, ENUM -> true;
        case DOUBLE, FLOAT, INT32, FIXED32, BOOL, UINT32, SFIXED32, SINT32, MESSAGE, GROUP -> false;
      };
    }

    private static String whenAbsent(FieldDescriptor field) {
      if (field.isMapField()) {
        return "{}";
      }
      if (field.isRepeated()) {
        return "[]";
      }
      return switch (field.getJavaType()) {
        case INT -> "0";
        case LONG -> "\"0\"";
        case FLOAT, DOUBLE -> "0.0";
        case BOOLEAN -> "false";
        case STRING, BYTE_STRING -> "\"\"";
        case ENUM -> '"' + ((EnumValueDescriptor) field.getDefaultValue()).getName() + '"';
        case MESSAGE -> "null";
      };
    }

    private static Map<Integer, byte[]> names(FieldDescriptor field) {
      Map<Integer, byte[]> names = new HashMap<>();
      if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
        for (EnumValueDescriptor value : field.getEnumType().getValues()) {
          names.putIfAbsent(value.getNumber(), bytes('"' + value.getName() + '"'));
        }
      }
      return names;
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
