package dev.parley.platform.rpc;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.UnprocessedRequestException;
import com.linecorp.armeria.client.endpoint.EndpointGroup;
import com.linecorp.armeria.client.endpoint.EndpointGroupException;
import com.linecorp.armeria.client.endpoint.EndpointSelectionStrategy;
import com.linecorp.armeria.client.endpoint.healthcheck.HealthCheckedEndpointGroup;
import com.linecorp.armeria.client.grpc.GrpcClientBuilder;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.client.retry.Backoff;
import com.linecorp.armeria.client.retry.RetryRule;
import com.linecorp.armeria.client.retry.RetryingClient;
import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.TimeoutException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import dev.parley.api.v1.ChatServiceGrpc;
import dev.parley.platform.security.ServiceTokens;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The one way to reach a service: {@code SomeServiceGrpc.newBlockingStub(channels.to(Role.CHAT))}.
 * Whether the role runs in this process or elsewhere is decided here, by configuration. Request id,
 * trace and deadline of the call being served travel along.
 */
public final class Channels implements AutoCloseable {
  /** Set on a stub by {@link #actingFor}: the person a call is made for. */
  private static final CallOptions.Key<UUID> ACTING_FOR =
      CallOptions.Key.create("parley-acting-for");

  private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration HEALTH_INTERVAL = Duration.ofMillis(500);
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);
  private static final long RETRY_MILLIS = 20;

  static {
    // Accepted work needs its calls until it is finished, which is after the first signal to stop.
    ClientFactory.disableShutdownHook();
  }

  private final ServiceTokens tokens;
  private final Map<Role, Channel> raw = new EnumMap<>(Role.class);
  private final List<EndpointGroup> groups = new ArrayList<>();
  private final ManagedChannel local;

  /**
   * Knows where every role is.
   *
   * @param localServer name of this process's {@link RpcServer}
   * @param localRoles roles that it serves
   * @param peers {@code host:port} of each process that runs a role elsewhere; calls go to those of
   *     a role in turn
   */
  public Channels(
      String localServer,
      Set<Role> localRoles,
      Map<Role, List<String>> peers,
      ServiceTokens tokens) {
    this.tokens = tokens;
    this.local = InProcessChannelBuilder.forName(localServer).directExecutor().build();
    for (Role role : localRoles) {
      raw.put(role, local);
    }
    peers.forEach((role, addresses) -> raw.computeIfAbsent(role, r -> remote(addresses)));
  }

  /**
   * The channel to a role for calls of our own. They carry a service token that names {@code from}
   * and the person that the call being served is for, or the one set by {@link #actingFor}.
   *
   * @throws IllegalStateException if the role neither runs here nor has an address
   */
  public Channel to(Role role, Role from) {
    return ClientInterceptors.intercept(forwardingTo(role), new OwnCalls(from));
  }

  /** The channel to a role that adds no identity: for passing on calls that bring theirs. */
  public Channel forwardingTo(Role role) {
    Channel channel = raw.get(role);
    if (channel == null) {
      throw new IllegalStateException(
          "rpc.peers."
              + role.id()
              + " is not set (expected: host:port of the process that runs it, or --target with it)");
    }
    return ClientInterceptors.intercept(channel, new TravelsAlong());
  }

  /**
   * Stub options for a call on behalf of a person who is no guest: {@code stub.withOption(...)} in
   * one word.
   */
  public static <S extends io.grpc.stub.AbstractStub<S>> S actingFor(UUID user, S stub) {
    return stub.withOption(ACTING_FOR, user);
  }

  @Override
  public void close() {
    local.shutdownNow();
    groups.forEach(EndpointGroup::close);
  }

  private Channel remote(List<String> addresses) {
    GrpcClientBuilder client =
        addresses.size() == 1
            ? GrpcClients.builder("gproto+http://" + addresses.getFirst())
            : GrpcClients.builder("gproto+http", inTurn(addresses))
                // A process that is gone has not begun with the call, so another may.
                .decorator(
                    RetryingClient.newDecorator(
                        RetryRule.onUnprocessed(Backoff.fixed(RETRY_MILLIS)),
                        addresses.size() + 1));
    // Armeria hands out channels only through stubs; any stub of any service has the same one.
    return client
        .responseTimeout(NETWORK_TIMEOUT)
        .maxResponseLength(16 << 20)
        .exceptionHandler((context, status, cause, trailers) -> describe(status, cause))
        .build(ChatServiceGrpc.ChatServiceBlockingStub.class)
        .getChannel();
  }

  /**
   * A process that ended in the midst of a call is out of reach like any other, and one that stands
   * still has not answered in time. Whether it has done what was asked nobody knows, so that is for
   * the caller to repeat, under the same key.
   */
  private static Status describe(Status status, Throwable cause) {
    if (cause instanceof TimeoutException) {
      // The HTTP client may be quicker than the call's own deadline, and knows no better than
      // UNKNOWN.
      return Status.DEADLINE_EXCEEDED
          .withDescription("A part of the server did not answer in time: try again.")
          .withCause(cause);
    }
    return cause instanceof ClosedSessionException
            || cause instanceof ClosedStreamException
            || cause instanceof UnprocessedRequestException
            || cause instanceof EndpointGroupException
            || cause instanceof IOException
        ? Status.UNAVAILABLE
            .withDescription("A part of the server went away before it answered: try again.")
            .withCause(cause)
        : status;
  }

  /** Those of the addresses that answer, one after another. */
  private EndpointGroup inTurn(List<String> addresses) {
    HealthCheckedEndpointGroup group =
        HealthCheckedEndpointGroup.builder(
                EndpointGroup.of(
                    EndpointSelectionStrategy.roundRobin(),
                    addresses.stream().map(Endpoint::parse).toList()),
                "/healthz")
            .useGet(true)
            .retryInterval(HEALTH_INTERVAL)
            .withClientOptions(options -> options.responseTimeout(HEALTH_TIMEOUT))
            .build();
    groups.add(group);
    return group;
  }

  /** Request id, trace and deadline of the call being served. */
  private static final class TravelsAlong implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      Deadline deadline = Context.current().getDeadline();
      CallOptions bounded =
          deadline != null && options.getDeadline() == null
              ? options.withDeadline(deadline)
              : options;
      return new SimpleForwardingClientCall<>(next.newCall(method, bounded)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          CallContext.find()
              .ifPresent(call -> {
                headers.put(Headers.REQUEST_ID, call.requestId());
                if (!call.traceparent().isEmpty()) {
                  headers.put(Headers.TRACEPARENT, call.traceparent());
                }
              });
          super.start(listener, headers);
        }
      };
    }
  }

  /** The service token. */
  private final class OwnCalls implements ClientInterceptor {
    private final Role from;

    OwnCalls(Role from) {
      this.from = from;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      ServiceTokens.Grant grant = grant(options);
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          headers.put(Headers.AUTHORIZATION, "Service " + tokens.sign(grant));
          super.start(listener, headers);
        }
      };
    }

    private ServiceTokens.Grant grant(CallOptions options) {
      UUID person = options.getOption(ACTING_FOR);
      if (person != null) {
        return new ServiceTokens.Grant(from.id(), Optional.of(person), false);
      }
      return CallContext.find()
          .map(CallContext::caller)
          .map(caller -> new ServiceTokens.Grant(from.id(), caller.user(), caller.guest()))
          .orElseGet(() -> new ServiceTokens.Grant(from.id(), Optional.empty(), false));
    }
  }
}
