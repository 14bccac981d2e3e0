package dev.parley.chat.domain;

import java.util.Set;

/**
 * What a message may consist of. How long it may be stands in the contract; this is looked at
 * character by character for every message, which a pattern in the contract takes ten times as long
 * for.
 */
public final class MessageText {
  /** In words, for those who are refused. */
  public static final String EXPECTED =
      "expected text with something to see in it, and without control characters but tab and line feed";

  /** Letters and a symbol that are empty: Hangul fillers, and the Braille cell without dots. */
  private static final Set<Integer> EMPTY = Set.of(0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0);

  private MessageText() {}

  /** Whether there is something to see, and nothing that upsets terminals. */
  public static boolean isSayable(String text) {
    boolean seen = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\t' && c != '\n') {
        return false;
      }
      seen = seen || isSeen(text.codePointAt(i));
    }
    return seen;
  }

  /** A mark is seen on something; half of a pair is what follows the half that counted. */
  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.FORMAT, Character.NON_SPACING_MARK, Character.SURROGATE -> false;
      default ->
          !Character.isWhitespace(character)
              && !Character.isSpaceChar(character)
              && !EMPTY.contains(character);
    };
  }
}
