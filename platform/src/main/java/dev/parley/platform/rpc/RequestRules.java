package dev.parley.platform.rpc;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import build.buf.validate.Ignore;
import build.buf.validate.ValidateProto;
import com.google.common.base.CaseFormat;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.FieldError;
import dev.parley.api.v1.OptionsProto;
import dev.parley.platform.errors.Problems;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds every request against the field rules of its contract, once, at the service's door. Beside
 * protovalidate's, these are two: no string may hold a NUL, which PostgreSQL cannot store, and what
 * the contract calls a {@code visible_name} is one ({@link VisibleName}). Like protovalidate's,
 * they leave out what a field is to {@code ignore}.
 */
public final class RequestRules implements ServerInterceptor {
  private final Validator validator = ValidatorFactory.newBuilder().build();

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        if (message instanceof Message request) {
          check(request);
        }
        super.onMessage(message);
      }
    };
  }

  /**
   * Checks one request.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT naming every field that is wrong
   */
  public void check(Message request) {
    List<FieldError> errors = new ArrayList<>();
    readTexts(request, "", errors);
    try {
      ValidationResult result = validator.validate(request);
      for (Violation violation : result.getViolations()) {
        build.buf.validate.Violation said = violation.toProto();
        errors.add(
            FieldError.newBuilder()
                .setField(path(said.getField()))
                .setMessage(said.getMessage())
                .build());
      }
    } catch (ValidationException e) {
      throw new IllegalStateException(
          "the rules of " + request.getDescriptorForType().getFullName() + " do not compile", e);
    }
    if (!errors.isEmpty()) {
      throw Problems.refuse(
          ErrorCode.INVALID_ARGUMENT,
          errors.stream()
              .map(e ->
                  e.getField().isEmpty() ? e.getMessage() : e.getField() + ": " + e.getMessage())
              .collect(Collectors.joining("; ")),
          errors);
    }
  }

  private static void readTexts(Message message, String prefix, List<FieldError> errors) {
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (isIgnored(field.getKey())) {
        continue;
      }
      String path = prefix + field.getKey().getJsonName();
      List<?> values = field.getValue() instanceof List<?> list ? list : List.of(field.getValue());
      for (Object value : values) {
        if (value instanceof Message inner) {
          readTexts(inner, path + ".", errors);
        } else if (value instanceof String text) {
          fault(field.getKey(), text)
              .ifPresent(fault ->
                  errors.add(FieldError.newBuilder().setField(path).setMessage(fault).build()));
        }
      }
    }
  }

  private static boolean isIgnored(FieldDescriptor field) {
    return field.getOptions().getExtension(ValidateProto.field).getIgnore() == Ignore.IGNORE_ALWAYS;
  }

  private static Optional<String> fault(FieldDescriptor field, String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.of("expected text without the character NUL");
    }
    return field.getOptions().getExtension(OptionsProto.visibleName)
        ? VisibleName.fault(text)
        : Optional.empty();
  }

  private static String path(FieldPath path) {
    StringBuilder text = new StringBuilder();
    for (FieldPathElement element : path.getElementsList()) {
      if (!text.isEmpty()) {
        text.append('.');
      }
      text.append(CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, element.getFieldName()));
      if (element.hasIndex()) {
        text.append('[').append(element.getIndex()).append(']');
      } else if (element.hasStringKey()) {
        text.append('[').append(element.getStringKey()).append(']');
      }
    }
    return text.toString();
  }
}
