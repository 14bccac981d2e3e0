package dev.parley.chat.port;

import dev.parley.chat.domain.OwnPresence;
import dev.parley.chat.domain.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is kept of people's presence. Changes of what they chose are announced to their devices. */
public interface PresenceRepository {
  /**
   * What is kept of one person.
   *
   * @param own as it was written: perhaps it has expired since
   * @param lastSeen what others are shown; null if they were never seen
   * @param hiddenFrom whom they have blocked
   * @param person what they are called; null of whom nobody knows
   */
  record Kept(
      OwnPresence own, @Nullable Instant lastSeen, Set<UUID> hiddenFrom, @Nullable Person person) {
    /** Of whom nothing is kept. */
    public static final Kept NOTHING = new Kept(OwnPresence.NOTHING, null, Set.of(), null);
  }

  /** What is kept of these people; those of whom nothing is are missing. */
  Map<UUID, Kept> of(Collection<UUID> userIds);

  /**
   * Changes what somebody chose, one change after the other.
   *
   * @param change makes the new of the old; the same once more tells nobody anything
   * @return the new
   */
  OwnPresence change(UUID userId, UnaryOperator<OwnPresence> change, Instant time);

  /** Clears what has expired by a moment, and says whose: once, over all processes. */
  List<UUID> expire(Instant now);

  /**
   * Notes when people were connected. What others are shown moves on with it, but for those who
   * appear offline at {@code now}.
   */
  void seen(Map<UUID, Instant> times, Instant now);

  /**
   * How many people were connected at some time since a moment, those included who appear offline.
   */
  long countActiveSince(Instant moment);
}
