package dev.parley.chat.domain;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The terms by which a text can be found, in their order.
 *
 * <p>A run of letters and digits is a word. Scripts that put no spaces between words have a term
 * for each two neighbouring letters, and one for the last: so any two are found, and a longer part
 * by its pairs, one after the other. A symbol, such as an emoji, is a word of its own.
 *
 * <p>Upper and lower case are one, as are letters with and without accents (of Latin, Greek,
 * Cyrillic; Hebrew and Arabic without points), and compatible forms, such as full-width letters.
 * What is not seen within a word, such as a soft hyphen, is not part of it.
 */
public final class SearchTerms {
  /** A longer word is taken in pieces of as many characters. */
  public static final int LONGEST = 64;

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** Belongs to no script, and to words of Japanese alone. */
  private static final int LONG_VOWEL = 0x30FC;

  private SearchTerms() {}

  /** What a term is. */
  public enum Kind {
    /** A word or a symbol. */
    WORD,
    /** Two letters of a script without spaces. */
    PAIR,
    /** The last letter of a run of those. */
    LAST
  }

  /**
   * A term.
   *
   * @param text folded: in small letters, without accents
   * @param start of what stands in the text for it, as an index of a {@code char}
   * @param end of that, exclusive
   */
  public record Term(String text, int start, int end, Kind kind) {}

  /** Reads a text. */
  public static List<Term> of(String text) {
    List<Term> terms = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      int next = at + Character.charCount(character);
      if (isWithoutSpaces(character)) {
        at = run(text, at, terms);
      } else if (Character.isLetterOrDigit(character)) {
        at = word(text, at, terms);
      } else {
        if (isSymbol(character)) {
          terms.add(new Term(Character.toString(character), at, next, Kind.WORD));
        }
        at = next;
      }
    }
    return terms;
  }

  private static int word(String text, int start, List<Term> terms) {
    int at = start;
    for (int length = 0; at < text.length() && length < LONGEST; length++) {
      int character = text.codePointAt(at);
      boolean goesOn =
          (Character.isLetterOrDigit(character)
                  || isMark(character)
                  || Character.getType(character) == Character.FORMAT)
              && !isWithoutSpaces(character);
      if (!goesOn) {
        break;
      }
      at += Character.charCount(character);
    }
    String folded = fold(text.substring(start, at));
    if (!folded.isEmpty()) {
      terms.add(new Term(folded, start, at, Kind.WORD));
    }
    return at;
  }

  private static int run(String text, int start, List<Term> terms) {
    List<Term> letters = new ArrayList<>();
    int at = start;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      int next = at + Character.charCount(character);
      if (isWithoutSpaces(character)) {
        letters.add(new Term(fold(text.substring(at, next)), at, next, Kind.LAST));
      } else if (isMark(character)) {
        Term before = letters.removeLast();
        String whole = text.substring(before.start(), next);
        letters.add(new Term(fold(whole), before.start(), next, Kind.LAST));
      } else {
        break;
      }
      at = next;
    }
    for (int i = 0; i + 1 < letters.size(); i++) {
      Term one = letters.get(i);
      Term other = letters.get(i + 1);
      terms.add(new Term(one.text() + other.text(), one.start(), other.end(), Kind.PAIR));
    }
    terms.add(letters.getLast());
    return at;
  }

  private static boolean isWithoutSpaces(int character) {
    return character == LONG_VOWEL
        || (character >= 0x0E00
            && (Character.isLetterOrDigit(character) || isMark(character))
            && WITHOUT_SPACES.contains(UnicodeScript.of(character)));
  }

  private static boolean isSymbol(int character) {
    return Character.getType(character) == Character.OTHER_SYMBOL
        || Character.isEmojiPresentation(character);
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  static String fold(String word) {
    if (word.chars().allMatch(character -> character < 0x80)) {
      return word.toLowerCase(Locale.ROOT);
    }
    StringBuilder kept = new StringBuilder();
    Normalizer.normalize(word, Normalizer.Form.NFKD)
        .codePoints()
        .filter(SearchTerms::isKept)
        .forEach(kept::appendCodePoint);
    String small = kept.toString().toLowerCase(Locale.ROOT).replace("ß", "ss").replace('ς', 'σ');
    return Normalizer.normalize(small, Normalizer.Form.NFC);
  }

  private static boolean isKept(int character) {
    if (!isMark(character)) {
      return Character.isLetterOrDigit(character) && character != 0x0640;
    }
    boolean accent = character >= 0x0300 && character <= 0x036F;
    boolean hebrew = character >= 0x0591 && character <= 0x05C7;
    boolean arabic = (character >= 0x064B && character <= 0x065F) || character == 0x0670;
    boolean variation = character >= 0xFE00 && character <= 0xFE0F;
    return !accent
        && !hebrew
        && !arabic
        && !variation
        && Character.getType(character) != Character.ENCLOSING_MARK;
  }
}
