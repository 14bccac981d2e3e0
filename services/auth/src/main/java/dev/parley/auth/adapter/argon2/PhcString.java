package dev.parley.auth.adapter.argon2;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash as text, with all that is needed to verify it, in the PHC string format: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 */
record PhcString(Cost cost, byte[] salt, byte[] hash) {
  private static final Pattern FORMAT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /** What one hash takes. */
  record Cost(int memoryKib, int iterations, int parallelism) {}

  /**
   * Reads a hash.
   *
   * @throws IllegalArgumentException if it is not one of ours
   */
  static PhcString decode(String text) {
    Matcher parts = FORMAT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a password hash does not parse (expected: $argon2id$v=19$m=..,t=..,p=..$salt$hash)");
    }
    Cost cost =
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    Base64.Decoder base64 = Base64.getDecoder();
    return new PhcString(cost, base64.decode(parts.group(4)), base64.decode(parts.group(5)));
  }

  String encode() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.iterations(),
            cost.parallelism(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }
}
