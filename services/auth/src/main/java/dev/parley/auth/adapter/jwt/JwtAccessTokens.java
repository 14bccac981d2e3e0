package dev.parley.auth.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.auth.domain.SigningKey;
import dev.parley.auth.port.AccessTokens;
import dev.parley.auth.port.SigningKeyRepository;
import dev.parley.platform.ids.UuidV7;
import dev.parley.platform.security.AccessTokenVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as {@link AccessTokenVerifier} expects them. The key in use is remembered; the
 * database is asked when it retires.
 */
public final class JwtAccessTokens implements AccessTokens {
  /**
   * A retired key is published as long as any token may live, whatever the setting was when it was
   * signed.
   */
  private static final Duration LONGEST_LIFETIME = Duration.ofHours(1);

  private final SigningKeyRepository keys;
  private final Duration lifetime;
  private final Duration keyLifetime;
  private final Clock clock;
  private volatile @Nullable Signer signer;

  /**
   * Issues tokens.
   *
   * @param lifetime of a token, at most an hour
   * @param keyLifetime how long a key signs before the next takes over
   */
  public JwtAccessTokens(
      SigningKeyRepository keys, Duration lifetime, Duration keyLifetime, Clock clock) {
    this.keys = keys;
    this.lifetime = lifetime;
    this.keyLifetime = keyLifetime;
    this.clock = clock;
  }

  private record Signer(String keyId, ECDSASigner signer, Instant retireTime) {}

  @Override
  public String issue(UUID userId, UUID sessionId, boolean guest) {
    Instant now = clock.instant();
    Signer current = signer(now);
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(AccessTokenVerifier.ISSUER)
            .subject(userId.toString())
            .claim("sid", sessionId.toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)));
    if (guest) {
      claims.claim(AccessTokenVerifier.GUEST, true);
    }
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(current.keyId()).build(),
            claims.build());
    try {
      jwt.sign(current.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("ES256 failed", e);
    }
    return jwt.serialize();
  }

  @Override
  public Duration lifetime() {
    return lifetime;
  }

  @Override
  public String publicKeys() {
    Instant now = clock.instant();
    // A verifier may ask before the first token is issued.
    signer(now);
    List<JWK> published =
        keys.retiredAfter(now.minus(LONGEST_LIFETIME)).stream()
            .map(key -> parse(key).toPublicJWK())
            .map(JWK.class::cast)
            .toList();
    return new JWKSet(published).toString(true);
  }

  private Signer signer(Instant now) {
    Signer known = signer;
    if (known != null && now.isBefore(known.retireTime())) {
      return known;
    }
    SigningKey key = keys.current(now, now.minus(LONGEST_LIFETIME), () -> generate(now));
    Signer fresh = signer(key);
    signer = fresh;
    return fresh;
  }

  private SigningKey generate(Instant now) {
    Instant createTime = now.truncatedTo(ChronoUnit.MICROS);
    String id = UuidV7.at(now).toString();
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyID(id)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      return new SigningKey(id, key.toJSONString(), createTime, createTime.plus(keyLifetime));
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  private static Signer signer(SigningKey key) {
    try {
      return new Signer(key.id(), new ECDSASigner(parse(key)), key.retireTime());
    } catch (JOSEException e) {
      throw new IllegalStateException(
          "the signing key " + key.id() + " cannot be used for ES256", e);
    }
  }

  private static ECKey parse(SigningKey key) {
    try {
      return ECKey.parse(key.jwk());
    } catch (ParseException e) {
      throw new IllegalStateException("the signing key " + key.id() + " does not parse", e);
    }
  }
}
