package dev.parley.gateway.openapi;

import build.buf.validate.FieldRules;
import build.buf.validate.Ignore;
import build.buf.validate.MessageRules;
import build.buf.validate.OneofRules;
import build.buf.validate.Rule;
import build.buf.validate.ValidateProto;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.parley.api.v1.OptionsProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes protovalidate's rules as JSON Schema. What JSON Schema has no word for (CEL, bounds of
 * numbers that travel as strings) becomes a note for the description, so that no rule goes unsaid.
 */
final class FieldConstraints {
  private static final Map<String, String> FORMATS =
      Map.of(
          "email", "email",
          "uuid", "uuid",
          "uri", "uri",
          "uri_ref", "uri-reference",
          "hostname", "hostname",
          "ipv4", "ipv4",
          "ipv6", "ipv6");

  private FieldConstraints() {}

  /** The rules of a field, those of its items and entries not included. */
  static FieldRules rules(FieldDescriptor field) {
    return field.getOptions().getExtension(ValidateProto.field);
  }

  /** Adds to the schema what the rules demand, and returns notes on what it cannot say. */
  static List<String> apply(FieldDescriptor field, FieldRules rules, ObjectNode schema) {
    if (rules.getIgnore() == Ignore.IGNORE_ALWAYS) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    rules.getCelList().forEach(rule -> notes.add(note(rule)));
    rules
        .getCelExpressionList()
        .forEach(expression -> notes.add("must hold: `" + expression + "`"));
    if (field.getOptions().getExtension(OptionsProto.visibleName)) {
      notes.add("without characters that are not seen, and without words that mix scripts");
    }
    ObjectNode target = schema;
    if (rules.getIgnore() == Ignore.IGNORE_IF_ZERO_VALUE
        && field.getJavaType() == FieldDescriptor.JavaType.STRING) {
      // The empty string passes whatever the rules say.
      ArrayNode either = schema.putArray("anyOf");
      either.addObject().put("maxLength", 0);
      target = either.addObject();
    }
    for (Map.Entry<FieldDescriptor, Object> type : rules.getAllFields().entrySet()) {
      if (type.getKey().getContainingOneof() != null && type.getValue() instanceof Message typed) {
        // By name, which puts lower bounds in front of upper ones.
        Map<String, Object> byName = new TreeMap<>();
        typed.getAllFields().forEach((rule, value) -> byName.put(rule.getName(), value));
        for (Map.Entry<String, Object> rule : byName.entrySet()) {
          write(field, rule.getKey(), rule.getValue(), target, notes);
        }
      }
    }
    return notes;
  }

  /** What a message demands as a whole. */
  static List<String> notes(Descriptor message) {
    List<String> notes = new ArrayList<>();
    MessageRules rules = message.getOptions().getExtension(ValidateProto.message);
    rules.getCelList().forEach(rule -> notes.add(note(rule)));
    rules
        .getCelExpressionList()
        .forEach(expression -> notes.add("must hold: `" + expression + "`"));
    rules
        .getOneofList()
        .forEach(oneof -> {
          List<FieldDescriptor> fields =
              oneof.getFieldsList().stream().map(message::findFieldByName).toList();
          notes.add(choice(fields, oneof.getRequired()));
        });
    for (OneofDescriptor oneof : message.getRealOneofs()) {
      OneofRules demanded = oneof.getOptions().getExtension(ValidateProto.oneof);
      notes.add(choice(oneof.getFields(), demanded.getRequired()));
    }
    return notes;
  }

  /** A choice between fields in words. */
  static String choice(List<FieldDescriptor> fields, boolean required) {
    String names =
        fields.stream()
            .map(field -> "`" + field.getJsonName() + "`")
            .collect(Collectors.joining(", "));
    return (required ? "exactly one of " : "at most one of ") + names;
  }

  private static String note(Rule rule) {
    return rule.getMessage().isEmpty()
        ? "must hold: `" + rule.getExpression() + "`"
        : rule.getMessage();
  }

  private static void write(
      FieldDescriptor field, String rule, Object value, ObjectNode schema, List<String> notes) {
    String format = FORMATS.get(rule);
    if (format != null && value.equals(true)) {
      schema.put("format", format);
      return;
    }
    switch (rule) {
      case "min_len", "max_len", "len", "pattern" -> text(field, rule, value, schema, notes);
      case "gte", "gt", "lte", "lt" -> bound(field, rule, value, schema, notes);
      case "min_items" -> put(schema, "minItems", value);
      case "max_items" -> put(schema, "maxItems", value);
      case "unique" -> schema.put("uniqueItems", value.equals(true));
      case "min_pairs" -> put(schema, "minProperties", value);
      case "max_pairs" -> put(schema, "maxProperties", value);
      // The names of an enum are all its schema takes; items, keys and values are written where
      // they are.
      case "defined_only", "items", "keys", "values", "example", "strict" -> {}
      case "in", "not_in", "const" -> values(field, rule, value, schema);
      default -> notes.add("`" + rule + "`: " + value.toString().strip());
    }
  }

  private static void text(
      FieldDescriptor field, String rule, Object value, ObjectNode schema, List<String> notes) {
    if (field.getJavaType() != FieldDescriptor.JavaType.STRING) {
      // The length of bytes is counted before base64, so it cannot be told from the text.
      notes.add("`" + rule + "`: " + value);
      return;
    }
    switch (rule) {
      case "min_len" -> put(schema, "minLength", value);
      case "max_len" -> put(schema, "maxLength", value);
      case "pattern" -> schema.put("pattern", value.toString());
      default -> {
        put(schema, "minLength", value);
        put(schema, "maxLength", value);
      }
    }
  }

  private static void bound(
      FieldDescriptor field, String rule, Object value, ObjectNode schema, List<String> notes) {
    Bound bound =
        switch (rule) {
          case "gte" -> new Bound("minimum", "at least");
          case "gt" -> new Bound("exclusiveMinimum", "greater than");
          case "lte" -> new Bound("maximum", "at most");
          default -> new Bound("exclusiveMaximum", "less than");
        };
    switch (field.getJavaType()) {
      case INT, FLOAT, DOUBLE -> put(schema, bound.keyword(), value);
      case LONG, BOOLEAN, STRING, BYTE_STRING, ENUM, MESSAGE ->
          notes.add(bound.words() + " " + value.toString().strip());
    }
  }

  private record Bound(String keyword, String words) {}

  private static void values(FieldDescriptor field, String rule, Object value, ObjectNode schema) {
    ArrayNode allowed =
        rule.equals("not_in") ? schema.putObject("not").putArray("enum") : schema.putArray("enum");
    List<?> values = value instanceof List<?> list ? list : List.of(value);
    for (Object each : values) {
      switch (field.getJavaType()) {
        case ENUM -> allowed.add(name(field.getEnumType(), (Integer) each));
        case INT -> allowed.add((Integer) each);
        case FLOAT, DOUBLE -> allowed.add(((Number) each).doubleValue());
        case BOOLEAN -> allowed.add((Boolean) each);
        case LONG, STRING, BYTE_STRING, MESSAGE -> allowed.add(each.toString());
      }
    }
  }

  private static String name(EnumDescriptor type, int number) {
    EnumValueDescriptor value = type.findValueByNumber(number);
    return value == null ? Integer.toString(number) : value.getName();
  }

  private static void put(ObjectNode schema, String keyword, Object value) {
    switch (value) {
      case Integer number -> schema.put(keyword, number);
      case Long number -> schema.put(keyword, number);
      case Float number -> schema.put(keyword, number);
      case Double number -> schema.put(keyword, number);
      default -> throw new IllegalStateException(keyword + ": " + value + " (expected: a number)");
    }
  }
}
