package dev.parley.gateway.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.MethodRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Writes the operations of the methods: parameters, body, answer, refusals, and who may call. */
final class Operations {
  /** What any method may answer with; the rest it declares. */
  private static final List<ErrorCode> ALWAYS =
      List.of(
          ErrorCode.INVALID_ARGUMENT,
          ErrorCode.MALFORMED_REQUEST,
          ErrorCode.RATE_LIMITED,
          ErrorCode.INTERNAL,
          ErrorCode.UNAVAILABLE,
          ErrorCode.DEADLINE_EXCEEDED);

  private static final List<ErrorCode> WITH_BODY =
      List.of(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE);

  private final ProtoContract contract;
  private final Components components;
  private final ErrorResponses errors;

  Operations(ProtoContract contract, Components components, ErrorResponses errors) {
    this.contract = contract;
    this.components = components;
    this.errors = errors;
  }

  /** The operation of one route. */
  ObjectNode write(Route route) {
    Descriptor request = route.method().getInputType();
    List<FieldDescriptor> query = route.fieldsInQuery();
    ObjectNode operation = node();
    operation.putArray("tags").add(tag(route));
    operation.put("operationId", route.operationId());
    // With a body, what the request demands as a whole is said at its schema.
    List<String> notes = route.hasBody() ? List.of() : FieldConstraints.notes(request);
    Prose.summarize(operation, contract.comment(route.method()), notes);

    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    route
        .pathFields()
        .forEach((name, field) -> parameters.add(parameter("path", name, field, true)));
    Set<FieldDescriptor> required = components.required(request);
    for (FieldDescriptor field : query) {
      queryParameters(parameters, "", field, required.contains(field), new ArrayDeque<>());
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
    if (route.hasBody()) {
      operation.set("requestBody", body(route));
    }
    ObjectNode responses = operation.putObject("responses");
    ObjectNode success = responses.putObject("200");
    success.put("description", Prose.sentence(answerText(route)));
    success
        .putObject("content")
        .putObject("application/json")
        .set("schema", components.message(route.method().getOutputType(), Shape.ANSWER));
    errors.write(responses, codes(route));
    security(operation, contract.rule(route.method()).getAccess() != MethodRule.Access.ANYONE);
    return operation;
  }

  /** Says whether the operation needs a signed-in caller. */
  static void security(ObjectNode operation, boolean signedIn) {
    ArrayNode security = operation.putArray("security");
    if (signedIn) {
      security.addObject().putArray(OpenApiDocument.BEARER);
    }
  }

  /** The tag under which a route is listed: its service's name without the word Service. */
  static String tag(Route route) {
    return OpenApiDocument.tag(route.method().getService());
  }

  private String answerText(Route route) {
    Descriptor answer = route.method().getOutputType();
    String comment = contract.comment(answer);
    return comment.isEmpty() ? answer.getName() : comment;
  }

  private List<ErrorCode> codes(Route route) {
    MethodRule rule = contract.rule(route.method());
    List<ErrorCode> codes = new ArrayList<>(ALWAYS);
    if (rule.getAccess() != MethodRule.Access.ANYONE) {
      codes.add(ErrorCode.UNAUTHENTICATED);
    }
    if (route.hasBody()) {
      codes.addAll(WITH_BODY);
    }
    codes.addAll(rule.getErrorsList());
    if (codes.contains(ErrorCode.ROOM_NOT_FOUND)) {
      // What everybody else hears of the same room.
      codes.add(ErrorCode.ROOM_DELETED);
    }
    return codes;
  }

  private ObjectNode body(Route route) {
    Descriptor request = route.method().getInputType();
    ObjectNode body = node();
    boolean whole = route.body().equals("*");
    Set<FieldDescriptor> required = components.required(request);
    Set<FieldDescriptor> inPath = route.fieldsInPath();
    body.put(
        "required",
        whole
            ? required.stream().anyMatch(field -> !inPath.contains(field))
            : required.contains(route.bodyField()));
    body.putObject("content")
        .putObject("application/json")
        .set(
            "schema",
            whole
                ? components.body(request, inPath)
                : components.field(route.bodyField(), Shape.REQUEST));
    return body;
  }

  /**
   * A query names the fields of a nested message by their path, and repeats a name for each item of
   * a list.
   */
  private void queryParameters(
      ArrayNode parameters,
      String prefix,
      FieldDescriptor field,
      boolean required,
      Deque<Descriptor> parents) {
    boolean nested =
        field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && !field.isRepeated()
            && field.getMessageType().getFile().getPackage().equals(ProtoContract.PACKAGE);
    String name = prefix + field.getJsonName();
    if (!nested) {
      parameters.add(parameter("query", name, field, required));
    } else if (!parents.contains(field.getMessageType())) {
      parents.push(field.getMessageType());
      for (FieldDescriptor inner : field.getMessageType().getFields()) {
        queryParameters(parameters, name + ".", inner, false, parents);
      }
      parents.pop();
    }
  }

  private ObjectNode parameter(String in, String name, FieldDescriptor field, boolean required) {
    ObjectNode parameter = node().put("name", name).put("in", in);
    ObjectNode schema = components.field(field, Shape.REQUEST);
    if (schema.remove("description") instanceof TextNode description) {
      parameter.set("description", description);
    }
    if (required) {
      parameter.put("required", true);
    }
    parameter.set("schema", schema);
    return parameter;
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
