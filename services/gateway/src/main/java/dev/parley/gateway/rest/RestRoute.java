package dev.parley.gateway.rest;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.QueryParams;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.MethodRule;
import dev.parley.api.v1.OptionsProto;
import dev.parley.gateway.PublicContracts.PublicContract;
import dev.parley.gateway.json.StrictJson;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.Role;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One route: the {@code google.api.http} rule of a unary method. Of the rule's language it knows
 * what the contract uses: variables of one segment, a {@code :verb} at the end, and a body that is
 * the whole message or none.
 *
 * @param fields the path's variables, in order
 */
record RestRoute(
    HttpMethod verb,
    Pattern path,
    List<FieldDescriptor> fields,
    boolean takesBody,
    MethodDescriptor<Message, Message> method,
    Role role,
    boolean open) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /** The routes of the contracts. */
  static List<RestRoute> of(List<PublicContract> contracts) {
    List<RestRoute> routes = new ArrayList<>();
    for (PublicContract contract : contracts) {
      for (MethodDescriptor<?, ?> method : contract.service().getMethods()) {
        of(contract.role(), method).ifPresent(routes::add);
      }
    }
    return List.copyOf(routes);
  }

  @SuppressWarnings("unchecked") // Every method of the contract takes and gives protobuf messages.
  private static Optional<RestRoute> of(Role role, MethodDescriptor<?, ?> method) {
    if (!(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema)
        || !schema.getMethodDescriptor().getOptions().hasExtension(AnnotationsProto.http)) {
      return Optional.empty();
    }
    HttpRule rule = schema.getMethodDescriptor().getOptions().getExtension(AnnotationsProto.http);
    HttpMethod verb =
        switch (rule.getPatternCase()) {
          case GET -> HttpMethod.GET;
          case PUT -> HttpMethod.PUT;
          case POST -> HttpMethod.POST;
          case DELETE -> HttpMethod.DELETE;
          case PATCH -> HttpMethod.PATCH;
          case CUSTOM, PATTERN_NOT_SET ->
              throw new IllegalStateException(
                  method.getFullMethodName() + ": the HTTP rule has no method we know");
        };
    String template =
        rule.getGet() + rule.getPut() + rule.getPost() + rule.getDelete() + rule.getPatch();
    Descriptor input = schema.getMethodDescriptor().getInputType();
    List<FieldDescriptor> fields = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    Matcher variables = VARIABLE.matcher(template);
    int end = 0;
    while (variables.find()) {
      regex.append(Pattern.quote(template.substring(end, variables.start()))).append("([^/:]+)");
      fields.add(input.findFieldByName(variables.group(1)));
      end = variables.end();
    }
    regex.append(Pattern.quote(template.substring(end)));
    return Optional.of(
        new RestRoute(
            verb,
            Pattern.compile(regex.toString()),
            List.copyOf(fields),
            !rule.getBody().isEmpty(),
            (MethodDescriptor<Message, Message>) method,
            role,
            schema.getMethodDescriptor().getOptions().getExtension(OptionsProto.method).getAccess()
                == MethodRule.Access.ANYONE));
  }

  /**
   * Makes the method's request out of path, query and body.
   *
   * @throws io.grpc.StatusRuntimeException what does not fit
   */
  Message request(Matcher matched, QueryParams query, String body) {
    Message.Builder request = prototype().newBuilderForType();
    if (takesBody && !body.isEmpty()) {
      StrictJson.read(body, request);
      refuseFieldsOfThePath(request);
    }
    for (Map.Entry<String, String> param : query) {
      FieldDescriptor field = queryField(param.getKey());
      set(request, field, param.getValue());
    }
    for (int i = 0; i < fields.size(); i++) {
      set(
          request,
          fields.get(i),
          URLDecoder.decode(matched.group(i + 1).replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return request.build();
  }

  private void refuseFieldsOfThePath(Message.Builder body) {
    for (FieldDescriptor field : fields) {
      if (body.getAllFields().containsKey(field)) {
        throw Problems.refuseField(
            ErrorCode.INVALID_ARGUMENT, field.getJsonName(), "is in the path: leave it out here");
      }
    }
  }

  private Message prototype() {
    return Objects.requireNonNull(
        ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype());
  }

  private FieldDescriptor queryField(String name) {
    if (!takesBody) {
      for (FieldDescriptor field : prototype().getDescriptorForType().getFields()) {
        if (field.getJsonName().equals(name) && !fields.contains(field)) {
          return field;
        }
      }
    }
    throw Problems.refuseField(
        ErrorCode.INVALID_ARGUMENT, name, "this route has no such query parameter");
  }

  private static void set(Message.Builder request, FieldDescriptor field, String text) {
    Object value;
    try {
      value =
          switch (field.getJavaType()) {
            case STRING -> text;
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case BOOLEAN -> bool(text);
            case ENUM -> field.getEnumType().findValueByName(text);
            case FLOAT, DOUBLE, BYTE_STRING, MESSAGE ->
                throw new IllegalStateException(
                    field.getFullName() + " cannot be given in a path or query");
          };
    } catch (NumberFormatException e) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          field.getJsonName(),
          field.getJavaType() == FieldDescriptor.JavaType.BOOLEAN
              ? "expected true or false"
              : "expected a whole number");
    }
    if (value == null) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          field.getJsonName(),
          "expected one of " + field.getEnumType().getValues());
    }
    if (field.isRepeated()) {
      request.addRepeatedField(field, value);
    } else {
      request.setField(field, value);
    }
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new NumberFormatException();
    };
  }
}
