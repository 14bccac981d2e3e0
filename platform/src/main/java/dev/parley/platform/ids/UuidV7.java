package dev.parley.platform.ids;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562, section 5.7): a timestamp in milliseconds, then 74 random bits. */
public final class UuidV7 {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private UuidV7() {}

  /** A new id for something made at this time. */
  public static UUID at(Instant time) {
    long high = time.toEpochMilli() << 16 | VERSION | RANDOM.nextLong() & 0xFFFL;
    long low = VARIANT | RANDOM.nextLong() >>> 2;
    return new UUID(high, low);
  }
}
