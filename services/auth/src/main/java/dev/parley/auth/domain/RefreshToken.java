package dev.parley.auth.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What a session is carried on with: {@code prt_} and, in base64url, the session's family (128
 * bits) and a secret of 256 random bits. Only its {@link #hash} is kept.
 *
 * @param family the same in every token of a session, known to whoever has had one of them
 */
public record RefreshToken(UUID family, String text) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = "prt_";
  private static final int FAMILY_BYTES = 16;
  private static final int SECRET_BYTES = 32;

  /** A first token, of a new family. */
  public static RefreshToken ofNewFamily() {
    return next(UUID.randomUUID());
  }

  /** Another token of this family. */
  public RefreshToken successor() {
    return next(family);
  }

  /** The token as it came from outside; empty if none of ours ever looked like this. */
  public static Optional<RefreshToken> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
      return bytes.remaining() == FAMILY_BYTES + SECRET_BYTES
          ? Optional.of(new RefreshToken(new UUID(bytes.getLong(), bytes.getLong()), text))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** SHA-256 of the text: enough for a secret that nobody can guess. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Without the secret, which belongs in no log. */
  @Override
  public String toString() {
    return "RefreshToken[" + family + "]";
  }

  private static RefreshToken next(UUID family) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    ByteBuffer bytes =
        ByteBuffer.allocate(FAMILY_BYTES + SECRET_BYTES)
            .putLong(family.getMostSignificantBits())
            .putLong(family.getLeastSignificantBits())
            .put(secret);
    return new RefreshToken(
        family, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
  }
}
