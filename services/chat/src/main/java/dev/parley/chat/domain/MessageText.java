package dev.parley.chat.domain;

/**
 * What a message may consist of. How long it may be stands in the contract; this is looked at
 * character by character for every message, which a pattern in the contract takes ten times as long
 * for.
 */
public final class MessageText {
  /** In words, for those who are refused. */
  public static final String EXPECTED =
      "expected text, not only white space and without control characters but tab and line feed";

  private MessageText() {}

  /** Whether there is something to see, and nothing that upsets terminals. */
  public static boolean isSayable(String text) {
    boolean visible = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\t' && c != '\n') {
        return false;
      }
      // Outside the basic plane nothing is white space.
      visible |= !Character.isWhitespace(c) && !Character.isSpaceChar(c);
    }
    return visible;
  }
}
