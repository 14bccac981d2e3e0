package dev.parley.gateway.openapi;

import build.buf.validate.FieldRules;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of the messages and enums that routes use, by the proto3 JSON mapping. A message is
 * named as in the contract, a nested one {@code Room.Kind}. One that travels both ways has two
 * schemas, because a request promises other things than an answer: the answer keeps the name and
 * the request's is {@code RoomInput}. A body that lacks the fields of the path is {@code
 * SendMessageRequest.Body}.
 */
final class Components {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String INT64 = "^-?[0-9]+$";
  private static final String UINT64 = "^[0-9]+$";

  private final ProtoContract contract;
  private final RequiredFields requiredFields = new RequiredFields();
  private final Set<Descriptor> answered = new HashSet<>();
  private final Map<String, ObjectNode> schemas = new TreeMap<>();

  /**
   * @param answers the messages that are answers; what they hold is found from them
   */
  Components(ProtoContract contract, Collection<Descriptor> answers) {
    this.contract = contract;
    answers.forEach(this::markAnswered);
  }

  /** The schemas asked for so far, by name. */
  Map<String, ObjectNode> schemas() {
    return schemas;
  }

  /** A reference to a message's schema, which is made when it is first asked for. */
  ObjectNode message(Descriptor message, Shape shape) {
    ObjectNode wellKnown = wellKnown(message);
    if (wellKnown != null) {
      return wellKnown;
    }
    String name = name(message);
    if (shape == Shape.REQUEST && answered.contains(message)) {
      name += "Input";
    }
    if (!schemas.containsKey(name)) {
      ObjectNode schema = node();
      // Known before it is filled: a message may hold itself.
      schemas.put(name, schema);
      fill(schema, message, shape, Set.of());
    }
    return reference(name);
  }

  /** An empty schema under a name, for the caller to fill in place of the message's own. */
  ObjectNode define(String name) {
    ObjectNode schema = node().put("type", "object");
    schemas.put(name, schema);
    return schema;
  }

  /**
   * A reference to the schema of a request body: the message without the fields that travel
   * elsewhere.
   */
  ObjectNode body(Descriptor message, Set<FieldDescriptor> elsewhere) {
    if (elsewhere.isEmpty()) {
      return message(message, Shape.REQUEST);
    }
    ObjectNode schema = node();
    fill(schema, message, Shape.REQUEST, elsewhere);
    String name = name(message) + ".Body";
    for (int i = 2; schemas.containsKey(name) && !schema.equals(schemas.get(name)); i++) {
      name = name(message) + ".Body" + i;
    }
    schemas.put(name, schema);
    return reference(name);
  }

  /** The schema of a field's value, with the field's comment and, in a request, its rules. */
  ObjectNode field(FieldDescriptor field, Shape shape) {
    ObjectNode schema;
    if (field.isMapField()) {
      schema = node().put("type", "object");
      FieldDescriptor value = field.getMessageType().findFieldByName("value");
      FieldRules rules = FieldConstraints.rules(field).getMap().getValues();
      schema.set("additionalProperties", element(value, rules, shape));
    } else if (field.isRepeated()) {
      schema = node().put("type", "array");
      schema.set(
          "items", element(field, FieldConstraints.rules(field).getRepeated().getItems(), shape));
    } else {
      schema = value(field, shape);
    }
    List<String> notes =
        shape == Shape.REQUEST
            ? FieldConstraints.apply(field, FieldConstraints.rules(field), schema)
            : List.of();
    Prose.describe(schema, contract.comment(field), notes);
    return schema;
  }

  /** The fields that a request must give. */
  Set<FieldDescriptor> required(Descriptor message) {
    return requiredFields.of(message);
  }

  /** A reference to the schema of an enum. */
  ObjectNode enumeration(EnumDescriptor type) {
    if (type.getFullName().equals("google.protobuf.NullValue")) {
      return node().put("type", "null");
    }
    String name = name(type);
    schemas.computeIfAbsent(name, unknown -> values(type));
    return reference(name);
  }

  private void markAnswered(Descriptor message) {
    if (answered.add(message)) {
      for (FieldDescriptor field : message.getFields()) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
          markAnswered(field.getMessageType());
        }
      }
    }
  }

  private void fill(
      ObjectNode schema, Descriptor message, Shape shape, Set<FieldDescriptor> elsewhere) {
    schema.put("type", "object");
    List<String> notes =
        shape == Shape.REQUEST
            ? FieldConstraints.notes(message)
            : message.getRealOneofs().stream()
                .map(oneof -> FieldConstraints.choice(oneof.getFields(), false))
                .toList();
    Prose.describe(schema, contract.comment(message), notes);
    Set<FieldDescriptor> required = shape == Shape.REQUEST ? required(message) : Set.of();
    ObjectNode properties = node();
    ArrayNode always = JsonNodeFactory.instance.arrayNode();
    for (FieldDescriptor field : message.getFields()) {
      if (!elsewhere.contains(field)) {
        properties.set(field.getJsonName(), field(field, shape));
        if (shape == Shape.ANSWER ? !field.hasPresence() : required.contains(field)) {
          always.add(field.getJsonName());
        }
      }
    }
    schema.set("properties", properties);
    if (!always.isEmpty()) {
      schema.set("required", always);
    }
    if (shape == Shape.REQUEST) {
      schema.put("additionalProperties", false);
    }
    boolean oneChoice =
        message.getRealOneofs().size() == 1
            && message.getRealOneofs().getFirst().getFieldCount() == message.getFields().size();
    if (oneChoice) {
      schema.put("maxProperties", 1);
    }
  }

  private ObjectNode element(FieldDescriptor field, FieldRules rules, Shape shape) {
    ObjectNode schema = value(field, shape);
    if (shape == Shape.REQUEST) {
      Prose.describe(schema, "", FieldConstraints.apply(field, rules, schema));
    }
    return schema;
  }

  private ObjectNode value(FieldDescriptor field, Shape shape) {
    return switch (field.getType()) {
      case DOUBLE -> node().put("type", "number").put("format", "double");
      case FLOAT -> node().put("type", "number").put("format", "float");
      case INT32, SINT32, SFIXED32 -> node().put("type", "integer").put("format", "int32");
      case UINT32, FIXED32 ->
          node().put("type", "integer").put("minimum", 0).put("maximum", 4294967295L);
      case INT64, SINT64, SFIXED64 -> integer64(INT64);
      case UINT64, FIXED64 -> integer64(UINT64);
      case BOOL -> node().put("type", "boolean");
      case STRING -> node().put("type", "string");
      case BYTES -> node().put("type", "string").put("contentEncoding", "base64");
      case ENUM -> enumeration(field.getEnumType());
      case MESSAGE, GROUP -> message(field.getMessageType(), shape);
    };
  }

  private ObjectNode values(EnumDescriptor type) {
    ObjectNode schema = node().put("type", "string");
    StringBuilder text = new StringBuilder(contract.comment(type));
    ArrayNode names = schema.putArray("enum");
    for (EnumValueDescriptor value : type.getValues()) {
      names.add(value.getName());
      String comment = contract.comment(value);
      if (!comment.isEmpty()) {
        text.append(names.size() == 1 ? "\n\n" : "\n")
            .append("- `")
            .append(value.getName())
            .append("`: ");
        text.append(comment);
      }
    }
    Prose.describe(schema, text.toString(), List.of());
    return schema;
  }

  private static @Nullable ObjectNode wellKnown(Descriptor message) {
    return switch (message.getFullName()) {
      case "google.protobuf.Timestamp" -> node().put("type", "string").put("format", "date-time");
      case "google.protobuf.Duration" ->
          node().put("type", "string").put("pattern", "^-?[0-9]+(\\.[0-9]{1,9})?s$");
      case "google.protobuf.FieldMask" -> node().put("type", "string");
      case "google.protobuf.Struct", "google.protobuf.Any" -> node().put("type", "object");
      case "google.protobuf.Value" -> node();
      case "google.protobuf.ListValue" -> node().put("type", "array");
      case "google.protobuf.DoubleValue", "google.protobuf.FloatValue" ->
          node().put("type", "number");
      case "google.protobuf.Int32Value", "google.protobuf.UInt32Value" ->
          node().put("type", "integer");
      case "google.protobuf.Int64Value" -> integer64(INT64);
      case "google.protobuf.UInt64Value" -> integer64(UINT64);
      case "google.protobuf.BoolValue" -> node().put("type", "boolean");
      case "google.protobuf.StringValue" -> node().put("type", "string");
      case "google.protobuf.BytesValue" ->
          node().put("type", "string").put("contentEncoding", "base64");
      default -> null;
    };
  }

  private static String name(GenericDescriptor type) {
    String prefix = ProtoContract.PACKAGE + ".";
    String name = type.getFullName();
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  /** JSON's numbers are doubles, so integers of 64 bits travel as strings. */
  private static ObjectNode integer64(String pattern) {
    ObjectNode schema = node().put("type", "string").put("pattern", pattern);
    schema.putArray("examples").add("42");
    return schema;
  }

  private static ObjectNode reference(String name) {
    return node().put("$ref", SCHEMAS + name);
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
