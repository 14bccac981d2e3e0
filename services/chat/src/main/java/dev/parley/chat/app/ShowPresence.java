package dev.parley.chat.app;

import dev.parley.chat.domain.Activity;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.PresenceRepository;
import dev.parley.chat.port.PresenceRepository.Kept;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How people are. Members may ask about anybody, guests about those whom they know; nobody sees
 * anything of those who have blocked them.
 */
public final class ShowPresence {
  private static final Set<Presence.State> HERE =
      EnumSet.of(Presence.State.ONLINE, Presence.State.DO_NOT_DISTURB);

  private final Devices devices;
  private final PresenceRepository kept;
  private final Acquaintances acquaintances;
  private final Clock clock;

  public ShowPresence(
      Devices devices, PresenceRepository kept, Acquaintances acquaintances, Clock clock) {
    this.devices = devices;
    this.kept = kept;
    this.acquaintances = acquaintances;
    this.clock = clock;
  }

  /** The same as somebody may see it: of whom they may not know is offline like nobody. */
  public List<Presence> of(UUID viewer, List<UUID> userIds) {
    Set<UUID> known = acquaintances.known(viewer, userIds);
    Map<UUID, Presence> seen =
        of(userIds.stream().filter(known::contains).distinct().toList()).stream()
            .map(presence -> presence.seenBy(viewer))
            .collect(Collectors.toMap(Presence::userId, Function.identity()));
    return userIds.stream().map(id -> seen.getOrDefault(id, Presence.ofNobody(id))).toList();
  }

  /** Who of these people is there, as one person sees it: online, or not to be disturbed. */
  public List<UUID> here(UUID viewer, List<UUID> userIds) {
    Map<UUID, Activity> activities = devices.of(userIds);
    List<UUID> connected =
        userIds.stream().filter(id -> activities.get(id) != Activity.NONE).toList();
    return of(connected).stream()
        .map(presence -> presence.seenBy(viewer))
        .filter(presence -> HERE.contains(presence.state()))
        .map(Presence::userId)
        .toList();
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
              of.hiddenFrom(),
              of.person());
        })
        .toList();
  }
}
