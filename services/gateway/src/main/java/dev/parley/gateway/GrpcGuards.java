package dev.parley.gateway;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.LoginRequest;
import dev.parley.api.v1.RegisterRequest;
import dev.parley.api.v1.SessionTransport;
import dev.parley.gateway.rest.RequestIds;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.Headers;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.AccessTokenVerifier.Verification;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What the gateway asks of gRPC calls before it passes them on: that they keep to the rate limits,
 * bring no service token, and do not want a cookie, which gRPC has not.
 */
final class GrpcGuards implements ServerInterceptor {
  private final RateLimits limits;
  private final AccessTokenVerifier verifier;

  GrpcGuards(RateLimits limits, AccessTokenVerifier verifier) {
    this.limits = limits;
    this.verifier = verifier;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    ServiceRequestContext context = ServiceRequestContext.current();
    String authorization = headers.get(Headers.AUTHORIZATION);
    boolean bearer =
        authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ");
    if (authorization != null && !bearer) {
      headers.discardAll(Headers.AUTHORIZATION);
    }
    headers.discardAll(Headers.REQUEST_ID);
    headers.put(Headers.REQUEST_ID, RequestIds.of(context));

    OptionalLong wait = limits.byAddress(context.clientAddress().getHostAddress());
    if (wait.isEmpty() && authorization != null && bearer) {
      String token = authorization.substring("bearer ".length()).strip();
      if (verifier.verify(token) instanceof Verification.Valid valid) {
        wait = limits.byAccount(valid.userId());
      }
    }
    if (wait.isPresent()) {
      return refuse(call, slowDown(wait.getAsLong()));
    }
    String address = context.clientAddress().getHostAddress();
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean refused;

      @Override
      public void onMessage(Q message) {
        StatusRuntimeException refusal = check(message, address);
        if (refusal != null) {
          refused = true;
          refuse(call, refusal);
          super.onCancel();
        } else {
          super.onMessage(message);
        }
      }

      @Override
      public void onHalfClose() {
        if (!refused) {
          super.onHalfClose();
        }
      }
    };
  }

  private @org.jspecify.annotations.Nullable StatusRuntimeException check(
      Object message, String address) {
    SessionTransport transport =
        switch (message) {
          case RegisterRequest register -> register.getSession();
          case LoginRequest login -> login.getSession();
          default -> null;
        };
    if (transport == null) {
      return null;
    }
    if (transport == SessionTransport.COOKIE) {
      return Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT, "session", "gRPC carries no cookies (expected: TOKEN)");
    }
    OptionalLong wait = limits.bySignIn(address);
    return wait.isPresent() ? slowDown(wait.getAsLong()) : null;
  }

  private static StatusRuntimeException slowDown(long seconds) {
    return Problems.refuse(
        ErrorCode.RATE_LIMITED, "Too many calls: try again in " + seconds + " s.");
  }

  private static <Q> ServerCall.Listener<Q> refuse(
      ServerCall<Q, ?> call, StatusRuntimeException refusal) {
    Metadata trailers = refusal.getTrailers();
    call.close(refusal.getStatus(), trailers != null ? trailers : new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
