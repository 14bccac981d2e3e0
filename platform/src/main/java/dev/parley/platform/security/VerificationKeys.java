package dev.parley.platform.security;

import com.nimbusds.jose.jwk.ECKey;
import java.util.Optional;

/** The public keys of access tokens, by key id. */
public interface VerificationKeys {
  /**
   * The key with this id, or empty if auth has never had it.
   *
   * @throws io.grpc.StatusRuntimeException if the key is not known yet and auth cannot be reached
   */
  Optional<ECKey> find(String keyId);
}
