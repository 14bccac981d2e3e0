package dev.parley.chat.app;

import dev.parley.chat.domain.RoomPreferences;
import dev.parley.chat.domain.RoomPreferences.Level;
import dev.parley.chat.port.RoomPreferenceRepository;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Arranges rooms for oneself: favourites, quiet rooms, and of what to be notified. Members may. */
public final class ArrangeRooms {
  private final RoomPreferenceRepository preferences;
  private final Clock clock;

  public ArrangeRooms(RoomPreferenceRepository preferences, Clock clock) {
    this.preferences = preferences;
    this.clock = clock;
  }

  /** What is to change; what is empty stays. */
  public record Wish(Optional<Boolean> favourite, Optional<Boolean> muted, Optional<Level> level) {}

  /** The arrangement as it is now; empty if the person is no member. */
  public Optional<RoomPreferences> change(UUID roomId, UUID userId, Wish wish) {
    return preferences.change(
        roomId,
        userId,
        clock.instant(),
        before ->
            new RoomPreferences(
                wish.favourite().orElse(before.favourite()),
                wish.muted().orElse(before.muted()),
                wish.level().orElse(before.level())));
  }
}
