package dev.parley.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import dev.parley.gateway.rest.RequestIds;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request, when it has been answered: what was asked (never with what query or
 * body, nor the secret of an invitation), how it ended, how long it took and for whom. Faults of
 * ours are warnings; web files and probes appear at debug only. Every answer names its request in
 * {@code x-request-id}.
 */
final class RequestLog extends SimpleDecoratingHttpService {
  private static final Logger log = LoggerFactory.getLogger("dev.parley.requests");

  /** A path that holds the secret of an invitation. */
  private static final Pattern SECRET = Pattern.compile("^(/v1/invitations/|/invite/)[^:]+");

  RequestLog(HttpService delegate) {
    super(delegate);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    String id = RequestIds.of(context);
    context
        .log()
        .whenComplete()
        .thenAccept(done -> {
          int status =
              done.isAvailable(RequestLogProperty.RESPONSE_HEADERS)
                  ? done.responseHeaders().status().code()
                  : 0;
          boolean interesting =
              context.path().startsWith("/v1/") || context.path().startsWith("/parley.");
          log.atLevel(
                  status >= 500
                      ? org.slf4j.event.Level.WARN
                      : interesting ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG)
              .addKeyValue("status", status)
              .addKeyValue("ms", Duration.ofNanos(done.totalDurationNanos()).toMillis())
              .addKeyValue("address", context.clientAddress().getHostAddress())
              .addKeyValue("requestId", id)
              .log("{} {}", request.method(), withoutSecret(context.path()));
        });
    return unwrap()
        .serve(context, request)
        .mapHeaders(headers ->
            headers.contains("x-request-id")
                ? headers
                : headers.toBuilder().set("x-request-id", id).build());
  }

  static String withoutSecret(String path) {
    return SECRET.matcher(path).replaceFirst("$1...");
  }
}
