package dev.parley.chat.adapter.grpc;

import dev.parley.chat.port.People;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.Caller;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;

/**
 * Makes a guest known to chat before their call is served. What a guest may see is decided by
 * chat's own copy of people, and a guest who registered a moment ago may call before the news of
 * them has come: nobody must take them for a member meanwhile.
 */
public final class Introduction implements ServerInterceptor {
  private final People people;

  public Introduction(People people) {
    this.people = people;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Caller caller = CallContext.current().caller();
    if (caller.guest()) {
      caller.user().ifPresent(guest -> people.find(List.of(guest)));
    }
    return next.startCall(call, headers);
  }
}
