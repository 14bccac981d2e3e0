package dev.parley.chat.app;

import dev.parley.chat.domain.Activity;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.PresenceRepository;
import dev.parley.chat.port.PresenceRepository.Kept;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How people are. Everybody may ask about anybody, and sees nothing of those who have blocked them.
 */
public final class ShowPresence {
  private final Devices devices;
  private final PresenceRepository kept;
  private final Clock clock;

  public ShowPresence(Devices devices, PresenceRepository kept, Clock clock) {
    this.devices = devices;
    this.kept = kept;
    this.clock = clock;
  }

  /** How these people are now to one who looks, in the same order. */
  public List<Presence> of(List<UUID> userIds, UUID viewer) {
    return of(userIds).stream().map(presence -> presence.seenBy(viewer)).toList();
  }

  /** How these people are now, in the same order. Whom nobody knows is offline. */
  public List<Presence> of(List<UUID> userIds) {
    if (userIds.isEmpty()) {
      return List.of();
    }
    Map<UUID, Activity> activities = devices.of(userIds);
    Map<UUID, Kept> choices = kept.of(userIds);
    Instant now = clock.instant();
    return userIds.stream()
        .map(id -> {
          Kept of = choices.getOrDefault(id, Kept.NOTHING);
          return Presence.of(
              id,
              activities.getOrDefault(id, Activity.NONE),
              of.own().at(now),
              of.lastSeen(),
              of.hiddenFrom());
        })
        .toList();
  }
}
