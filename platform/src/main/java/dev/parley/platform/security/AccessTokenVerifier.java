package dev.parley.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens: JWT signed with ES256, issuer {@value #ISSUER}, with {@code sub} (user
 * id), {@code sid} (session id), {@code exp} and, of guests, {@value #GUEST}. Safe for use by many
 * threads. A token that was good is remembered until it expires, so a signature is checked once per
 * token, not once per call.
 */
public final class AccessTokenVerifier {
  /** The {@code iss} claim of every access token. */
  public static final String ISSUER = "parley";

  /** The claim, true, of the tokens of guests; others have none. */
  public static final String GUEST = "guest";

  private static final int MAX_TOKEN_CHARS = 4096;

  private final VerificationKeys keys;
  private final RevokedSessions revoked;
  private final Clock clock;
  private final Cache<String, Verification.Valid> known =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  /** Verifies with these keys, but refuses tokens of sessions that have ended. */
  public AccessTokenVerifier(VerificationKeys keys, RevokedSessions revoked, Clock clock) {
    this.keys = keys;
    this.revoked = revoked;
    this.clock = clock;
  }

  /** What became of a token. */
  public sealed interface Verification {
    /**
     * The token is good until it expires.
     *
     * @param userId whose it is
     * @param sessionId of which session
     * @param expiry when it ends
     * @param guest whether they are a guest
     */
    record Valid(UUID userId, UUID sessionId, Instant expiry, boolean guest)
        implements Verification {}

    /**
     * The token is no good.
     *
     * @param reason for people: what was wrong and what to do
     */
    record Invalid(String reason) implements Verification {}
  }

  /**
   * Verifies a token. May ask auth for its keys, over the network if it runs elsewhere.
   *
   * @throws io.grpc.StatusRuntimeException if the key is not known yet and auth cannot be reached
   */
  public Verification verify(String token) {
    Verification.Valid seen = known.getIfPresent(token);
    if (seen == null) {
      switch (check(token)) {
        case Verification.Invalid invalid -> {
          return invalid;
        }
        case Verification.Valid valid -> {
          known.put(token, valid);
          seen = valid;
        }
      }
    }
    if (revoked.contains(seen.sessionId())) {
      return new Verification.Invalid("the session has ended: sign in again");
    }
    return clock.instant().isBefore(seen.expiry())
        ? seen
        : new Verification.Invalid(
            "the access token expired at " + seen.expiry() + ": refresh the session");
  }

  /** Whether a session has ended, as far as this process has heard. */
  public boolean hasEnded(UUID session) {
    return revoked.contains(session);
  }

  private Verification check(String token) {
    if (token.length() > MAX_TOKEN_CHARS) {
      return new Verification.Invalid(
          "the access token is " + token.length() + " characters long: that is not ours");
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())) {
        return forged();
      }
      Optional<ECKey> key = keys.find(String.valueOf(jwt.getHeader().getKeyID()));
      if (key.isEmpty() || !jwt.verify(new ECDSAVerifier(key.get()))) {
        return forged();
      }
      return read(jwt.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return new Verification.Invalid(
          "the access token is not a JWT of this installation: sign in again");
    }
  }

  private static Verification read(JWTClaimsSet claims) throws ParseException {
    Date expiry = claims.getExpirationTime();
    @Nullable String session = claims.getStringClaim("sid");
    if (!ISSUER.equals(claims.getIssuer())
        || expiry == null
        || session == null
        || claims.getSubject() == null) {
      return forged();
    }
    return new Verification.Valid(
        UUID.fromString(claims.getSubject()),
        UUID.fromString(session),
        expiry.toInstant(),
        Boolean.TRUE.equals(claims.getBooleanClaim(GUEST)));
  }

  private static Verification.Invalid forged() {
    return new Verification.Invalid(
        "the access token was not signed by this installation: sign in again");
  }
}
