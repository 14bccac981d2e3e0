package dev.parley.gateway.openapi;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP binding of a method.
 *
 * @param operationId {@code ChatService_CreateRoom}: unique because the full name of the method is
 * @param verb the HTTP method in lower case, as OpenAPI writes it
 * @param path with parameters by their JSON names: {@code /v1/rooms/{roomId}:join}
 * @param pathFields the fields in the path by parameter name, in the order of the path
 * @param body {@code *} for every field that is not in the path, the name of one field, or empty
 *     for none
 */
record Route(
    MethodDescriptor method,
    String operationId,
    String verb,
    String path,
    Map<String, FieldDescriptor> pathFields,
    String body) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}=]+)(=[^}]*)?}");

  /**
   * The bindings of a method, the main one first; none for a method without {@code
   * google.api.http}.
   */
  static List<Route> of(MethodDescriptor method) {
    if (!method.getOptions().hasExtension(AnnotationsProto.http)) {
      return List.of();
    }
    HttpRule rule = method.getOptions().getExtension(AnnotationsProto.http);
    String operationId = method.getService().getName() + "_" + method.getName();
    List<Route> routes = new ArrayList<>();
    routes.add(of(method, operationId, rule));
    for (HttpRule additional : rule.getAdditionalBindingsList()) {
      routes.add(of(method, operationId + "_" + (routes.size() + 1), additional));
    }
    return routes;
  }

  private static Route of(MethodDescriptor method, String operationId, HttpRule rule) {
    if (!rule.getResponseBody().isEmpty()) {
      throw new IllegalStateException(method.getFullName() + ": response_body is not supported");
    }
    return switch (rule.getPatternCase()) {
      case GET -> of(method, operationId, "get", rule.getGet(), rule.getBody());
      case PUT -> of(method, operationId, "put", rule.getPut(), rule.getBody());
      case POST -> of(method, operationId, "post", rule.getPost(), rule.getBody());
      case DELETE -> of(method, operationId, "delete", rule.getDelete(), rule.getBody());
      case PATCH -> of(method, operationId, "patch", rule.getPatch(), rule.getBody());
      case CUSTOM ->
          of(
              method,
              operationId,
              rule.getCustom().getKind().toLowerCase(Locale.ROOT),
              rule.getCustom().getPath(),
              rule.getBody());
      case PATTERN_NOT_SET ->
          throw new IllegalStateException(method.getFullName() + ": google.api.http has no path");
    };
  }

  private static Route of(
      MethodDescriptor method, String operationId, String verb, String template, String body) {
    Map<String, FieldDescriptor> pathFields = new LinkedHashMap<>();
    Matcher variables = VARIABLE.matcher(template);
    String path =
        variables.replaceAll(variable -> {
          FieldPath field = field(method, variable);
          pathFields.put(field.name(), field.last());
          return Matcher.quoteReplacement("{" + field.name() + "}");
        });
    return new Route(method, operationId, verb, path, pathFields, body);
  }

  private static FieldPath field(MethodDescriptor method, MatchResult variable) {
    String segments = variable.group(2);
    if (segments != null && !segments.equals("=*")) {
      throw new IllegalStateException(
          method.getFullName()
              + ": "
              + variable.group()
              + " (expected: a variable of one path segment)");
    }
    List<String> names = new ArrayList<>();
    Descriptor message = method.getInputType();
    FieldDescriptor last = null;
    for (String name : variable.group(1).split("\\.", -1)) {
      last = message.findFieldByName(name);
      if (last == null) {
        throw new IllegalStateException(
            method.getFullName()
                + ": "
                + variable.group()
                + " (expected: a field of "
                + message.getFullName()
                + ")");
      }
      names.add(last.getJsonName());
      if (last.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        message = last.getMessageType();
      }
    }
    if (last == null) {
      throw new IllegalStateException(method.getFullName() + ": a path variable without a name");
    }
    return new FieldPath(String.join(".", names), last);
  }

  boolean hasBody() {
    return !body.isEmpty();
  }

  /** The field that is the body, where one is. */
  FieldDescriptor bodyField() {
    FieldDescriptor field = method.getInputType().findFieldByName(body);
    if (field == null) {
      throw new IllegalStateException(
          method.getFullName()
              + ": body "
              + body
              + " (expected: * or a field of "
              + method.getInputType().getFullName()
              + ")");
    }
    return field;
  }

  /** The fields of the request message that travel in the path. */
  Set<FieldDescriptor> fieldsInPath() {
    Set<FieldDescriptor> fields = new LinkedHashSet<>(pathFields.values());
    fields.removeIf(field -> !field.getContainingType().equals(method.getInputType()));
    return fields;
  }

  /**
   * The fields of the request message that are query parameters: what is neither in the path nor in
   * the body.
   */
  List<FieldDescriptor> fieldsInQuery() {
    if (body.equals("*")) {
      return List.of();
    }
    Set<FieldDescriptor> elsewhere = fieldsInPath();
    if (hasBody()) {
      elsewhere.add(bodyField());
    }
    return method.getInputType().getFields().stream()
        .filter(field -> !elsewhere.contains(field))
        .toList();
  }

  private record FieldPath(String name, FieldDescriptor last) {}
}
