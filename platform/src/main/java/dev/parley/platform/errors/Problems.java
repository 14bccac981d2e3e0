package dev.parley.platform.errors;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.FieldError;
import dev.parley.api.v1.Problem;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refusals as gRPC carries them: a status whose {@code google.rpc.Status} details hold one {@link
 * Problem}. Every way out of Parley (problem+json, the WebSocket's {@code error}) is made from that
 * one message.
 */
public final class Problems {
  private Problems() {}

  /**
   * A refusal to throw out of a gRPC adapter.
   *
   * @param detail what was wrong with this request, what was expected and what to do
   */
  public static StatusRuntimeException refuse(ErrorCode code, String detail) {
    return refuse(code, detail, List.of());
  }

  /** A refusal that names the fields that were wrong. */
  public static StatusRuntimeException refuse(
      ErrorCode code, String detail, List<FieldError> errors) {
    return refuse(problem(code, detail, errors));
  }

  /** A refusal of one field. */
  public static StatusRuntimeException refuseField(ErrorCode code, String field, String expected) {
    FieldError error = FieldError.newBuilder().setField(field).setMessage(expected).build();
    return refuse(code, field + ": " + expected, List.of(error));
  }

  /** A problem as a status to throw. */
  public static StatusRuntimeException refuse(Problem problem) {
    com.google.rpc.Status status =
        com.google.rpc.Status.newBuilder()
            .setCode(ErrorCatalogue.entry(problem.getCode()).grpc().value())
            .setMessage(problem.getDetail())
            .addDetails(Any.pack(problem))
            .build();
    return StatusProto.toStatusRuntimeException(status);
  }

  /** A problem, with what the catalogue says of its code filled in. */
  public static Problem problem(ErrorCode code, String detail, List<FieldError> errors) {
    return Problem.newBuilder()
        .setCode(code)
        .setDetail(detail)
        .setRetryable(ErrorCatalogue.entry(code).retryable())
        .addAllErrors(errors)
        .build();
  }

  /**
   * The problem behind a failed call; a bare status becomes the general code that stands for it.
   */
  public static Problem of(Throwable failure) {
    return switch (failure) {
      case StatusRuntimeException e -> of(e.getStatus(), e.getTrailers());
      case StatusException e -> of(e.getStatus(), e.getTrailers());
      default -> {
        Status status = Status.fromThrowable(failure);
        yield of(status, Status.trailersFromThrowable(failure));
      }
    };
  }

  /** The problem that a status and its trailers carry. */
  public static Problem of(Status status, @Nullable Metadata trailers) {
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
    for (Any detail : details.getDetailsList()) {
      if (detail.is(Problem.class)) {
        try {
          return detail.unpack(Problem.class);
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalStateException("a Problem in the status details does not parse", e);
        }
      }
    }
    ErrorCode code = ErrorCatalogue.codeFor(status.getCode());
    // What a fault says of itself is for our log, not for the caller.
    String detail =
        code == ErrorCode.INTERNAL || status.getDescription() == null
            ? ErrorCatalogue.entry(code).title()
            : status.getDescription();
    return problem(code, detail, List.of());
  }
}
