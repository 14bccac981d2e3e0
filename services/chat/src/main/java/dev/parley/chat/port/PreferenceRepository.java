package dev.parley.chat.port;

import dev.parley.chat.domain.Preferences;
import java.time.Instant;
import java.util.UUID;

/** What people prefer. Changes are announced once they are durable. */
public interface PreferenceRepository {
  /** What somebody prefers. */
  Preferences of(UUID userId);

  /** Changes it; the same once more tells nobody anything. */
  void save(UUID userId, Preferences preferences, Instant time);
}
