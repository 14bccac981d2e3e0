package dev.parley.auth.adapter.argon2;

import dev.parley.auth.AuthSettings;
import dev.parley.auth.port.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, one hash per call on the caller's thread. Memory is taken for the time of the hash and
 * left to the garbage collector: a pool would keep it for good.
 */
public final class Argon2Hasher implements PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final PhcString.Cost cost;

  public Argon2Hasher(AuthSettings.Hash settings) {
    this.cost =
        new PhcString.Cost(settings.memoryKib(), settings.iterations(), settings.parallelism());
  }

  @Override
  public String hash(String password) {
    byte[] salt = randomBytes(SALT_BYTES);
    return new PhcString(cost, salt, compute(password, cost, salt, HASH_BYTES)).encode();
  }

  @Override
  public boolean verify(String password, String hash) {
    PhcString expected = PhcString.decode(hash);
    byte[] actual = compute(password, expected.cost(), expected.salt(), expected.hash().length);
    return MessageDigest.isEqual(actual, expected.hash());
  }

  /** Random bytes: a password with that hash exists as little as one finds it. */
  @Override
  public String decoy() {
    return new PhcString(cost, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES)).encode();
  }

  @Override
  public boolean isOutdated(String hash) {
    return !PhcString.decode(hash).cost().equals(cost);
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] compute(String password, PhcString.Cost cost, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    // One keyboard sends an accent as a character of its own, another does not (RFC 8265, section
    // 4.2.2).
    String normal = Normalizer.normalize(password, Normalizer.Form.NFC);
    generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
