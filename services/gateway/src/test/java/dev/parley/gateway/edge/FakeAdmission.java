package dev.parley.gateway.edge;

import dev.parley.platform.security.AccessTokenVerifier.Verification;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Tokens are "ada", "ada elsewhere" (her other session), "guest" (hers if she were one), "eve" and
 * "none" (auth is out of reach); all else is no token.
 */
final class FakeAdmission implements Admission {
  static final UUID ADA = UUID.randomUUID();
  static final UUID SESSION = UUID.randomUUID();
  static final UUID ELSEWHERE = UUID.randomUUID();

  private final Clock clock;
  final Set<UUID> ended = new HashSet<>();
  boolean sendsAreFree = true;

  FakeAdmission(Clock clock) {
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Verification> verify(String accessToken) {
    Instant expiry = clock.instant().plus(Duration.ofMinutes(10));
    return switch (accessToken) {
      case "ada" ->
          CompletableFuture.completedFuture(new Verification.Valid(ADA, SESSION, expiry, false));
      case "ada elsewhere" ->
          CompletableFuture.completedFuture(new Verification.Valid(ADA, ELSEWHERE, expiry, false));
      case "guest" ->
          CompletableFuture.completedFuture(new Verification.Valid(ADA, SESSION, expiry, true));
      case "eve" ->
          CompletableFuture.completedFuture(
              new Verification.Valid(UUID.randomUUID(), UUID.randomUUID(), expiry, false));
      case "none" -> CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException());
      default -> CompletableFuture.completedFuture(new Verification.Invalid("no token of ours"));
    };
  }

  @Override
  public boolean hasEnded(UUID session) {
    return ended.contains(session);
  }

  @Override
  public boolean maySend(UUID userId) {
    return sendsAreFree;
  }
}
