package dev.parley.chat.domain;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of themselves for a while: an emoji, a text, or both.
 *
 * @param emoji one, or empty
 * @param text on one line, or empty
 * @param until when it goes by itself; null for when the person clears it
 */
public record Status(String emoji, String text, @Nullable Instant until) {
  /** One that says nothing: it clears what was said before. */
  public static final Status CLEARED = new Status("", "", null);

  private static final Pattern ONE_CHARACTER_AS_SEEN = Pattern.compile("\\X");
  private static final int KEYCAP = 0x20E3;

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return emoji.isEmpty() && text.isEmpty();
  }

  /** Whether there is no emoji, or just one. */
  public boolean hasOneEmojiAtMost() {
    return emoji.isEmpty()
        || (ONE_CHARACTER_AS_SEEN.matcher(emoji).matches()
            && emoji
                .codePoints()
                // Digits are emoji, too, by Unicode's list: as parts of keycaps.
                .anyMatch(c -> c == KEYCAP || (c > 0x7F && Character.isEmoji(c))));
  }
}
