package dev.parley.chat.port;

import dev.parley.chat.domain.Ban;
import dev.parley.chat.domain.Invitation;
import dev.parley.chat.domain.InvitationToken;
import dev.parley.chat.domain.JoinRequest;
import dev.parley.chat.domain.JoinStanding;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.RoomChanges.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Invitations to rooms, and who waits for one. Each change is decided under the room's lock: what
 * the decision goes by is so when it takes effect, and no limit of uses is overrun. What it comes
 * to is announced once it is durable.
 */
public interface Invitations {
  /** An invitation about to be made. */
  record NewInvitation(
      UUID id,
      UUID roomId,
      UUID creatorId,
      InvitationToken token,
      @Nullable String email,
      boolean approvalNeeded,
      int useLimit,
      Instant createTime,
      @Nullable Instant expireTime,
      boolean guest) {}

  /**
   * An invitation to somebody.
   *
   * @param room as they see it, whether or not they may
   * @param inviter what the one who made it may do in the room now; empty if they left
   * @param ban of the one who is invited, perhaps expired
   * @param standing of the one who is invited
   */
  record Offer(
      Invitation invitation,
      Room room,
      Optional<Powers> inviter,
      Optional<Ban> ban,
      JoinStanding standing) {}

  /** Decides whether a member may; empty if so. */
  @FunctionalInterface
  interface Gate {
    Optional<Refusal> on(Powers powers);
  }

  /** Decides what becomes of somebody who accepts. */
  @FunctionalInterface
  interface Reception {
    Verdict on(Offer offer);
  }

  /** What becomes of somebody who accepts. */
  enum Verdict {
    /** They enter, which takes one use. */
    ENTER,
    /** They ask, which takes one use, and wait. */
    ASK,
    /** Nothing changes. */
    STAY,
    /** The invitation is good no more. */
    GONE,
    /** Nobody enters an archived room. */
    ARCHIVED,
    /** They are banned from the room. */
    BANNED
  }

  /** What became of somebody who accepted, and how they stand since. */
  record Received(Verdict verdict, JoinStanding standing, Room room) {}

  /**
   * Who waits for a room.
   *
   * @param first those who asked first
   * @param count how many there are in all
   */
  record Waiting(List<JoinRequest> first, int count) {}

  /** What came of what a member wants. */
  sealed interface Outcome<T> {
    /** So it is. */
    record Done<T>(T value) implements Outcome<T> {}

    /** They may not. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** There is no such room, or they are not in it. */
    record NotAMember<T>() implements Outcome<T> {}

    /** There is no such invitation to the room, or nobody waits whom it is about. */
    record Missing<T>() implements Outcome<T> {}

    /** The room has {@value Invitation#MAX_PER_ROOM} invitations that are still good. */
    record TooMany<T>() implements Outcome<T> {}
  }

  /**
   * Makes an invitation. To make room for it, the room's others are forgotten that are good no
   * more.
   */
  Outcome<Invitation> make(NewInvitation invitation, Gate gate);

  /** The invitations to a room, the newest first. */
  Outcome<List<Invitation>> list(UUID roomId, UUID personId, Gate gate);

  /** Forgets an invitation, and answers what it was. */
  Outcome<Invitation> revoke(UUID roomId, UUID personId, UUID invitationId, Gate gate);

  /**
   * What a secret offers to somebody, or to nobody in particular; empty if it never was one, or is
   * revoked.
   */
  Optional<Offer> find(InvitationToken token, Optional<UUID> personId);

  /**
   * Somebody accepts. Answers what became of it, or empty if the secret never was one, or is
   * revoked.
   *
   * @param note for those who approve
   */
  Optional<Received> accept(
      InvitationToken token, Person person, String note, Instant time, Reception reception);

  /** Who waits for a room. */
  Outcome<Waiting> waiting(UUID roomId, UUID personId, int limit, Gate gate);

  /** Makes somebody a member who waits. */
  Outcome<Member> approve(UUID roomId, UUID personId, UUID askerId, Instant time, Gate gate);

  /** Turns somebody down who waits, and answers what they asked. */
  Outcome<JoinRequest> decline(UUID roomId, UUID personId, UUID askerId, Instant time, Gate gate);

  /** Somebody who waits for a room wants it no longer; false if they did not wait. */
  boolean withdraw(UUID roomId, UUID askerId, Instant time);
}
