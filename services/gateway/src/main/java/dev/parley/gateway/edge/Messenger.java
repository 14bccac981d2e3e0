package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.MovePositionsRequest;
import dev.parley.api.internal.v1.MovePositionsResponse;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.SendMessageRequest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Hands to chat what people say and how far they are. Never blocks; refusals are gRPC statuses. */
interface Messenger {
  /**
   * Sends on a person's behalf, in this order where rooms are the same. Each completes when its
   * message is durable; what one becomes says nothing of the others.
   */
  List<CompletableFuture<Message>> send(UUID sender, List<SendMessageRequest> requests);

  /** Moves somebody's positions on; completes when they are there. */
  CompletableFuture<MovePositionsResponse> move(MovePositionsRequest request);
}
