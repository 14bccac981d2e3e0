package dev.parley.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * Short tokens by which the services of one installation know each other: who calls and, where
 * there is one, for which person. Signed with HS256 and the installation's secret, valid for a
 * minute; both sides remember a token for the time it lives, so that a call costs a look-up.
 */
public final class ServiceTokens {
  private static final String AUDIENCE = "parley.internal";
  private static final Duration LIFETIME = Duration.ofSeconds(60);
  // A token is handed out while at least half of its life is left, so none expires on its way.
  private static final Duration REUSE = LIFETIME.dividedBy(2);

  /** Clocks of two machines may differ by this much. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final MACSigner signer;
  private final MACVerifier verifier;
  private final Clock clock;
  private final Cache<Grant, Signed> signed = remembered();
  private final Cache<String, Verified> verified = remembered();

  /**
   * Makes and verifies tokens of one installation.
   *
   * @param secret shared by all services, at least 32 characters
   * @throws IllegalArgumentException if the secret is shorter
   */
  public ServiceTokens(String secret, Clock clock) {
    if (secret.length() < 32) {
      throw new IllegalArgumentException(
          "rpc.secret: "
              + secret.length()
              + " characters (expected: at least 32, the same for every role)");
    }
    try {
      byte[] key = secret.getBytes(StandardCharsets.UTF_8);
      this.signer = new MACSigner(key);
      this.verifier = new MACVerifier(key);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("rpc.secret cannot be used for HS256", e);
    }
    this.clock = clock;
  }

  /**
   * What a token grants.
   *
   * @param service the service that calls
   * @param user the person it acts for, if there is one
   * @param guest whether that person is a guest
   */
  public record Grant(String service, Optional<UUID> user, boolean guest) {}

  private record Signed(String token, Instant until) {}

  private record Verified(Grant grant, Instant until) {}

  /** A token for this grant, good for at least half a minute from now. */
  public String sign(Grant grant) {
    Instant now = clock.instant();
    Signed known = signed.getIfPresent(grant);
    if (known != null && now.isBefore(known.until())) {
      return known.token();
    }
    Signed fresh = new Signed(make(grant, now), now.plus(REUSE));
    signed.put(grant, fresh);
    return fresh.token();
  }

  /** What a token grants, or empty if it is forged, expired or not a service token. */
  public Optional<Grant> verify(String token) {
    Instant now = clock.instant();
    Verified known = verified.getIfPresent(token);
    if (known == null) {
      Optional<Verified> fresh = check(token);
      if (fresh.isEmpty()) {
        return Optional.empty();
      }
      known = fresh.get();
      verified.put(token, known);
    }
    return now.isBefore(known.until().plus(SKEW)) ? Optional.of(known.grant()) : Optional.empty();
  }

  private String make(Grant grant, Instant now) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(grant.service())
            .audience(AUDIENCE)
            .expirationTime(Date.from(now.plus(LIFETIME)));
    grant.user().ifPresent(user -> claims.subject(user.toString()));
    if (grant.guest()) {
      claims.claim(AccessTokenVerifier.GUEST, true);
    }
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 failed", e);
    }
    return jwt.serialize();
  }

  private Optional<Verified> check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
        return Optional.empty();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      if (!claims.getAudience().contains(AUDIENCE) || claims.getExpirationTime() == null) {
        return Optional.empty();
      }
      Optional<UUID> user = Optional.ofNullable(claims.getSubject()).map(UUID::fromString);
      return Optional.of(
          new Verified(
              new Grant(
                  claims.getIssuer(),
                  user,
                  Boolean.TRUE.equals(claims.getBooleanClaim(AccessTokenVerifier.GUEST))),
              claims.getExpirationTime().toInstant()));
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static <K, V> Cache<K, V> remembered() {
    return Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(LIFETIME.plus(SKEW)).build();
  }
}
