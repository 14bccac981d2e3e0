package dev.parley.chat.domain;

import java.util.List;
import java.util.UUID;

/**
 * One emoji on a message.
 *
 * @param count how many people have reacted with it
 * @param userIds the first {@value #MOST_PEOPLE} of them, in the order in which they did
 */
public record Reaction(String emoji, long count, List<UUID> userIds) {
  /** Most different emoji on one message. */
  public static final int MOST_EMOJI = 20;

  /** Most people who are named for one emoji. */
  public static final int MOST_PEOPLE = 50;

  /**
   * Whether a message may have it: an emoji, or the code of one that the installation has or had.
   */
  public static boolean isPossible(String emoji) {
    return Emoji.isEmoji(emoji) || CustomEmoji.isCode(emoji);
  }
}
