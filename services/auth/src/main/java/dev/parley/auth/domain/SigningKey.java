package dev.parley.auth.domain;

import java.time.Instant;

/**
 * A key that signs access tokens.
 *
 * @param jwk the private key as JSON Web Key (RFC 7517)
 * @param retireTime when it stops to sign; its tokens live on until they expire
 */
public record SigningKey(String id, String jwk, Instant createTime, Instant retireTime) {
  /** Without the key, which belongs in no log. */
  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
