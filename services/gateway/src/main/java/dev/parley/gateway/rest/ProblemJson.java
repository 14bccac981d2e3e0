package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.util.Timestamps;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.FieldError;
import dev.parley.api.v1.Problem;
import dev.parley.platform.errors.ErrorCatalogue;
import dev.parley.platform.errors.Problems;
import java.util.List;

/** Problems as {@code application/problem+json} (RFC 9457). */
public final class ProblemJson {
  private static final MediaType TYPE = MediaType.create("application", "problem+json");

  private ProblemJson() {}

  /** The answer to a request that was refused or failed. */
  public static HttpResponse response(Problem problem) {
    return HttpResponse.of(headers(problem).build(), HttpData.ofUtf8(json(problem)));
  }

  /**
   * The answer to who asks too often.
   *
   * @param seconds to wait, which {@code Retry-After} says too
   * @param who what the limit counts, such as {@code this address}
   */
  public static HttpResponse slowDown(ServiceRequestContext context, long seconds, String who) {
    Problem problem =
        Problems.problem(
                ErrorCode.RATE_LIMITED,
                "Too many requests from " + who + ": try again in " + seconds + " s.",
                List.of())
            .toBuilder()
            .setRequestId(RequestIds.of(context))
            .build();
    return HttpResponse.of(
        headers(problem).set(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds)).build(),
        HttpData.ofUtf8(json(problem)));
  }

  /** The headers of such an answer, for who has more to add. */
  static ResponseHeadersBuilder headers(Problem problem) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.valueOf(ErrorCatalogue.entry(problem.getCode()).http()))
            .contentType(TYPE)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    if (problem.getCode() == ErrorCode.UNAUTHENTICATED) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    return headers;
  }

  /** The body of such an answer. */
  public static String json(Problem problem) {
    ErrorCatalogue.Entry entry = ErrorCatalogue.entry(problem.getCode());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "urn:parley:error:" + problem.getCode());
    json.put("title", entry.title());
    json.put("status", entry.http());
    json.put("code", problem.getCode().name());
    json.put("detail", problem.getDetail());
    json.put("requestId", problem.getRequestId());
    json.put("retryable", problem.getRetryable());
    if (problem.hasRetryTime()) {
      json.put("retryTime", Timestamps.toString(problem.getRetryTime()));
    }
    ArrayNode errors = json.putArray("errors");
    for (FieldError error : problem.getErrorsList()) {
      errors.addObject().put("field", error.getField()).put("message", error.getMessage());
    }
    return json.toString();
  }
}
