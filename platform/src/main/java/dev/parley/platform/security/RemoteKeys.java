package dev.parley.platform.security;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.parley.api.internal.v1.KeyServiceGrpc.KeyServiceBlockingStub;
import dev.parley.api.internal.v1.ListSigningKeysRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Auth's public keys, asked for when a token names one that is not known: at most once in five
 * seconds, so that forged key ids cost auth nothing.
 */
public final class RemoteKeys implements VerificationKeys {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final KeyServiceBlockingStub auth;
  private final Clock steady;
  private volatile Map<String, ECKey> keys = Map.of();
  private Instant asked = Instant.MIN;

  /**
   * Knows none yet.
   *
   * @param steady never jumps
   */
  public RemoteKeys(KeyServiceBlockingStub auth, Clock steady) {
    this.auth = auth;
    this.steady = steady;
  }

  @Override
  public Optional<ECKey> find(String keyId) {
    ECKey key = keys.get(keyId);
    return key != null ? Optional.of(key) : Optional.ofNullable(askFor(keyId).get(keyId));
  }

  private synchronized Map<String, ECKey> askFor(String keyId) {
    Instant now = steady.instant();
    if (keys.containsKey(keyId) || now.isBefore(asked.plus(PAUSE))) {
      return keys;
    }
    String jwks =
        auth.withDeadlineAfter(3, TimeUnit.SECONDS)
            .listSigningKeys(ListSigningKeysRequest.getDefaultInstance())
            .getJwks();
    asked = now;
    keys = parse(jwks);
    return keys;
  }

  private static Map<String, ECKey> parse(String jwks) {
    Map<String, ECKey> parsed = new HashMap<>();
    try {
      for (JWK key : JWKSet.parse(jwks).getKeys()) {
        parsed.put(key.getKeyID(), key.toECKey());
      }
    } catch (ParseException e) {
      throw new IllegalStateException("auth answered with keys that do not parse", e);
    }
    return Map.copyOf(parsed);
  }
}
