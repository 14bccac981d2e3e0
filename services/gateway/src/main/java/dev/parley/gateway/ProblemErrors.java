package dev.parley.gateway;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Problem;
import dev.parley.gateway.rest.ProblemJson;
import dev.parley.gateway.rest.RequestIds;
import dev.parley.platform.errors.ErrorCatalogue;
import dev.parley.platform.errors.Problems;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP server itself refuses, before or beside our own doors, in the words of the
 * catalogue.
 */
final class ProblemErrors implements ServerErrorHandler {
  private final int maxBodyBytes;

  ProblemErrors(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    Problem problem =
        switch (cause) {
          case StatusRuntimeException refused -> Problems.of(refused);
          case ContentTooLargeException ignored -> tooLarge();
          case RequestTimeoutException ignored -> general(ErrorCode.DEADLINE_EXCEEDED);
          default -> null;
        };
    return problem == null ? null : ProblemJson.response(identified(context, problem));
  }

  @Override
  public @Nullable AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    Problem problem =
        switch (status.code()) {
          case 404 -> general(ErrorCode.ROUTE_NOT_FOUND);
          case 405 -> general(ErrorCode.METHOD_NOT_ALLOWED);
          case 413 -> tooLarge();
          case 415 -> general(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
          case 503 -> general(ErrorCode.UNAVAILABLE);
          default ->
              status.isClientError()
                  ? Problems.problem(
                      ErrorCode.MALFORMED_REQUEST,
                      description != null ? description : status.reasonPhrase(),
                      List.of())
                  : general(ErrorCode.INTERNAL);
        };
    return AggregatedHttpResponse.of(
        ResponseHeaders.builder(status).set("content-type", "application/problem+json").build(),
        HttpData.ofUtf8(
            ProblemJson.json(context == null ? problem : identified(context, problem))));
  }

  private static Problem identified(ServiceRequestContext context, Problem problem) {
    return problem.toBuilder().setRequestId(RequestIds.of(context)).build();
  }

  private Problem tooLarge() {
    return Problems.problem(
        ErrorCode.PAYLOAD_TOO_LARGE,
        "The body is larger than this server takes (expected: at most " + maxBodyBytes + " bytes).",
        List.of());
  }

  private static Problem general(ErrorCode code) {
    return Problems.problem(code, ErrorCatalogue.entry(code).title(), List.of());
  }
}
