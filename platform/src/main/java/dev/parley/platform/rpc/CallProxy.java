package dev.parley.platform.rpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Serves a unary method by passing its calls on to a channel, without looking at the messages. Only
 * the headers in {@link #PASSED_ON} go along. Never blocks, so it may run on an event loop.
 */
public final class CallProxy<Q, A> implements ServerCallHandler<Q, A> {
  private static final List<Metadata.Key<String>> PASSED_ON =
      List.of(Headers.AUTHORIZATION, Headers.REQUEST_ID, Headers.TRACEPARENT);

  /** How long a call may take if its caller does not say. */
  private static final long DEFAULT_DEADLINE_SECONDS = 15;

  private final Channel channel;
  private final MethodDescriptor<Q, A> method;

  /**
   * Passes calls of one method on.
   *
   * @throws IllegalArgumentException if the method streams: streams end at the edge, which keeps
   *     the connections
   */
  public CallProxy(Channel channel, MethodDescriptor<Q, A> method) {
    if (method.getType() != MethodType.UNARY) {
      throw new IllegalArgumentException(
          method.getFullMethodName() + " is " + method.getType() + " (expected: UNARY)");
    }
    this.channel = channel;
    this.method = method;
  }

  @Override
  public ServerCall.Listener<Q> startCall(ServerCall<Q, A> inbound, Metadata headers) {
    ClientCall<Q, A> outbound = channel.newCall(method, options());
    outbound.start(new Answers<>(inbound), passedOn(headers));
    inbound.request(2);
    // One more than the answer: the call ends with its status only when that is asked for.
    outbound.request(2);
    return new Requests<>(outbound);
  }

  private static CallOptions options() {
    Deadline deadline = Context.current().getDeadline();
    return deadline != null
        ? CallOptions.DEFAULT.withDeadline(deadline)
        : CallOptions.DEFAULT.withDeadlineAfter(DEFAULT_DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private static Metadata passedOn(Metadata headers) {
    Metadata passedOn = new Metadata();
    for (Metadata.Key<String> key : PASSED_ON) {
      String value = headers.get(key);
      if (value != null) {
        passedOn.put(key, value);
      }
    }
    return passedOn;
  }

  /** From the caller to the service. */
  private static final class Requests<Q> extends ServerCall.Listener<Q> {
    private final ClientCall<Q, ?> outbound;

    Requests(ClientCall<Q, ?> outbound) {
      this.outbound = outbound;
    }

    @Override
    public void onMessage(Q message) {
      outbound.sendMessage(message);
    }

    @Override
    public void onHalfClose() {
      outbound.halfClose();
    }

    @Override
    public void onCancel() {
      outbound.cancel("the caller gave up", null);
    }
  }

  /** From the service to the caller. */
  private static final class Answers<A> extends ClientCall.Listener<A> {
    private final ServerCall<?, A> inbound;

    Answers(ServerCall<?, A> inbound) {
      this.inbound = inbound;
    }

    @Override
    public void onMessage(A message) {
      inbound.sendHeaders(new Metadata());
      inbound.sendMessage(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      inbound.close(status, trailers);
    }
  }
}
