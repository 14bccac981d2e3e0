package dev.parley.chat.port;

import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.RoomDetails;
import dev.parley.platform.pictures.Picture;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of rooms and of memberships. Each change is decided under the room's lock, so that
 * what the decision goes by is so when it takes effect, and is announced once it is durable.
 */
public interface RoomChanges {
  /** Decides what a room is to say of itself. */
  @FunctionalInterface
  interface DetailsDecision {
    Verdict<RoomDetails> on(RoomDetails details, Powers powers);
  }

  /** Decides about a membership. */
  @FunctionalInterface
  interface MemberDecision {
    /**
     * Decides.
     *
     * @param member whom it is about
     * @param powers of the one who wants it
     * @param lastOwner whether the member is the only owner of a room in which there are others
     */
    Verdict<NewStanding> on(Member member, Powers powers, boolean lastOwner);
  }

  /** What is to become of a membership. */
  sealed interface NewStanding {
    /** They have this role. */
    record Role(Member.Role role) implements NewStanding {}

    /** They are no member any more. */
    record Gone() implements NewStanding {}

    /** They may say nothing until then; null: they may speak. */
    record Muted(@Nullable Instant until) implements NewStanding {}
  }

  /** A decision. What is so already makes no event. */
  sealed interface Verdict<T> {
    /** So it is to be. */
    record Make<T>(T value) implements Verdict<T> {}

    /** The member may not. */
    record Refuse<T>(Refusal refusal) implements Verdict<T> {}
  }

  /** Why a member may not. */
  sealed interface Refusal {
    /** Their role may not do this here. */
    record NotAllowed(Permission permission) implements Refusal {}

    /** It would concern a role that is not below theirs. */
    record NotBelow() implements Refusal {}

    /** The room is archived. */
    record Archived() implements Refusal {}

    /** Nobody would own the room. */
    record LastOwner() implements Refusal {}

    /** A direct conversation keeps its people. */
    record Direct() implements Refusal {}

    /** A channel needs a name. */
    record NameMissing() implements Refusal {}

    /** Guests have the role of guests, and nobody else has it. */
    record GuestRole() implements Refusal {}
  }

  /** What came of it. */
  sealed interface Outcome<T> {
    /** So it is now. */
    record Done<T>(T value) implements Outcome<T> {}

    /** The decision was against it. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** There is no such room, or the person who wants it is not in it. */
    record NotAMember<T>() implements Outcome<T> {}

    /** The person whom it is about is not in the room. */
    record NoSuchMember<T>() implements Outcome<T> {}

    /** Another public room has the name. */
    record NameTaken<T>() implements Outcome<T> {}
  }

  /** Changes what a room says of itself. */
  Outcome<RoomDetails> change(UUID roomId, UUID personId, Instant time, DetailsDecision decision);

  /**
   * Has a room show another picture.
   *
   * @param picture which; empty for none
   * @param decision what the room is to say of its picture
   */
  Outcome<RoomDetails> show(
      UUID roomId,
      UUID personId,
      Optional<Picture> picture,
      Instant time,
      DetailsDecision decision);

  /**
   * Changes a membership, perhaps one's own.
   *
   * @return the member as they are now, or as they were before they were gone
   */
  Outcome<Member> changeMember(
      UUID roomId, UUID personId, UUID memberId, Instant time, MemberDecision decision);
}
