package dev.parley.chat.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a person is, as those may see from whom they do not hide.
 *
 * @param lastSeen when they were last connected, as far as they let it be seen; null while they are
 *     there, or if it is not known
 * @param status null if they say nothing of themselves
 * @param hiddenFrom whom they have blocked, who see nothing of this
 * @param person what they are called and look like; null of whom nobody knows
 */
public record Presence(
    UUID userId,
    State state,
    @Nullable Instant lastSeen,
    @Nullable Status status,
    Set<UUID> hiddenFrom,
    @Nullable Person person) {
  /** Whether they are there. */
  public enum State {
    OFFLINE,
    AWAY,
    ONLINE,
    DO_NOT_DISTURB
  }

  /**
   * How somebody is seen.
   *
   * @param own without what has expired
   */
  public static Presence of(
      UUID userId,
      Activity activity,
      OwnPresence own,
      @Nullable Instant lastSeen,
      Set<UUID> hiddenFrom,
      @Nullable Person person) {
    State state = state(activity, own.availability().choice());
    return new Presence(
        userId, state, state == State.OFFLINE ? lastSeen : null, own.status(), hiddenFrom, person);
  }

  /** As one person sees it. */
  public Presence seenBy(UUID viewer) {
    return hiddenFrom.contains(viewer) ? ofNobody(userId) : this;
  }

  /** How somebody is seen who does not exist. */
  public static Presence ofNobody(UUID userId) {
    return new Presence(userId, State.OFFLINE, null, null, Set.of(), null);
  }

  private static State state(Activity activity, Availability.Choice choice) {
    if (activity == Activity.NONE) {
      return State.OFFLINE;
    }
    return switch (choice) {
      case AUTOMATIC -> activity == Activity.ACTIVE ? State.ONLINE : State.AWAY;
      case APPEAR_AWAY -> State.AWAY;
      case NOT_TO_BE_DISTURBED -> State.DO_NOT_DISTURB;
      case APPEAR_OFFLINE -> State.OFFLINE;
    };
  }
}
