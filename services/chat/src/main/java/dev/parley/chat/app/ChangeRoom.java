package dev.parley.chat.app;

import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Permissions;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Retention;
import dev.parley.chat.domain.Room;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.chat.port.RoomChanges;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomChanges.Verdict;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Changes what a room says of itself, and which role may what in it; archives it and opens it
 * again.
 */
public final class ChangeRoom {
  private final RoomChanges changes;
  private final Clock clock;

  public ChangeRoom(RoomChanges changes, Clock clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * What is to change; what is empty stays.
   *
   * @param visibility who may find and join it
   * @param slowModeSeconds how long a member waits between two messages
   * @param permissions the least role for each that is to change, all of them adjustable
   * @param retention what becomes of how long the room keeps what is said
   */
  public record Wish(
      Optional<String> name,
      Optional<String> topic,
      Optional<String> description,
      Optional<Room.Visibility> visibility,
      Optional<Integer> slowModeSeconds,
      Map<Permission, Role> permissions,
      UnaryOperator<Retention> retention) {
    /** The same, keeping what is said for as long as before. */
    public Wish(
        Optional<String> name,
        Optional<String> topic,
        Optional<String> description,
        Optional<Room.Visibility> visibility,
        Optional<Integer> slowModeSeconds,
        Map<Permission, Role> permissions) {
      this(
          name,
          topic,
          description,
          visibility,
          slowModeSeconds,
          permissions,
          UnaryOperator.identity());
    }

    /** This alone. */
    public static Wish keeping(UnaryOperator<Retention> retention) {
      return new Wish(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          retention);
    }
  }

  /** Changes it: all that is wished, or nothing. What is so already needs no permission. */
  public Outcome<RoomDetails> change(UUID roomId, UUID personId, Wish wish) {
    return changes.change(
        roomId, personId, clock.instant(), (details, powers) -> decide(details, powers, wish));
  }

  /** Closes a room for writing, or opens it again. */
  public Outcome<RoomDetails> archive(UUID roomId, UUID personId, boolean archived) {
    return changes.change(
        roomId,
        personId,
        clock.instant(),
        (details, powers) ->
            powers.may(Permission.ARCHIVE_ROOM)
                ? new Verdict.Make<>(details.archived(archived))
                : notAllowed(Permission.ARCHIVE_ROOM));
  }

  private static Verdict<RoomDetails> decide(RoomDetails details, Powers powers, Wish wish) {
    RoomDetails next =
        details
            .renamed(wish.name().map(String::strip).orElse(details.name()))
            .about(wish.topic().map(String::strip).orElse(details.topic()))
            .described(wish.description().map(String::strip).orElse(details.description()))
            .seenBy(wish.visibility().orElse(details.visibility()))
            .slowed(wish.slowModeSeconds().orElse(details.slowModeSeconds()))
            .permitting(details.permissions().with(wish.permissions()))
            .keeping(wish.retention().apply(details.retention()));
    if (next.equals(details)) {
      return new Verdict.Make<>(details);
    }
    if (powers.archived()) {
      return new Verdict.Refuse<>(new Refusal.Archived());
    }
    if (!next.topic().equals(details.topic()) && !powers.may(Permission.CHANGE_TOPIC)) {
      return notAllowed(Permission.CHANGE_TOPIC);
    }
    boolean redescribed =
        !next.name().equals(details.name()) || !next.description().equals(details.description());
    if (redescribed && !powers.may(Permission.CHANGE_DETAILS)) {
      return notAllowed(Permission.CHANGE_DETAILS);
    }
    if (next.slowModeSeconds() != details.slowModeSeconds()
        && !powers.may(Permission.MUTE_MEMBERS)) {
      return notAllowed(Permission.MUTE_MEMBERS);
    }
    if (!next.retention().equals(details.retention()) && !powers.may(Permission.CHANGE_RETENTION)) {
      return notAllowed(Permission.CHANGE_RETENTION);
    }
    if (next.visibility() != details.visibility() && !powers.may(Permission.CHANGE_PERMISSIONS)) {
      return notAllowed(Permission.CHANGE_PERMISSIONS);
    }
    if (!next.permissions().equals(details.permissions())) {
      if (!powers.may(Permission.CHANGE_PERMISSIONS)) {
        return notAllowed(Permission.CHANGE_PERMISSIONS);
      }
      if (!withinReach(powers, details.permissions(), next.permissions())) {
        return new Verdict.Refuse<>(new Refusal.NotBelow());
      }
    }
    return powers.kind() == Room.Kind.CHANNEL && next.name().isEmpty()
        ? new Verdict.Refuse<>(new Refusal.NameMissing())
        : new Verdict.Make<>(next);
  }

  /** Nobody gives or takes what their own role may not do. */
  private static boolean withinReach(Powers powers, Permissions before, Permissions after) {
    for (Permission permission : Permission.values()) {
      Optional<Role> then = before.least(permission);
      Optional<Role> now = after.least(permission);
      if (!then.equals(now)
          && (then.filter(role -> role.compareTo(powers.role()) > 0).isPresent()
              || now.filter(role -> role.compareTo(powers.role()) > 0).isPresent())) {
        return false;
      }
    }
    return true;
  }

  private static <T> Verdict<T> notAllowed(Permission permission) {
    return new Verdict.Refuse<>(new Refusal.NotAllowed(permission));
  }
}
