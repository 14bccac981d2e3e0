package dev.parley.chat.domain;

import java.util.regex.Pattern;

/**
 * What one can react with: a single emoji of Unicode as <a
 * href="https://www.unicode.org/reports/tr51/">UTS #51</a> forms them, in the form that is meant to
 * be drawn as a picture. So each looks like one thing, and the same thing is always written alike.
 */
public final class Emoji {
  /** In words, for those who are refused. */
  public static final String EXPECTED =
      "expected one plain Unicode emoji of at most 64 bytes, fully qualified, or the :name: of an emoji of the installation";

  /** An emoji that is a picture by itself, is made one by U+FE0F, or has a skin tone. */
  private static final String ELEMENT =
      "(?:\\p{IsEmoji_Modifier_Base}\\p{IsEmoji_Modifier}"
          + "|(?![#*0-9\\p{IsEmoji_Presentation}])\\p{IsEmoji}\\x{FE0F}"
          + "|(?![\\x{1F1E6}-\\x{1F1FF}])\\p{IsEmoji_Presentation})";

  /** Letters of a region within a country, as for the flag of Scotland. */
  private static final String TAGS = "(?:[\\x{E0020}-\\x{E007E}]{1,6}\\x{E007F})?";

  private static final Pattern EMOJI =
      Pattern.compile(
          "[\\x{1F1E6}-\\x{1F1FF}]{2}"
              + "|[#*0-9]\\x{FE0F}\\x{20E3}"
              + "|%s%s(?:\\x{200D}%s){0,4}".formatted(ELEMENT, TAGS, ELEMENT));

  private Emoji() {}

  /** Whether it is one emoji, and nothing else. How long it may be stands in the contract. */
  public static boolean isEmoji(String text) {
    return EMOJI.matcher(text).matches();
  }
}
