package dev.parley.gateway.web;

import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.util.Map;
import java.util.function.Function;

/** The headers by which a browser guards its user. An answer that sets one itself keeps its own. */
public final class SecurityHeaders extends SimpleDecoratingHttpService {
  private static final Map<String, String> HEADERS =
      Map.of(
          "content-security-policy",
          "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
              + "connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; form-action 'self'; "
              + "frame-ancestors 'none'",
          "x-content-type-options",
          "nosniff",
          "x-frame-options",
          "DENY",
          "referrer-policy",
          "no-referrer",
          "cross-origin-opener-policy",
          "same-origin",
          "permissions-policy",
          "camera=(), microphone=(), geolocation=(), payment=(), usb=()");

  private final boolean https;

  private SecurityHeaders(HttpService delegate, boolean https) {
    super(delegate);
    this.https = https;
  }

  /**
   * Adds the headers.
   *
   * @param https whether people reach this server by https, so that browsers may be told to insist
   *     on it
   */
  public static Function<HttpService, SecurityHeaders> decorator(boolean https) {
    return delegate -> new SecurityHeaders(delegate, https);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    return unwrap()
        .serve(context, request)
        .mapHeaders(headers -> {
          HttpHeaders present = headers;
          var builder = headers.toBuilder();
          HEADERS.forEach((name, value) -> {
            if (!present.contains(name)) {
              builder.set(name, value);
            }
          });
          if (https) {
            builder.set("strict-transport-security", "max-age=31536000; includeSubDomains");
          }
          return builder.build();
        });
  }
}
