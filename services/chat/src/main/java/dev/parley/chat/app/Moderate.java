package dev.parley.chat.app;

import dev.parley.chat.domain.Ban;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.ModerationEntry;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Person;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Room;
import dev.parley.chat.port.Moderation;
import dev.parley.chat.port.Moderation.Terms;
import dev.parley.chat.port.People;
import dev.parley.chat.port.RoomChanges.Outcome;
import dev.parley.chat.port.RoomChanges.Refusal;
import dev.parley.chat.port.RoomRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps people out of a room, and shows what was done to keep order. Who may remove members may
 * ban, whether somebody is a member or not, and sees both lists.
 */
public final class Moderate {
  private final Moderation moderation;
  private final RoomRepository rooms;
  private final People people;
  private final Clock clock;

  public Moderate(Moderation moderation, RoomRepository rooms, People people, Clock clock) {
    this.moderation = moderation;
    this.rooms = rooms;
    this.people = people;
    this.clock = clock;
  }

  /** Bans somebody; empty if there is nobody with this id. */
  public Optional<Outcome<Ban>> ban(
      UUID roomId, UUID personId, UUID subjectId, Optional<Duration> length, String reason) {
    Person subject = people.find(List.of(subjectId)).get(subjectId);
    if (subject == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Terms terms = new Terms(reason.strip(), length.map(now::plus).orElse(null));
    boolean oneself = personId.equals(subjectId);
    return Optional.of(
        moderation.ban(
            roomId,
            personId,
            subject,
            terms,
            now,
            (member, powers) ->
                oneself ? Optional.of(new Refusal.NotBelow()) : mayKeepOut(member, powers)));
  }

  /** Lifts a ban. */
  public Outcome<Boolean> lift(UUID roomId, UUID personId, UUID subjectId) {
    return moderation.lift(roomId, personId, subjectId, clock.instant(), Moderate::mayKeepOut);
  }

  /** Who is banned now, the newest first. */
  public Outcome<List<Ban>> bans(UUID roomId, UUID viewer, int limit) {
    return look(roomId, viewer, () -> moderation.bans(roomId, clock.instant(), limit));
  }

  /** What was done, the newest first. */
  public Outcome<List<ModerationEntry>> entries(
      UUID roomId, UUID viewer, Optional<UUID> before, int limit) {
    return look(roomId, viewer, () -> moderation.entries(roomId, before, limit));
  }

  private interface Look<T> {
    T now();
  }

  private <T> Outcome<T> look(UUID roomId, UUID viewer, Look<T> look) {
    Optional<Powers> powers = rooms.find(roomId, viewer).flatMap(Room::powers);
    if (powers.isEmpty()) {
      return new Outcome.NotAMember<>();
    }
    return powers.get().may(Permission.REMOVE_MEMBERS)
        ? new Outcome.Done<>(look.now())
        : new Outcome.Refused<>(new Refusal.NotAllowed(Permission.REMOVE_MEMBERS));
  }

  private static Optional<Refusal> mayKeepOut(Optional<Member> subject, Powers powers) {
    if (powers.kind() == Room.Kind.DIRECT) {
      return Optional.of(new Refusal.Direct());
    }
    if (!powers.may(Permission.REMOVE_MEMBERS)) {
      return Optional.of(new Refusal.NotAllowed(Permission.REMOVE_MEMBERS));
    }
    return subject.filter(member -> !powers.reach(member.role())).map(m -> new Refusal.NotBelow());
  }
}
