package dev.parley.chat.adapter.memory;

import dev.parley.chat.domain.Activity;
import dev.parley.chat.port.Devices;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What edges report to this process, in its memory. */
public final class InProcessDevices implements Devices {
  private final Terms terms;
  private final Clock clock;

  /** By person and device. Guarded by this. */
  private final Map<UUID, Map<String, Entry>> people = new HashMap<>();

  /**
   * One device.
   *
   * @param leaving whether it has gone, and is within the grace
   */
  private record Entry(boolean active, boolean leaving, Instant expiry, Instant seen) {}

  /** Without devices. */
  public InProcessDevices(Terms terms, Clock clock) {
    this.terms = terms;
    this.clock = clock;
  }

  @Override
  public synchronized List<Shift> note(List<Report> reports) {
    Map<UUID, List<Report>> byPerson = new LinkedHashMap<>();
    reports.forEach(
        report -> byPerson.computeIfAbsent(report.userId(), id -> new ArrayList<>()).add(report));
    Instant now = clock.instant();
    List<Shift> shifts = new ArrayList<>();
    byPerson.forEach((userId, theirs) -> {
      Map<String, Entry> devices = people.computeIfAbsent(userId, id -> new HashMap<>());
      Activity before = activity(devices.values());
      boolean left = false;
      for (Report report : theirs) {
        left |= note(devices, report, now);
      }
      if (devices.isEmpty()) {
        people.remove(userId);
      }
      Activity after = activity(devices.values());
      boolean leaving = left && devices.values().stream().allMatch(Entry::leaving);
      if (before != after || leaving) {
        shifts.add(new Shift(userId, before, after, leaving, now));
      }
    });
    return shifts;
  }

  /** Notes one report, and says whether a device has gone by it. */
  private boolean note(Map<String, Entry> devices, Report report, Instant now) {
    if (report.state() != State.GONE) {
      devices.put(
          report.device(),
          new Entry(report.state() == State.ACTIVE, false, now.plus(terms.life()), now));
      return false;
    }
    return devices.computeIfPresent(
            report.device(),
            (device, entry) -> new Entry(entry.active(), true, now.plus(terms.grace()), now))
        != null;
  }

  @Override
  public synchronized Map<UUID, Activity> of(Collection<UUID> userIds) {
    Instant now = clock.instant();
    Map<UUID, Activity> found = new HashMap<>();
    for (UUID userId : userIds) {
      found.put(
          userId,
          activity(
              people.getOrDefault(userId, Map.of()).values().stream()
                  .filter(entry -> entry.expiry().isAfter(now))
                  .toList()));
    }
    return found;
  }

  @Override
  public synchronized List<Shift> forget() {
    Instant now = clock.instant();
    List<Shift> shifts = new ArrayList<>();
    people.forEach((userId, devices) -> {
      List<Entry> over =
          devices.values().stream().filter(entry -> !entry.expiry().isAfter(now)).toList();
      if (over.isEmpty()) {
        return;
      }
      Activity before = activity(devices.values());
      devices.values().removeAll(over);
      Activity after = activity(devices.values());
      if (before != after) {
        Instant seen = over.stream().map(Entry::seen).max(Instant::compareTo).orElse(now);
        shifts.add(new Shift(userId, before, after, false, seen));
      }
    });
    people.values().removeIf(Map::isEmpty);
    return shifts;
  }

  private static Activity activity(Collection<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.active() ? Activity.ACTIVE : Activity.IDLE)
        .max(Activity::compareTo)
        .orElse(Activity.NONE);
  }
}
