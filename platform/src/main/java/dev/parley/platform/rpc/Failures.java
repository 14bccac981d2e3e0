package dev.parley.platform.rpc;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Problem;
import dev.parley.platform.db.DatabaseUnavailableException;
import dev.parley.platform.errors.ErrorCatalogue;
import dev.parley.platform.errors.Problems;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What escapes from a service becomes an answer of the catalogue, here and nowhere else: a refusal
 * as it is, a database out of reach as UNAVAILABLE, anything else as INTERNAL, with the stack trace
 * in the log under the request id.
 */
public final class Failures implements ServerInterceptor {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    ServerCall<Q, A> described =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            if (status.isOk()) {
              super.close(status, trailers);
            } else if (status.getCause() != null
                && !(status.getCause() instanceof StatusException)) {
              answer(delegate(), status.getCause(), method);
            } else {
              answer(delegate(), new StatusRuntimeException(status, trailers), method);
            }
          }
        };
    try {
      return guard(next.startCall(described, headers), call, method);
    } catch (RuntimeException e) {
      answer(call, e, method);
      return new ServerCall.Listener<>() {};
    }
  }

  private static <Q> ServerCall.Listener<Q> guard(
      ServerCall.Listener<Q> listener, ServerCall<Q, ?> call, String method) {
    return new SimpleForwardingServerCallListener<>(listener) {
      private boolean failed;

      @Override
      public void onMessage(Q message) {
        guarded(() -> super.onMessage(message));
      }

      @Override
      public void onHalfClose() {
        guarded(super::onHalfClose);
      }

      @Override
      public void onReady() {
        guarded(super::onReady);
      }

      private void guarded(Runnable step) {
        if (failed) {
          return;
        }
        try {
          step.run();
        } catch (RuntimeException e) {
          failed = true;
          answer(call, e, method);
        }
      }
    };
  }

  private static void answer(ServerCall<?, ?> call, Throwable failure, String method) {
    Problem problem = describe(failure, method);
    String requestId = CallContext.find().map(CallContext::requestId).orElse("");
    StatusRuntimeException answer =
        Problems.refuse(problem.toBuilder().setRequestId(requestId).build());
    Metadata trailers = answer.getTrailers();
    call.close(answer.getStatus(), trailers != null ? trailers : new Metadata());
  }

  /**
   * What a failure is to the caller. What is our own fault goes to the log.
   *
   * @param method what was called, for the log
   */
  public static Problem describe(Throwable failure, String method) {
    return switch (failure) {
      case StatusRuntimeException e -> Problems.of(e);
      case StatusException e -> Problems.of(e);
      case DatabaseUnavailableException e -> {
        log.warn("{}: {}", method, e.getMessage());
        yield Problems.problem(
            ErrorCode.UNAVAILABLE,
            "The database cannot be reached right now: try again shortly.",
            List.of());
      }
      default -> {
        log.error("{} failed", method, failure);
        yield Problems.problem(
            ErrorCode.INTERNAL, ErrorCatalogue.entry(ErrorCode.INTERNAL).title(), List.of());
      }
    };
  }
}
