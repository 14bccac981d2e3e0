package dev.parley.gateway.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.parley.api.internal.v1.GetAvatarResponse;
import dev.parley.api.v1.ErrorCode;
import dev.parley.gateway.RateLimits;
import dev.parley.gateway.rest.ProblemJson;
import dev.parley.gateway.rest.RequestIds;
import dev.parley.platform.errors.Problems;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Pictures of people, of rooms, of pages elsewhere and of emoji, for the {@code <img>} of a page,
 * which sends no token: who knows the address may look. An address names one very file, so browsers
 * keep it for good.
 */
public final class Pictures implements HttpService {
  /** Where those of people are. */
  public static final String OF_PEOPLE = "/avatars/{id}/{version}";

  /** Where those of rooms are. */
  public static final String OF_ROOMS = "/avatars/rooms/{id}/{version}";

  /** Where those of pages are that messages link to. */
  public static final String OF_PREVIEWS = "/previews/{id}/{version}";

  /** Where those of the installation's emoji are. */
  public static final String OF_EMOJI = "/emoji/{id}/{version}";

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{32}");
  private static final int DEADLINE_SECONDS = 5;

  private final Source source;
  private final ErrorCode missing;
  private final RateLimits limits;
  private final Executor blocking;

  /** Where pictures are kept. */
  @FunctionalInterface
  public interface Source {
    /** Answers with a picture, or throws the refusal. */
    GetAvatarResponse get(String id, String version, Deadline deadline);
  }

  /**
   * Asks for pictures where they are kept.
   *
   * @param missing what is said where there is none
   * @param blocking runs the calls, each of which waits for its answer
   */
  public Pictures(Source source, ErrorCode missing, RateLimits limits, Executor blocking) {
    this.source = source;
    this.missing = missing;
    this.limits = limits;
    this.blocking = blocking;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      return refusal(
          context,
          ErrorCode.METHOD_NOT_ALLOWED,
          request.method() + " does not fit " + context.path() + " (expected: GET)");
    }
    return HttpResponse.of(CompletableFuture.supplyAsync(() -> answer(context), blocking));
  }

  private HttpResponse answer(ServiceRequestContext context) {
    OptionalLong wait = limits.byAddress(context.clientAddress().getHostAddress());
    if (wait.isPresent()) {
      return ProblemJson.slowDown(context, wait.getAsLong(), "this address");
    }
    String id = Objects.requireNonNull(context.pathParam("id"));
    String version = Objects.requireNonNull(context.pathParam("version"));
    if (!ID.matcher(id).matches() || !VERSION.matcher(version).matches()) {
      return refusal(context, missing, "There is no picture " + context.path() + ".");
    }
    try {
      return shown(source.get(id, version, Deadline.after(DEADLINE_SECONDS, TimeUnit.SECONDS)));
    } catch (StatusRuntimeException e) {
      return ProblemJson.response(
          Problems.of(e).toBuilder().setRequestId(RequestIds.of(context)).build());
    }
  }

  private static HttpResponse shown(GetAvatarResponse avatar) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .set(HttpHeaderNames.CONTENT_TYPE, avatar.getMediaType())
            .set(HttpHeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable")
            .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox")
            .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
            .build(),
        HttpData.wrap(avatar.getPicture().toByteArray()));
  }

  private static HttpResponse refusal(
      ServiceRequestContext context, ErrorCode code, String detail) {
    return ProblemJson.response(
        Problems.problem(code, detail, List.of()).toBuilder()
            .setRequestId(RequestIds.of(context))
            .build());
  }
}
