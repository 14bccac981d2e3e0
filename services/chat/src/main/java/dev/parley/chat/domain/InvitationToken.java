package dev.parley.chat.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of an invitation: 192 random bits in base64url. Only its {@link #hash} is kept.
 *
 * @param text as it stands in the link, or whatever somebody says it is
 */
public record InvitationToken(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  /** One that nobody had before. */
  public static InvitationToken random() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return new InvitationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** SHA-256 of the text: enough for a secret that nobody can guess. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Without the secret, which belongs in no log. */
  @Override
  public String toString() {
    return "InvitationToken";
  }
}
