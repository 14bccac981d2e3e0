package dev.parley.gateway.edge;

import dev.parley.platform.security.AccessTokenVerifier.Verification;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Decides who may connect and how fast they may send. */
interface Admission {
  /**
   * Verifies a token, away from the event loop; fails with a gRPC status if auth is out of reach.
   */
  CompletableFuture<Verification> verify(String accessToken);

  /** Whether a session has ended, as far as is known here; answers at once. */
  boolean hasEnded(UUID session);

  /** Takes one send from a person's allowance; false if there is none left right now. */
  boolean maySend(UUID userId);
}
