package dev.parley.chat.app;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.RoomChanges;
import dev.parley.chat.port.RoomChanges.NewStanding;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomChanges.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives members other roles, mutes them, and ends memberships: of others by permission, one's own
 * at any time. Guests stay guests, and nobody else becomes one. A room in which there are others
 * always has an owner.
 */
public final class ManageMembers {
  private final RoomChanges changes;
  private final Clock clock;

  public ManageMembers(RoomChanges changes, Clock clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /** Gives a member a role; the same again changes nothing. */
  public Outcome<Member> setRole(UUID roomId, UUID personId, UUID memberId, Role role) {
    boolean oneself = personId.equals(memberId);
    return changes.changeMember(
        roomId,
        personId,
        memberId,
        clock.instant(),
        (member, powers, lastOwner) -> decide(member, powers, lastOwner, oneself, role));
  }

  /** Lets a member say nothing for so long; empty: they may speak again. */
  public Outcome<Member> mute(
      UUID roomId, UUID personId, UUID memberId, Optional<Duration> length) {
    Instant now = clock.instant();
    @Nullable Instant until = length.map(now::plus).orElse(null);
    boolean oneself = personId.equals(memberId);
    return changes.changeMember(
        roomId,
        personId,
        memberId,
        now,
        (member, powers, lastOwner) -> {
          if (!powers.may(Permission.MUTE_MEMBERS)) {
            return refuse(new Refusal.NotAllowed(Permission.MUTE_MEMBERS));
          }
          return oneself || !powers.reach(member.role())
              ? refuse(new Refusal.NotBelow())
              : new Verdict.Make<>(new NewStanding.Muted(until));
        });
  }

  /** Ends a membership. */
  public Outcome<Member> remove(UUID roomId, UUID personId, UUID memberId) {
    boolean oneself = personId.equals(memberId);
    return changes.changeMember(
        roomId,
        personId,
        memberId,
        clock.instant(),
        (member, powers, lastOwner) -> decide(member, powers, lastOwner, oneself));
  }

  private static Verdict<NewStanding> decide(
      Member member, Powers powers, boolean lastOwner, boolean oneself, Role role) {
    if (member.role() == role) {
      return new Verdict.Make<>(new NewStanding.Role(role));
    }
    boolean stepsDown = oneself && role.compareTo(member.role()) < 0;
    if (!stepsDown && !powers.may(Permission.CHANGE_ROLES)) {
      return refuse(new Refusal.NotAllowed(Permission.CHANGE_ROLES));
    }
    if (!stepsDown && !(powers.reach(member.role()) && powers.reach(role))) {
      return refuse(new Refusal.NotBelow());
    }
    if (member.role() == Role.GUEST || role == Role.GUEST) {
      return refuse(new Refusal.GuestRole());
    }
    return lastOwner
        ? refuse(new Refusal.LastOwner())
        : new Verdict.Make<>(new NewStanding.Role(role));
  }

  private static Verdict<NewStanding> decide(
      Member member, Powers powers, boolean lastOwner, boolean oneself) {
    if (powers.kind() == Room.Kind.DIRECT) {
      return refuse(new Refusal.Direct());
    }
    if (!oneself && !powers.may(Permission.REMOVE_MEMBERS)) {
      return refuse(new Refusal.NotAllowed(Permission.REMOVE_MEMBERS));
    }
    if (!oneself && !powers.reach(member.role())) {
      return refuse(new Refusal.NotBelow());
    }
    return lastOwner ? refuse(new Refusal.LastOwner()) : new Verdict.Make<>(new NewStanding.Gone());
  }

  private static Verdict<NewStanding> refuse(Refusal refusal) {
    return new Verdict.Refuse<>(refusal);
  }
}
