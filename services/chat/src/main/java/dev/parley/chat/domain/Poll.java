package dev.parley.chat.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message asks, as it stands now.
 *
 * @param multiple whether one may answer with several options
 * @param anonymous whether nobody is told who answered what
 * @param closeTime when nobody can answer any more; null if it stays open
 * @param voterCount how many people have answered
 */
public record Poll(
    List<Option> options,
    boolean multiple,
    boolean anonymous,
    @Nullable Instant closeTime,
    long voterCount) {
  /** Most people who are named with each option. */
  public static final int MOST_NAMED = 50;

  /** Stands for one that is there and was not read yet. */
  public static final Poll UNREAD = new Poll(List.of(), false, false, null, 0);

  /**
   * What one may answer.
   *
   * @param count how many have
   * @param userIds the first {@value Poll#MOST_NAMED} of them, in the order in which they did;
   *     nobody if it is anonymous
   */
  public record Option(String text, long count, List<UUID> userIds) {}

  /** One to be asked. */
  public record Question(
      List<String> options, boolean multiple, boolean anonymous, @Nullable Instant closeTime) {
    /** As it stands before anybody has answered. */
    public Poll asked() {
      return new Poll(
          options.stream().map(text -> new Option(text, 0, List.of())).toList(),
          multiple,
          anonymous,
          closeTime,
          0);
    }
  }

  /** Whether nobody can answer any more. */
  public boolean isClosed(Instant now) {
    return closeTime != null && !closeTime.isAfter(now);
  }
}
