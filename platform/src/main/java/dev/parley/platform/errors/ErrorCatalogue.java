package dev.parley.platform.errors;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ErrorRule;
import dev.parley.api.v1.ErrorsProto;
import io.grpc.Status;
import java.util.EnumMap;
import java.util.Map;

/** The rules of {@code errors.proto}: how each error code appears on each wire. */
public final class ErrorCatalogue {
  private static final Map<ErrorCode, Entry> ENTRIES = read();

  private ErrorCatalogue() {}

  /**
   * How one error code appears on each wire.
   *
   * @param http status of the HTTP answer
   * @param grpc status of the gRPC answer
   * @param retryable whether the same request may succeed later, unchanged
   * @param title a short title, the same for every occurrence
   */
  public record Entry(int http, Status.Code grpc, boolean retryable, String title) {}

  /** The entry of a code; codes outside the catalogue appear as {@link ErrorCode#INTERNAL}. */
  public static Entry entry(ErrorCode code) {
    Entry entry = ENTRIES.get(code);
    return entry != null ? entry : entry(ErrorCode.INTERNAL);
  }

  /**
   * The general code that stands for a bare gRPC status, for failures that no service of ours has
   * described.
   */
  public static ErrorCode codeFor(Status.Code status) {
    return switch (status) {
      case INVALID_ARGUMENT, OUT_OF_RANGE, FAILED_PRECONDITION -> ErrorCode.INVALID_ARGUMENT;
      case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
      case PERMISSION_DENIED -> ErrorCode.PERMISSION_DENIED;
      case UNIMPLEMENTED, NOT_FOUND -> ErrorCode.ROUTE_NOT_FOUND;
      case RESOURCE_EXHAUSTED -> ErrorCode.PAYLOAD_TOO_LARGE;
      case CANCELLED -> ErrorCode.CANCELLED;
      case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
      case DEADLINE_EXCEEDED -> ErrorCode.DEADLINE_EXCEEDED;
      case OK, UNKNOWN, ALREADY_EXISTS, ABORTED, INTERNAL, DATA_LOSS -> ErrorCode.INTERNAL;
    };
  }

  private static Map<ErrorCode, Entry> read() {
    Map<ErrorCode, Entry> entries = new EnumMap<>(ErrorCode.class);
    for (EnumValueDescriptor value : ErrorCode.getDescriptor().getValues()) {
      if (value.getOptions().hasExtension(ErrorsProto.error)) {
        ErrorRule rule = value.getOptions().getExtension(ErrorsProto.error);
        entries.put(
            ErrorCode.forNumber(value.getNumber()),
            new Entry(
                rule.getHttp(),
                Status.Code.valueOf(rule.getGrpc()),
                rule.getRetryable(),
                rule.getTitle()));
      }
    }
    return entries;
  }
}
