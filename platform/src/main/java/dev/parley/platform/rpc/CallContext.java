package dev.parley.platform.rpc;

import io.grpc.Context;
import java.util.Optional;
import java.util.UUID;

/**
 * What travels with a call through every service it touches: who made it, and the ids that find it
 * in logs and traces. (Its deadline travels in the gRPC context itself.)
 *
 * @param requestId names the request in the log; given by the client or made at the first door
 * @param traceparent W3C trace context, or empty
 * @param caller who makes the call
 */
public record CallContext(String requestId, String traceparent, Caller caller) {
  static final Context.Key<CallContext> KEY = Context.key("parley-call");

  /**
   * The context of the call being served.
   *
   * @throws IllegalStateException outside of a call
   */
  public static CallContext current() {
    CallContext context = KEY.get();
    if (context == null) {
      throw new IllegalStateException(
          "not serving a call: CallContext.current() belongs in a gRPC adapter");
    }
    return context;
  }

  /** The context of the call being served, or empty outside of one. */
  public static Optional<CallContext> find() {
    return Optional.ofNullable(KEY.get());
  }

  /**
   * The person on whose behalf the call being served is made.
   *
   * @throws IllegalStateException if there is none; the door lets nobody else through where access
   *     is PERSON
   */
  public static UUID userId() {
    return current()
        .caller()
        .user()
        .orElseThrow(() ->
            new IllegalStateException("a method with access PERSON was called without a person"));
  }
}
