package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.Device;
import dev.parley.api.internal.v1.ReportDevicesRequest;
import dev.parley.api.internal.v1.ReportDevicesResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the live connections of this edge to chat: a change at once when no report is under way,
 * else together with what follows; and each again and again while it lives, so that those of an
 * edge that was killed come to an end. One report at a time, so that none passes another.
 */
final class DeviceReports {
  private static final Logger log = LoggerFactory.getLogger(DeviceReports.class);
  private static final int MAX_DEVICES = 1_000;
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(1);

  private final PresenceSource chat;
  private final Clock steady;

  // Guarded by this:
  private final Map<String, Known> known = new HashMap<>();
  private final Map<String, Device> waiting = new LinkedHashMap<>();
  private Duration repeat = Duration.ofSeconds(20);
  private boolean underWay;
  private boolean failing;
  private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);

  /** A device that is connected, and when chat was last told. */
  private record Known(Device device, Instant told) {}

  DeviceReports(PresenceSource chat, Clock steady) {
    this.chat = chat;
    this.steady = steady;
  }

  /** A device is connected, and somebody is at it or not. */
  synchronized void connected(String userId, String deviceId, boolean active) {
    Device device =
        Device.newBuilder()
            .setUserId(userId)
            .setDeviceId(deviceId)
            .setState(active ? Device.State.ACTIVE : Device.State.IDLE)
            .build();
    Known before = known.get(deviceId);
    if (before != null && before.device().equals(device)) {
      return;
    }
    known.put(deviceId, new Known(device, steady.instant()));
    waiting.put(deviceId, device);
    report();
  }

  /** A device has gone. */
  synchronized void gone(String deviceId) {
    Known before = known.remove(deviceId);
    if (before != null) {
      waiting.put(deviceId, before.device().toBuilder().setState(Device.State.GONE).build());
      report();
    }
  }

  /** Looks at the clock: reports those again of whom chat has not heard for a while. */
  synchronized void tick() {
    Instant now = steady.instant();
    known.replaceAll((id, device) -> {
      if (device.told().plus(repeat).isAfter(now)) {
        return device;
      }
      waiting.put(id, device.device());
      return new Known(device.device(), now);
    });
    report();
  }

  /** How many people have somebody at a device here. */
  synchronized long activePeople() {
    return known.values().stream()
        .map(Known::device)
        .filter(device -> device.getState() == Device.State.ACTIVE)
        .map(Device::getUserId)
        .distinct()
        .count();
  }

  /** Waits a moment for what is under way and waiting. */
  void finish() {
    CompletableFuture<Void> last;
    synchronized (this) {
      last = idle;
    }
    last.completeOnTimeout(null, PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private void report() {
    if (underWay || waiting.isEmpty()) {
      return;
    }
    underWay = true;
    if (idle.isDone()) {
      idle = new CompletableFuture<>();
    }
    List<Device> taken =
        new ArrayList<>(waiting.values()).subList(0, Math.min(waiting.size(), MAX_DEVICES));
    taken.forEach(device -> waiting.remove(device.getDeviceId()));
    chat.report(ReportDevicesRequest.newBuilder().addAllDevices(taken).build())
        .whenComplete((answer, failure) -> reported(taken, answer, failure));
  }

  private synchronized void reported(
      List<Device> taken, @Nullable ReportDevicesResponse answer, @Nullable Throwable failure) {
    underWay = false;
    if (answer != null) {
      failing = false;
      repeat = Duration.ofSeconds(Math.max(1, answer.getRepeatSeconds()));
      report();
    } else {
      if (!failing) {
        log.warn("reporting who is connected failed; trying again", failure);
      }
      failing = true;
      // Those that are still connected with the next tick; the others come to an end by themselves.
      for (Device device : taken) {
        known.computeIfPresent(
            device.getDeviceId(), (id, now) -> new Known(now.device(), Instant.EPOCH));
      }
    }
    if (!underWay) {
      idle.complete(null);
    }
  }
}
