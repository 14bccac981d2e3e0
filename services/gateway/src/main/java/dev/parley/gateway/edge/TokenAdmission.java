package dev.parley.gateway.edge;

import dev.parley.gateway.RateLimits;
import dev.parley.platform.security.AccessTokenVerifier;
import dev.parley.platform.security.AccessTokenVerifier.Verification;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Admission by access token and by the gateway's rate limits. */
final class TokenAdmission implements Admission {
  private final AccessTokenVerifier verifier;
  private final RateLimits limits;
  private final Executor blocking;

  TokenAdmission(AccessTokenVerifier verifier, RateLimits limits, Executor blocking) {
    this.verifier = verifier;
    this.limits = limits;
    this.blocking = blocking;
  }

  @Override
  public CompletableFuture<Verification> verify(String accessToken) {
    return CompletableFuture.supplyAsync(() -> verifier.verify(accessToken), blocking);
  }

  @Override
  public boolean hasEnded(UUID session) {
    return verifier.hasEnded(session);
  }

  @Override
  public boolean maySend(UUID userId) {
    return limits.bySend(userId).isEmpty();
  }
}
