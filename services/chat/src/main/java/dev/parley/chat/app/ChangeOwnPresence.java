package dev.parley.chat.app;

import dev.parley.chat.domain.Availability;
import dev.parley.chat.domain.OwnPresence;
import dev.parley.chat.domain.Presence;
import dev.parley.chat.domain.Status;
import dev.parley.chat.port.Announcer;
import dev.parley.chat.port.PresenceRepository;
import dev.parley.chat.port.PresenceRepository.Kept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one has chosen to be seen as, and one's status; both may end by themselves. */
public final class ChangeOwnPresence {
  /** The furthest ahead that something may end by itself. */
  private static final Duration FURTHEST = Duration.ofDays(366);

  private final ShowPresence show;
  private final PresenceRepository kept;
  private final Announcer announcer;
  private final Clock clock;

  /** What comes of a change. */
  public sealed interface Result {
    /** It is so. */
    record Changed(OwnPresence now) implements Result {}

    /** The end is not in the future, or too far in it. */
    record BadEnd(Part part) implements Result {}

    /** The status has something else for an emoji. */
    record NotOneEmoji() implements Result {}
  }

  /** What may end by itself. */
  public enum Part {
    AVAILABILITY,
    STATUS
  }

  public ChangeOwnPresence(
      ShowPresence show, PresenceRepository kept, Announcer announcer, Clock clock) {
    this.show = show;
    this.kept = kept;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** What somebody has chosen. */
  public OwnPresence of(UUID userId) {
    return kept.of(List.of(userId)).getOrDefault(userId, Kept.NOTHING).own().at(clock.instant());
  }

  /**
   * Changes what is given.
   *
   * @param availability null leaves it
   * @param status null leaves it; an empty one clears it
   */
  public Result change(UUID userId, @Nullable Availability availability, @Nullable Status status) {
    Instant now = clock.instant();
    if (availability != null && !isPossible(availability.until(), now)) {
      return new Result.BadEnd(Part.AVAILABILITY);
    }
    if (status != null && !isPossible(status.until(), now)) {
      return new Result.BadEnd(Part.STATUS);
    }
    if (status != null && !status.hasOneEmojiAtMost()) {
      return new Result.NotOneEmoji();
    }
    Presence before = show.of(List.of(userId)).getFirst();
    if (before.state() != Presence.State.OFFLINE) {
      // Should they appear offline from now on, this is when they were last seen.
      kept.seen(Map.of(userId, now), now);
    }
    OwnPresence changed =
        kept.change(userId, own -> own.at(now).with(availability, status).at(now), now);
    announceUnless(before);
    return new Result.Changed(changed);
  }

  /** Clears what has ended by itself. */
  public void expire() {
    List<UUID> changed = kept.expire(clock.instant());
    show.of(changed).forEach(announcer::announce);
  }

  private void announceUnless(Presence before) {
    Presence after = show.of(List.of(before.userId())).getFirst();
    if (!after.equals(before)) {
      announcer.announce(after);
    }
  }

  private static boolean isPossible(@Nullable Instant end, Instant now) {
    return end == null || (end.isAfter(now) && !end.isAfter(now.plus(FURTHEST)));
  }
}
