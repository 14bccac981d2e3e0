package dev.parley.chat.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was replied to a message.
 *
 * @param count how many replies there are that are not deleted
 * @param headOrdinal number of the newest among all that there were
 * @param lastTime when that was said; null while there is none
 * @param people the first {@link #MOST_PEOPLE} who replied, in the order in which they did
 */
public record Replies(long count, long headOrdinal, @Nullable Instant lastTime, List<UUID> people) {
  /** As many are named with a message. */
  public static final int MOST_PEOPLE = 5;

  /** Nothing. */
  public static final Replies NONE = new Replies(0, 0, null, List.of());

  /** With one more. */
  public Replies with(UUID sender, Instant time) {
    List<UUID> named = people;
    if (people.size() < MOST_PEOPLE && !people.contains(sender)) {
      named = new ArrayList<>(people);
      named.add(sender);
    }
    return new Replies(count + 1, headOrdinal + 1, time, List.copyOf(named));
  }

  /** With one of them deleted. */
  public Replies withOneLess() {
    return new Replies(count - 1, headOrdinal, lastTime, people);
  }
}
