package dev.parley.auth.port;

import dev.parley.auth.domain.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The keys that sign access tokens, shared by all processes of the installation. */
public interface SigningKeyRepository {
  /**
   * The key that signs now. Where there is none, one is made and kept; processes that need one at
   * the same time end up with the same.
   *
   * @param expired keys that retired before this are dropped when a new one is made
   */
  SigningKey current(Instant now, Instant expired, Supplier<SigningKey> fresh);

  /** Keys that sign now or retired after a moment, the newest first. */
  List<SigningKey> retiredAfter(Instant moment);
}
