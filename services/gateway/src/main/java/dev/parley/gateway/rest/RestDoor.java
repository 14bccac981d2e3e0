package dev.parley.gateway.rest;

import com.google.protobuf.Message;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.LoginRequest;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.RegisterRequest;
import dev.parley.gateway.PublicContracts;
import dev.parley.gateway.RateLimits;
import dev.parley.gateway.json.StrictJson;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.Headers;
import dev.parley.platform.rpc.Role;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.AccessTokenVerifier.Verification;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything under {@code /v1/}: REST, transcoded from the contract. Paths it does not know are a
 * JSON 404.
 */
public final class RestDoor implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(RestDoor.class);
  private static final int DEADLINE_SECONDS = 15;

  private final List<RestRoute> routes = RestRoute.of(PublicContracts.ALL);
  private final Function<Role, Channel> channels;
  private final AccessTokenVerifier verifier;
  private final RateLimits limits;
  private final Executor blocking;
  private final int maxBodyBytes;
  private final boolean https;

  /**
   * Transcodes to the given channels.
   *
   * @param channels to each role, adding no identity of their own
   * @param blocking runs the calls, each of which waits for its answer
   * @param https whether people reach this server by https, through a proxy that ends it
   */
  public RestDoor(
      Function<Role, Channel> channels,
      AccessTokenVerifier verifier,
      RateLimits limits,
      Executor blocking,
      int maxBodyBytes,
      boolean https) {
    this.channels = channels;
    this.verifier = verifier;
    this.limits = limits;
    this.blocking = blocking;
    this.maxBodyBytes = maxBodyBytes;
    this.https = https;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(whole -> answer(context, whole), blocking)
            .exceptionally(failure -> refusal(context, failure)));
  }

  private HttpResponse answer(ServiceRequestContext context, AggregatedHttpRequest request) {
    OptionalLong wait = limits.byAddress(context.clientAddress().getHostAddress());
    if (wait.isPresent()) {
      return ProblemJson.slowDown(context, wait.getAsLong(), "this address");
    }
    String path = path(context);
    List<RestRoute> matching = matching(path);
    if (matching.isEmpty()) {
      throw Problems.refuse(
          ErrorCode.ROUTE_NOT_FOUND,
          "There is no route " + context.path() + ": /v1/openapi.json lists all of them.");
    }
    for (RestRoute route : matching) {
      if (route.verb() == request.method()
          || route.verb() == HttpMethod.GET && request.method() == HttpMethod.HEAD) {
        return call(context, route, path, request);
      }
    }
    String allowed = matching.stream().map(r -> r.verb().name()).collect(Collectors.joining(", "));
    Problem problem =
        identified(
            context,
            Problems.problem(
                ErrorCode.METHOD_NOT_ALLOWED,
                request.method()
                    + " does not fit "
                    + context.path()
                    + " (expected: "
                    + allowed
                    + ")",
                List.of()));
    return HttpResponse.of(
        ProblemJson.headers(problem).set(HttpHeaderNames.ALLOW, allowed).build(),
        HttpData.ofUtf8(ProblemJson.json(problem)));
  }

  /** As it was sent: a colon that was escaped belongs to a name, and begins no verb. */
  private String path(ServiceRequestContext context) {
    String raw = context.rawPath();
    return matching(raw).isEmpty() ? context.path() : raw;
  }

  private List<RestRoute> matching(String path) {
    return routes.stream().filter(route -> route.path().matcher(path).matches()).toList();
  }

  private HttpResponse call(
      ServiceRequestContext context, RestRoute route, String path, AggregatedHttpRequest http) {
    Matcher matched = route.path().matcher(path);
    if (!matched.matches()) {
      throw new IllegalStateException("a route matched and then did not");
    }
    Message asked =
        route.request(matched, QueryParams.fromQueryString(context.query()), body(route, http));
    OptionalLong wait = limit(context, route, asked, http.headers());
    if (wait.isPresent()) {
      return ProblemJson.slowDown(context, wait.getAsLong(), "this account or address");
    }
    Message given = SessionCookies.fill(asked, http.headers());
    Message answer =
        ClientCalls.blockingUnaryCall(
            ClientInterceptors.intercept(
                channels.apply(route.role()),
                MetadataUtils.newAttachHeadersInterceptor(metadata(context, http))),
            route.method(),
            CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS),
            given);
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.JSON_UTF_8)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    if (SessionCookies.travelsAsCookie(asked)) {
      headers.cookie(SessionCookies.cookie(answer, https || context.sessionProtocol().isTls()));
      answer = SessionCookies.strip(answer);
    }
    return HttpResponse.of(headers.build(), HttpData.wrap(StrictJson.write(answer)));
  }

  private static String body(RestRoute route, AggregatedHttpRequest http) {
    if (!route.takesBody() || http.content().isEmpty()) {
      return "";
    }
    MediaType type = http.contentType();
    if (type == null || !type.is(MediaType.JSON.withoutParameters())) {
      throw Problems.refuse(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type: " + (type == null ? "none" : type) + " (expected: application/json)");
    }
    return StrictJson.decode(http.content().array());
  }

  private OptionalLong limit(
      ServiceRequestContext context, RestRoute route, Message asked, RequestHeaders headers) {
    if (asked instanceof LoginRequest || asked instanceof RegisterRequest) {
      return limits.bySignIn(context.clientAddress().getHostAddress());
    }
    String authorization = headers.get(HttpHeaderNames.AUTHORIZATION, "");
    if (route.open() || !authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return OptionalLong.empty();
    }
    return verifier.verify(authorization.substring("bearer ".length()).strip())
            instanceof Verification.Valid valid
        ? limits.byAccount(valid.userId())
        : OptionalLong.empty();
  }

  private static Metadata metadata(ServiceRequestContext context, AggregatedHttpRequest http) {
    Metadata metadata = new Metadata();
    metadata.put(Headers.REQUEST_ID, RequestIds.of(context));
    String authorization = http.headers().get(HttpHeaderNames.AUTHORIZATION);
    // Service tokens are for services among themselves; this door is for people.
    if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      metadata.put(Headers.AUTHORIZATION, authorization);
    }
    String trace = http.headers().get("traceparent");
    if (trace != null) {
      metadata.put(Headers.TRACEPARENT, trace);
    }
    return metadata;
  }

  private HttpResponse refusal(ServiceRequestContext context, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    Problem problem =
        switch (cause) {
          case ContentTooLargeException ignored ->
              Problems.problem(
                  ErrorCode.PAYLOAD_TOO_LARGE,
                  "The body is larger than this server takes (expected: at most "
                      + maxBodyBytes
                      + " bytes).",
                  List.of());
          case StatusRuntimeException refused -> Problems.of(refused);
          default -> {
            log.error("{} failed", context.path(), cause);
            yield Problems.of(cause);
          }
        };
    return ProblemJson.response(identified(context, problem));
  }

  private static Problem identified(ServiceRequestContext context, Problem problem) {
    return problem.toBuilder().setRequestId(RequestIds.of(context)).build();
  }
}
