package dev.parley.gateway.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ErrorRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Refusals as responses: the codes of a route grouped by their HTTP status, each group with a
 * Problem whose {@code code} is one of them. Routes that refuse alike share one response component,
 * named after its codes.
 */
final class ErrorResponses {
  private static final String PROBLEM = "#/components/schemas/Problem";

  private final ProtoContract contract;
  private final Components components;
  private final Map<String, ObjectNode> responses = new TreeMap<>();

  ErrorResponses(ProtoContract contract, Components components) {
    this.contract = contract;
    this.components = components;
    extendProblem();
  }

  /** The response components written so far, by name. */
  Map<String, ObjectNode> responses() {
    return responses;
  }

  /** Adds one response for each HTTP status among the codes, lowest first. */
  void write(ObjectNode target, Collection<ErrorCode> codes) {
    Map<Integer, List<EnumValueDescriptor>> byStatus =
        codes.stream()
            .distinct()
            .sorted()
            .map(code -> contract.enumeration("ErrorCode").findValueByNumber(code.getNumber()))
            .collect(
                Collectors.groupingBy(
                    code -> contract.rule(code).getHttp(), TreeMap::new, Collectors.toList()));
    byStatus.forEach((status, group) -> {
      String name =
          group.stream().map(EnumValueDescriptor::getName).collect(Collectors.joining("."));
      responses.computeIfAbsent(name, unknown -> response(status, group));
      target.putObject(status.toString()).put("$ref", "#/components/responses/" + name);
    });
  }

  private ObjectNode response(int status, List<EnumValueDescriptor> codes) {
    ObjectNode response = node();
    List<String> lines = new ArrayList<>();
    codes.forEach(code -> lines.add("`" + code.getName() + "`: " + contract.comment(code)));
    response.put("description", String.join("\n\n", lines));
    if (codes.stream().anyMatch(code -> code.getNumber() == ErrorCode.RATE_LIMITED_VALUE)) {
      ObjectNode header = response.putObject("headers").putObject("Retry-After");
      header.put("description", "Seconds to wait before the next attempt.");
      header.putObject("schema").put("type", "string");
    }
    ObjectNode content = response.putObject("content").putObject("application/problem+json");
    ArrayNode all = content.putObject("schema").putArray("allOf");
    all.addObject().put("$ref", PROBLEM);
    ObjectNode narrowed = all.addObject().putObject("properties");
    narrowed.putObject("status").put("const", status);
    ArrayNode possible = narrowed.putObject("code").putArray("enum");
    codes.forEach(code -> possible.add(code.getName()));
    ObjectNode examples = content.putObject("examples");
    codes.forEach(code -> examples.putObject(code.getName()).set("value", example(code)));
    return response;
  }

  private ObjectNode example(EnumValueDescriptor code) {
    ErrorRule rule = contract.rule(code);
    ObjectNode example = node();
    example.put("type", "about:blank");
    example.put("title", rule.getTitle());
    example.put("status", rule.getHttp());
    example.put("code", code.getName());
    example.put("detail", contract.comment(code));
    example.put("requestId", "0198c5a0-7a3c-7e51-b1d4-3f0f5c1a9d20");
    example.put("retryable", rule.getRetryable());
    ArrayNode errors = example.putArray("errors");
    if (code.getNumber() == ErrorCode.INVALID_ARGUMENT_VALUE) {
      errors.addObject().put("field", "memberIds[2]").put("message", "expected a UUID");
    }
    return example;
  }

  /**
   * The Problem of the contract as RFC 9457 wants it: what gRPC carries, with the members that HTTP
   * adds.
   */
  private void extendProblem() {
    Descriptor problem = contract.message("Problem");
    ObjectNode schema = components.define("Problem");
    ObjectNode properties = node();
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    properties
        .putObject("type")
        .put("type", "string")
        .put("format", "uri-reference")
        .put("description", "Names the kind of problem; `code` tells the same to programs.");
    properties
        .putObject("title")
        .put("type", "string")
        .put("description", "The same for every occurrence of the code.");
    properties
        .putObject("status")
        .put("type", "integer")
        .put("minimum", 400)
        .put("maximum", 599)
        .put("description", "Status of the HTTP answer.");
    List.of("type", "title", "status").forEach(required::add);
    for (FieldDescriptor field : problem.getFields()) {
      properties.set(field.getJsonName(), components.field(field, Shape.ANSWER));
      if (!field.hasPresence()) {
        required.add(field.getJsonName());
      }
    }
    properties
        .putObject("instance")
        .put("type", "string")
        .put("format", "uri-reference")
        .put("description", "Names this occurrence.");
    schema.put("description", "One refusal or failure, as RFC 9457 describes it.");
    schema.set("properties", properties);
    schema.set("required", required);
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
