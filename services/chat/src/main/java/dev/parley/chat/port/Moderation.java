package dev.parley.chat.port;

import dev.parley.chat.domain.Ban;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.ModerationEntry;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bans, and what those who keep order have done. Decided under the room's lock, as all changes. */
public interface Moderation {
  /** Decides whether somebody may be banned, or a ban be lifted. */
  @FunctionalInterface
  interface Decision {
    /**
     * Decides.
     *
     * @param subject whom it is about, if they are a member
     * @param powers of the one who wants it
     * @return why not; empty if so it is to be
     */
    Optional<Refusal> on(Optional<Member> subject, Powers powers);
  }

  /**
   * How long and why.
   *
   * @param expireTime null is for good
   */
  record Terms(String reason, @Nullable Instant expireTime) {}

  /** Bans somebody, or changes the terms of their ban; a membership ends with it. */
  Outcome<Ban> ban(
      UUID roomId, UUID personId, Person subject, Terms terms, Instant time, Decision decision);

  /** Lifts a ban; where there is none, nothing changes. */
  Outcome<Boolean> lift(
      UUID roomId, UUID personId, UUID subjectId, Instant time, Decision decision);

  /** The ban of somebody that has not expired by then. */
  Optional<Ban> find(UUID roomId, UUID userId, Instant now);

  /** Bans of a room that have not expired by then, the newest first. */
  List<Ban> bans(UUID roomId, Instant now, int limit);

  /** What was done in a room, the newest first: before an entry, or the newest of all. */
  List<ModerationEntry> entries(UUID roomId, Optional<UUID> before, int limit);
}
