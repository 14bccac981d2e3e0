package dev.parley.chat.app;

import dev.parley.chat.domain.Activity;
import dev.parley.chat.domain.OwnPresence;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.Devices.Report;
import dev.parley.chat.port.Devices.Shift;
import dev.parley.chat.port.PresenceRepository;
import dev.parley.chat.port.PresenceRepository.Kept;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes note of who connects, goes idle and leaves. Only what others see changing is announced: of
 * one who appears offline, nothing.
 */
public final class TrackDevices {
  private final Devices devices;
  private final PresenceRepository kept;
  private final Announcer announcer;
  private final Clock clock;

  public TrackDevices(Devices devices, PresenceRepository kept, Announcer announcer, Clock clock) {
    this.devices = devices;
    this.kept = kept;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** Takes note of what an edge reports. */
  public void note(List<Report> reports) {
    settle(devices.note(reports));
  }

  /** Lets those go whose devices nobody has reported for too long. */
  public void forget() {
    settle(devices.forget());
  }

  private void settle(List<Shift> shifts) {
    if (shifts.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<UUID, Instant> seen = new HashMap<>();
    for (Shift shift : shifts) {
      if (shift.leaving() || shift.before() == Activity.NONE || shift.after() == Activity.NONE) {
        seen.merge(shift.userId(), shift.seen(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    if (!seen.isEmpty()) {
      kept.seen(seen, now);
    }
    List<Shift> moved = shifts.stream().filter(shift -> shift.before() != shift.after()).toList();
    if (!moved.isEmpty()) {
      announce(moved, now);
    }
  }

  private void announce(List<Shift> moved, Instant now) {
    Map<UUID, Kept> choices = kept.of(moved.stream().map(Shift::userId).toList());
    for (Shift shift : moved) {
      Kept of = choices.getOrDefault(shift.userId(), Kept.NOTHING);
      OwnPresence own = of.own().at(now);
      Presence before =
          Presence.of(
              shift.userId(), shift.before(), own, of.lastSeen(), of.hiddenFrom(), of.person());
      Presence after =
          Presence.of(
              shift.userId(), shift.after(), own, of.lastSeen(), of.hiddenFrom(), of.person());
      if (!before.equals(after)) {
        announcer.announce(after);
      }
    }
  }
}
