package dev.parley.chat.app;

import dev.parley.chat.domain.Preferences;
import dev.parley.chat.port.PreferenceRepository;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** One's own preferences. */
public final class ChangePreferences {
  private final PreferenceRepository preferences;
  private final Clock clock;

  public ChangePreferences(PreferenceRepository preferences, Clock clock) {
    this.preferences = preferences;
    this.clock = clock;
  }

  /** What somebody prefers. */
  public Preferences of(UUID userId) {
    return preferences.of(userId);
  }

  /**
   * Changes what is given.
   *
   * @return what they prefer now
   */
  public Preferences change(
      UUID userId, Optional<Boolean> readReceipts, Optional<Boolean> linkPreviews) {
    Preferences before = preferences.of(userId);
    Preferences wanted =
        new Preferences(
            readReceipts.orElse(before.readReceipts()), linkPreviews.orElse(before.linkPreviews()));
    if (!wanted.equals(before)) {
      preferences.save(userId, wanted, clock.instant());
    }
    return wanted;
  }
}
