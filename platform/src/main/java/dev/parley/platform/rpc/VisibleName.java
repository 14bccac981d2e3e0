package dev.parley.platform.rpc;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a name can be taken for another: because it holds what is not seen, or words that mix
 * scripts. After Unicode's <a href="https://www.unicode.org/reports/tr39/">UTS #39</a>, level
 * "highly restrictive", for each word by itself: a name may well be written in two scripts.
 */
final class VisibleName {
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int TEXT_STYLE = 0xFE0E;
  private static final int EMOJI_STYLE = 0xFE0F;

  /**
   * Not seen, though their category does not say so: combining grapheme joiner, Hangul fillers,
   * Khmer inherent vowels, the empty Braille cell, variation selectors.
   */
  private static final Set<Integer> UNSEEN =
      Set.of(
          0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, TEXT_STYLE, EMOJI_STYLE);

  /** Scripts that people mix in one word. */
  private static final List<Set<UnicodeScript>> TOGETHER =
      List.of(
          EnumSet.of(
              UnicodeScript.LATIN,
              UnicodeScript.HAN,
              UnicodeScript.HIRAGANA,
              UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

  private VisibleName() {}

  /** What is wrong with a name, and what to do about it; empty if nothing is. */
  static Optional<String> fault(String name) {
    int[] characters = name.codePoints().toArray();
    EnumSet<UnicodeScript> word = EnumSet.noneOf(UnicodeScript.class);
    for (int i = 0; i < characters.length; i++) {
      if (isUnseen(characters[i]) && !belongs(characters, i)) {
        return Optional.of(
            "holds the character U+%04X, which is not seen or turns the text: leave it out"
                .formatted(characters[i]));
      }
      if (!Character.isLetter(characters[i])) {
        if (separates(characters[i])) {
          word.clear();
        }
        continue;
      }
      UnicodeScript script = UnicodeScript.of(characters[i]);
      if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
        word.add(script);
      }
      if (word.size() > 1 && TOGETHER.stream().noneMatch(mix -> mix.containsAll(word))) {
        return Optional.of(
            "mixes letters of %s in one word, which then looks like another: write each word in one script"
                .formatted(named(word)));
      }
    }
    return Optional.empty();
  }

  private static boolean isUnseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default ->
          UNSEEN.contains(character)
              // Further variation selectors.
              || (character >= 0xFE00 && character < TEXT_STYLE)
              || (character >= 0x180B && character <= 0x180F)
              || (character >= 0xE0100 && character <= 0xE01EF);
    };
  }

  /**
   * Whether something that is not seen is where it changes what is: within emoji, or in Persian.
   */
  private static boolean belongs(int[] characters, int at) {
    int before = at == 0 ? 0 : characters[at - 1];
    int after = at + 1 == characters.length ? 0 : characters[at + 1];
    return switch (characters[at]) {
      case ZERO_WIDTH_JOINER ->
          (Character.isExtendedPictographic(before)
                  || Character.isEmojiModifier(before)
                  || before == EMOJI_STYLE)
              && Character.isExtendedPictographic(after);
      case EMOJI_STYLE -> Character.isExtendedPictographic(before);
      case ZERO_WIDTH_NON_JOINER ->
          UnicodeScript.of(before) == UnicodeScript.ARABIC
              && UnicodeScript.of(after) == UnicodeScript.ARABIC;
      default -> false;
    };
  }

  /** Marks and digits belong to the word that they stand in. */
  private static boolean separates(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.FORMAT ->
          false;
      default -> true;
    };
  }

  private static String named(Set<UnicodeScript> scripts) {
    return String.join(
        " and ",
        scripts.stream()
            .map(script ->
                script.name().charAt(0) + script.name().substring(1).toLowerCase(Locale.ROOT))
            .toList());
  }
}
