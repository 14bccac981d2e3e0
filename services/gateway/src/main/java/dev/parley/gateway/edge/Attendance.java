package dev.parley.gateway.edge;

import dev.parley.api.internal.v1.TypingNews;
import dev.parley.api.v1.Availability;
import dev.parley.api.v1.DeviceActivity;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.OwnPresence;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.ServerEnvelope;
import dev.parley.api.v1.Typing;
import dev.parley.api.v1.WatchPeople;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.time.Clocks;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one live connection says and hears of presence: that somebody is at it, that they type, and
 * how those are whom it watches. Confined to the connection's loop.
 */
final class Attendance implements Watches.Watcher {
  /** Most people that a connection watches: several screens full. */
  static final int MAX_PEOPLE = 500;

  /**
   * Watches within a second that are answered at once, and changes of activity that are told; of
   * those after them, the newest waits.
   */
  static final int AT_ONCE = 3;

  /**
   * Larger rooms tell nobody who is typing. Each who types costs a delivery to every member every
   * three seconds: with a hundred, as much as one message in a room of thirty each second.
   */
  static final int MAX_TYPING_MEMBERS = 100;

  private final String deviceId;
  private final String userId;
  private final Edge edge;
  private final OutboundQueue queue;
  private final EventExecutor loop;
  private final Consumer<Problem> refusals;
  private final Clocks clocks;
  private final TypingRate typingRate = new TypingRate();
  private final Sight sight;
  private OwnPresence own;
  private Set<String> watched = Set.of();
  private @Nullable Set<String> waiting;
  private int watches;
  private boolean active = true;
  private int activities;
  private boolean missed;

  /**
   * Somebody is connected.
   *
   * @param guest whether they are a guest, who sees only those whom they share a room with
   * @param own what they have chosen to be seen as
   * @param refusals told on the loop what is refused
   */
  Attendance(
      String deviceId,
      String userId,
      boolean guest,
      OwnPresence own,
      Edge edge,
      OutboundQueue queue,
      EventExecutor loop,
      Consumer<Problem> refusals,
      Clocks clocks) {
    this.deviceId = deviceId;
    this.userId = userId;
    this.own = own;
    this.edge = edge;
    this.queue = queue;
    this.loop = loop;
    this.refusals = refusals;
    this.clocks = clocks;
    this.sight = new Sight(userId, guest, edge.presence(), loop, this::see);
  }

  @Override
  public EventExecutor loop() {
    return loop;
  }

  @Override
  public String userId() {
    return userId;
  }

  /** The device is connected. */
  void begin(DeviceActivity activity) {
    active = isActive(activity);
    edge.devices().connected(userId, deviceId, active);
  }

  /** Somebody is at the device, or nobody any more. */
  void activity(DeviceActivity activity) {
    if (isActive(activity) == active) {
      return;
    }
    active = !active;
    if (++activities <= AT_ONCE) {
      edge.devices().connected(userId, deviceId, active);
    }
  }

  /** The person has chosen to be seen otherwise. */
  void chosen(OwnPresence chosen) {
    own = chosen;
  }

  /**
   * The person types in a room that they are in.
   *
   * @param hiddenFrom user ids of those who are not told
   */
  void types(String room, Collection<String> hiddenFrom) {
    if (typingRate.take(room, clocks.steady().instant())
        && !appearsOffline(clocks.wall().instant())
        && edge.feeds().members(new LogId.OfRoom(room)) <= MAX_TYPING_MEMBERS) {
      edge.typing(
          TypingNews.newBuilder()
              .setTyping(Typing.newBuilder().setRoomId(room).setUserId(userId))
              .addAllHiddenFrom(hiddenFrom)
              .build());
    }
  }

  /** The person sends what they typed: what they type next is told at once. */
  void sends(String room) {
    typingRate.sent(room);
  }

  /** Somebody types in a room that the person is in. */
  void hears(Typing typing, Envelope envelope) {
    if (!typing.getUserId().equals(userId)) {
      queue.addIfRoom(envelope);
    }
  }

  /** The client says whom it shows. */
  void watch(WatchPeople asked) {
    if (asked.getUserIdsCount() > MAX_PEOPLE) {
      refuse(
          asked.getUserIdsCount()
              + " people (expected: at most "
              + MAX_PEOPLE
              + "), so the watch stays as it was");
      return;
    }
    Set<String> people = new LinkedHashSet<>();
    for (String id : asked.getUserIdsList()) {
      if (!isId(id)) {
        refuse("\"" + abridged(id) + "\" is no user id (expected: a UUID in lower case)");
        return;
      }
      people.add(id);
    }
    waiting = people;
    if (++watches <= AT_ONCE) {
      watchWaiting();
    }
  }

  /** Somebody has come into one of the person's rooms, or gone. */
  void peopleMoved() {
    sight.peopleMoved();
  }

  /** A second has passed. */
  void tick() {
    sight.tick();
    watches = 0;
    if (activities > AT_ONCE) {
      edge.devices().connected(userId, deviceId, active);
    }
    activities = 0;
    if (waiting != null) {
      watchWaiting();
    } else if (missed) {
      missed = false;
      edge.watches().replace(this, watched);
    }
  }

  /** The connection ends. */
  void end() {
    sight.end();
    edge.watches().leave(this);
    edge.devices().gone(deviceId);
  }

  @Override
  public void presence(Envelope envelope) {
    if (watched.contains(envelope.message().getPresence().getUserId())
        && !queue.addIfRoom(envelope)) {
      missed = true;
    }
  }

  @Override
  public void snapshot(ServerEnvelope snapshot) {
    missed =
        !queue.addIfRoom(
            new Envelope(
                ServerEnvelope.newBuilder()
                    .setPresences(sight.whole(snapshot.getPresences()))
                    .build()));
  }

  private void watchWaiting() {
    Set<String> people = waiting;
    if (people != null) {
      waiting = null;
      sight.turnTo(people);
    }
  }

  private void see(Set<String> people) {
    watched = people;
    edge.watches().replace(this, people);
  }

  private boolean appearsOffline(Instant now) {
    Availability availability = own.getAvailability();
    return availability.getChoice() == Availability.Choice.APPEAR_OFFLINE
        && (!availability.hasExpireTime()
            || availability.getExpireTime().getSeconds() > now.getEpochSecond());
  }

  private void refuse(String detail) {
    refusals.accept(
        Problems.problem(ErrorCode.INVALID_ARGUMENT, "watch.userIds: " + detail, List.of()));
  }

  private static boolean isActive(DeviceActivity activity) {
    return activity.getState() != DeviceActivity.State.IDLE;
  }

  private static boolean isId(String id) {
    try {
      return UUID.fromString(id).toString().equals(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String abridged(String id) {
    return id.length() <= 40 ? id : id.substring(0, 40) + "...";
  }
}
