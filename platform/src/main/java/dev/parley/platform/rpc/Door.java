package dev.parley.platform.rpc;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.MethodRule;
import dev.parley.api.v1.OptionsProto;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.AccessTokenVerifier.Verification;
import dev.parley.platform.security.ServiceTokens;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Who comes in. Verifies the token that came with the call, holds it against the method's access
 * rule, and puts the {@link CallContext} in place. Every service has this door, wherever it runs: a
 * gateway's word is not enough.
 */
final class Door implements ServerInterceptor {
  private static final int MAX_REQUEST_ID = 64;

  private final AccessTokenVerifier people;
  private final ServiceTokens services;
  private final Map<String, MethodRule.Access> access = new ConcurrentHashMap<>();

  Door(AccessTokenVerifier people, ServiceTokens services) {
    this.people = people;
    this.services = services;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String requestId = requestId(headers.get(Headers.REQUEST_ID));
    @Nullable String trace = headers.get(Headers.TRACEPARENT);
    CallContext unknown =
        new CallContext(requestId, trace == null ? "" : trace, new Caller.Anyone());
    return Contexts.interceptCall(
        Context.current().withValue(CallContext.KEY, unknown),
        call,
        headers,
        (c, h) -> admit(c, h, next, unknown));
  }

  private <Q, A> ServerCall.Listener<Q> admit(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next, CallContext unknown) {
    MDC.put("requestId", unknown.requestId());
    Caller caller = letIn(access(call), headers.get(Headers.AUTHORIZATION));
    CallContext known = new CallContext(unknown.requestId(), unknown.traceparent(), caller);
    return Contexts.interceptCall(
        Context.current().withValue(CallContext.KEY, known), call, headers, next);
  }

  private Caller letIn(MethodRule.Access rule, @Nullable String authorization) {
    Caller caller = authorization == null ? new Caller.Anyone() : verify(authorization, rule);
    boolean allowed =
        switch (rule) {
          case ANYONE -> true;
          case PERSON -> caller.user().isPresent();
          case SERVICE -> caller instanceof Caller.Service;
          case ACCESS_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    if (allowed) {
      return caller;
    }
    if (caller instanceof Caller.Anyone) {
      throw Problems.refuse(
          ErrorCode.UNAUTHENTICATED,
          "Sign in first: send the header \"Authorization: Bearer <access token>\".");
    }
    throw Problems.refuse(
        ErrorCode.PERMISSION_DENIED, "Only services of this installation may call this method.");
  }

  private Caller verify(String authorization, MethodRule.Access rule) {
    int space = authorization.indexOf(' ');
    String scheme = space < 0 ? "" : authorization.substring(0, space);
    String token = authorization.substring(space + 1).strip();
    if (scheme.equalsIgnoreCase("Service")) {
      return services
          .verify(token)
          .map(grant -> (Caller) new Caller.Service(grant.service(), grant.user(), grant.guest()))
          .orElseThrow(
              () -> Problems.refuse(ErrorCode.UNAUTHENTICATED, "The service token is not valid."));
    }
    if (!scheme.equalsIgnoreCase("Bearer")) {
      throw Problems.refuse(
          ErrorCode.UNAUTHENTICATED,
          "The Authorization header is not understood (expected: Bearer <access token>).");
    }
    return switch (people.verify(token)) {
      case Verification.Valid valid ->
          new Caller.Person(valid.userId(), valid.sessionId(), valid.guest());
      // Logging in with an old token still in the header is no reason to be turned away.
      case Verification.Invalid ignored when rule == MethodRule.Access.ANYONE ->
          new Caller.Anyone();
      case Verification.Invalid invalid ->
          throw Problems.refuse(ErrorCode.UNAUTHENTICATED, invalid.reason());
    };
  }

  private MethodRule.Access access(ServerCall<?, ?> call) {
    return access.computeIfAbsent(
        call.getMethodDescriptor().getFullMethodName(),
        name -> accessOf(call.getMethodDescriptor()));
  }

  /**
   * The access rule that the contract gives a method.
   *
   * @throws IllegalStateException if it gives none
   */
  static MethodRule.Access accessOf(io.grpc.MethodDescriptor<?, ?> method) {
    if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
      MethodDescriptor descriptor = schema.getMethodDescriptor();
      MethodRule.Access rule =
          descriptor.getOptions().getExtension(OptionsProto.method).getAccess();
      if (rule != MethodRule.Access.ACCESS_UNSPECIFIED) {
        return rule;
      }
    }
    throw new IllegalStateException(
        method.getFullMethodName()
            + " does not say who may call it: give it option (parley.v1.method) = {access: ...}");
  }

  private static String requestId(@Nullable String given) {
    return given != null && isUsable(given) ? given : UUID.randomUUID().toString();
  }

  /** Visible ASCII of a sensible length: it goes into the log as it is. */
  private static boolean isUsable(String requestId) {
    return !requestId.isEmpty()
        && requestId.length() <= MAX_REQUEST_ID
        && requestId.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
