package dev.parley.platform.rpc;

import io.grpc.Metadata;

/** The metadata keys that travel with calls. */
public final class Headers {
  /** {@code Bearer <access token>} of a person or {@code Service <service token>}. */
  public static final Metadata.Key<String> AUTHORIZATION = key("authorization");

  /** Names a request in the log. */
  public static final Metadata.Key<String> REQUEST_ID = key("x-request-id");

  /** W3C trace context. */
  public static final Metadata.Key<String> TRACEPARENT = key("traceparent");

  /** Seconds after which a rate-limited request may be tried again. */
  public static final Metadata.Key<String> RETRY_AFTER = key("retry-after");

  private Headers() {}

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
