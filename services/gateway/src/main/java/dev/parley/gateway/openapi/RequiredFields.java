package dev.parley.gateway.openapi;

import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which fields a request must give. The contract seldom says so outright: a field is required where
 * its rules refuse the value that an absent field has. So the validator itself is asked, with an
 * empty message; that also counts rules in CEL, which nothing else could judge.
 */
final class RequiredFields {
  private final Validator validator = ValidatorFactory.newBuilder().build();

  /** The fields that an empty message is refused for, in declared order. */
  Set<FieldDescriptor> of(Descriptor message) {
    Set<Integer> refused = new LinkedHashSet<>();
    try {
      for (var violation :
          validator.validate(DynamicMessage.getDefaultInstance(message)).getViolations()) {
        var path = violation.toProto().getField().getElementsList();
        if (!path.isEmpty()) {
          refused.add(path.getFirst().getFieldNumber());
        }
      }
    } catch (ValidationException e) {
      throw new IllegalStateException(
          "the rules of " + message.getFullName() + " cannot be evaluated", e);
    }
    Set<FieldDescriptor> required = new LinkedHashSet<>(message.getFields());
    required.removeIf(field -> !refused.contains(field.getNumber()));
    return required;
  }
}
