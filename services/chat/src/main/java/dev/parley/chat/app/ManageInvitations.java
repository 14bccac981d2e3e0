package dev.parley.chat.app;

import dev.parley.chat.domain.Invitation;
import dev.parley.chat.domain.InvitationToken;
import dev.parley.chat.domain.JoinRequest;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.Invitations;
import dev.parley.chat.port.Invitations.NewInvitation;
import dev.parley.chat.port.Invitations.Outcome;
import dev.parley.chat.port.Invitations.Waiting;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.platform.ids.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Invites people to a room, and answers those who ask to join. All of it takes the permission to
 * add members; to a direct conversation nobody is invited, and nobody enters an archived room.
 */
public final class ManageInvitations {
  private static final int MOST_REQUESTS = 100;

  private final Invitations invitations;
  private final Clock clock;

  public ManageInvitations(Invitations invitations, Clock clock) {
    this.invitations = invitations;
    this.clock = clock;
  }

  /**
   * What is wanted.
   *
   * @param email for whom it is; null for one that is for anybody. One with an address can be used
   *     once.
   * @param useLimit how often it can be used; 0 is without limit
   * @param validFor how long it is good; zero is for ever
   * @param guest whether who registers by it becomes a guest
   */
  public record Wish(
      @Nullable String email,
      boolean approvalNeeded,
      int useLimit,
      Duration validFor,
      boolean guest) {}

  /** A new invitation, and its secret: this is the only time that anybody sees it. */
  public record Made(Invitation invitation, InvitationToken token) {}

  /** Makes an invitation. */
  public Outcome<Made> make(UUID roomId, UUID personId, Wish wish) {
    InvitationToken token = InvitationToken.random();
    Instant now = clock.instant();
    NewInvitation invitation =
        new NewInvitation(
            UuidV7.at(now),
            roomId,
            personId,
            token,
            wish.email(),
            wish.approvalNeeded(),
            wish.email() == null ? wish.useLimit() : 1,
            now,
            wish.validFor().isZero() ? null : now.plus(wish.validFor()),
            wish.guest());
    return switch (invitations.make(invitation, ManageInvitations::mayChange)) {
      case Outcome.Done<Invitation> done -> new Outcome.Done<>(new Made(done.value(), token));
      case Outcome.Refused<Invitation> refused -> new Outcome.Refused<>(refused.refusal());
      case Outcome.NotAMember<Invitation> ignored -> new Outcome.NotAMember<>();
      case Outcome.Missing<Invitation> ignored -> new Outcome.Missing<>();
      case Outcome.TooMany<Invitation> ignored -> new Outcome.TooMany<>();
    };
  }

  /** The invitations to a room, the newest first. */
  public Outcome<List<Invitation>> list(UUID roomId, UUID personId) {
    return invitations.list(roomId, personId, ManageInvitations::mayInvite);
  }

  /** Ends an invitation, whoever made it; also one to an archived room. */
  public Outcome<Invitation> revoke(UUID roomId, UUID personId, UUID invitationId) {
    return invitations.revoke(roomId, personId, invitationId, ManageInvitations::mayInvite);
  }

  /** Who waits for a room, the first {@value #MOST_REQUESTS} of them. */
  public Outcome<Waiting> waiting(UUID roomId, UUID personId) {
    return invitations.waiting(roomId, personId, MOST_REQUESTS, ManageInvitations::mayInvite);
  }

  /** Makes somebody a member who waits. */
  public Outcome<Member> approve(UUID roomId, UUID personId, UUID askerId) {
    return invitations.approve(
        roomId, personId, askerId, clock.instant(), ManageInvitations::mayChange);
  }

  /** Turns somebody down who waits. */
  public Outcome<JoinRequest> decline(UUID roomId, UUID personId, UUID askerId) {
    return invitations.decline(
        roomId, personId, askerId, clock.instant(), ManageInvitations::mayChange);
  }

  private static Optional<Refusal> mayChange(Powers powers) {
    return powers.archived() ? Optional.of(new Refusal.Archived()) : mayInvite(powers);
  }

  private static Optional<Refusal> mayInvite(Powers powers) {
    if (powers.kind() == Room.Kind.DIRECT) {
      return Optional.of(new Refusal.Direct());
    }
    return powers.may(Permission.ADD_MEMBERS)
        ? Optional.empty()
        : Optional.of(new Refusal.NotAllowed(Permission.ADD_MEMBERS));
  }
}
