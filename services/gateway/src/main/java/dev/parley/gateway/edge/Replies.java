package dev.parley.gateway.edge;

import dev.parley.api.v1.Error;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.platform.errors.Problems;
import java.util.List;

/** What one client alone is told. Confined to the connection's loop. */
final class Replies {
  private final OutboundQueue queue;

  Replies(OutboundQueue queue) {
    this.queue = queue;
  }

  void say(ServerEnvelope envelope) {
    queue.add(new Envelope(envelope));
  }

  /**
   * Refuses something; the connection stays.
   *
   * @param clientId key of the send that is refused; empty for anything else
   */
  void refuse(String clientId, ErrorCode code, String message) {
    refuse(clientId, Problems.problem(code, message, List.of()));
  }

  /** As {@link #refuse(String, ErrorCode, String)}. */
  void refuse(String clientId, Problem problem) {
    Error.Builder error =
        Error.newBuilder()
            .setClientId(clientId)
            .setCode(problem.getCode())
            .setMessage(problem.getDetail())
            .setRetryable(problem.getRetryable());
    if (problem.hasRetryTime()) {
      error.setRetryTime(problem.getRetryTime());
    }
    say(ServerEnvelope.newBuilder().setError(error).build());
  }
}
