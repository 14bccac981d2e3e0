package dev.parley.chat.app;

import dev.parley.chat.domain.InvitationToken;
import dev.parley.chat.domain.JoinStanding;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.Invitations;
import dev.parley.chat.port.Invitations.Offer;
import dev.parley.chat.port.Invitations.Received;
import dev.parley.chat.port.Invitations.Verdict;
import dev.parley.chat.port.People;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks at an invitation, and accepts it: by that one joins, or asks to where approval is needed,
 * which can be taken back. Whoever has the secret may. An invitation is good while it is open and
 * the one who made it may add members; why one is not good is not told, so that nothing is learnt
 * by guessing.
 */
public final class AcceptInvitation {
  private final Invitations invitations;
  private final People people;
  private final Clock clock;

  public AcceptInvitation(Invitations invitations, People people, Clock clock) {
    this.invitations = invitations;
    this.people = people;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result<T> {
    /** So it is. */
    record Done<T>(T value) implements Result<T> {}

    /** The invitation is not good. */
    record NoSuchInvitation<T>() implements Result<T> {}

    /** Nobody enters an archived room. */
    record Archived<T>() implements Result<T> {}

    /** The person is banned from the room. */
    record Banned<T>() implements Result<T> {}
  }

  /** How the person who accepted stands to the room now. */
  public record Reached(JoinStanding standing, Room room) {}

  /** What a secret offers to somebody, or to who has not signed in. */
  public Result<Offer> look(InvitationToken token, Optional<UUID> personId) {
    Optional<Offer> found = invitations.find(token, personId);
    if (found.isEmpty()) {
      return new Result.NoSuchInvitation<>();
    }
    Offer offer = found.get();
    if (offer.standing() == JoinStanding.INSIDE) {
      return new Result.Done<>(offer);
    }
    if (offer.standing() == JoinStanding.OUTSIDE && !isGood(offer, clock.instant())) {
      return new Result.NoSuchInvitation<>();
    }
    if (isBanned(offer, clock.instant())) {
      return new Result.Banned<>();
    }
    return offer.room().details().archived() ? new Result.Archived<>() : new Result.Done<>(offer);
  }

  /** Whether whoever has this secret may register as a guest. */
  public boolean makesGuests(InvitationToken token) {
    return look(token, Optional.empty()) instanceof Result.Done<Offer>(Offer offer)
        && offer.invitation().guest();
  }

  /**
   * Accepts it. Once more changes nothing and takes no use.
   *
   * @param note for those who approve
   */
  public Result<Reached> accept(InvitationToken token, UUID personId, String note) {
    Person person = people.find(List.of(personId)).get(personId);
    if (person == null) {
      return new Result.NoSuchInvitation<>();
    }
    Instant now = clock.instant();
    return invitations
        .accept(token, person, note.strip(), now, offer -> receive(offer, now))
        .map(AcceptInvitation::result)
        .orElseGet(Result.NoSuchInvitation::new);
  }

  /** Waits no longer; false if the person did not wait. They may ask again. */
  public boolean withdraw(UUID roomId, UUID personId) {
    return invitations.withdraw(roomId, personId, clock.instant());
  }

  private static Verdict receive(Offer offer, Instant now) {
    if (offer.standing() == JoinStanding.INSIDE) {
      return Verdict.STAY;
    }
    boolean approvalNeeded = offer.invitation().approvalNeeded();
    if (approvalNeeded && offer.standing() != JoinStanding.OUTSIDE) {
      return Verdict.STAY;
    }
    if (!isGood(offer, now)) {
      return Verdict.GONE;
    }
    if (isBanned(offer, now)) {
      return Verdict.BANNED;
    }
    if (offer.room().details().archived()) {
      return Verdict.ARCHIVED;
    }
    return approvalNeeded ? Verdict.ASK : Verdict.ENTER;
  }

  private static boolean isBanned(Offer offer, Instant now) {
    return offer.ban().filter(ban -> ban.holds(now)).isPresent();
  }

  private static boolean isGood(Offer offer, Instant now) {
    return offer.invitation().isOpen(now)
        && offer.inviter().filter(powers -> powers.may(Permission.ADD_MEMBERS)).isPresent();
  }

  private static Result<Reached> result(Received received) {
    return switch (received.verdict()) {
      case ENTER, ASK, STAY -> new Result.Done<>(new Reached(received.standing(), received.room()));
      case GONE -> new Result.NoSuchInvitation<>();
      case ARCHIVED -> new Result.Archived<>();
      case BANNED -> new Result.Banned<>();
    };
  }
}
