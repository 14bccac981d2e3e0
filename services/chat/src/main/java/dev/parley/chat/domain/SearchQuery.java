package dev.parley.chat.domain;

import dev.parley.chat.domain.SearchTerms.Kind;
import dev.parley.chat.domain.SearchTerms.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for. A message fits that has all phrases and conditions.
 *
 * @param from the first moment that is meant; null is the beginning
 * @param to the first moment that is no longer meant; null is now
 */
public record SearchQuery(
    List<Phrase> phrases,
    List<Condition> conditions,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** How a phrase is meant. */
  public enum How {
    /** The words as they are. */
    EXACT,
    /** The last of its words may go on. */
    BEGINNING,
    /** One word, which is a part of another or the whole of it. */
    PART
  }

  /** Words that stand one after the other. */
  public record Phrase(List<Term> terms, How how, boolean excluded) {
    /** A part of a word has to have as many letters; what has less is a beginning. */
    private static final int LEAST_PART = 3;

    /** What has more letters is found by its beginning. */
    public static final int LONGEST_WITH_PARTS = 24;

    /** As somebody wrote it; {@code terms} are not empty. */
    static Phrase of(List<Term> terms, How wanted, boolean excluded) {
      // A run of letters without spaces may go on in what is looked for.
      List<Term> whole =
          terms.size() > 1
                  && terms.getLast().kind() == Kind.LAST
                  && terms.get(terms.size() - 2).kind() == Kind.PAIR
              ? terms.subList(0, terms.size() - 1)
              : terms;
      return new Phrase(whole, how(whole, wanted), excluded);
    }

    private static How how(List<Term> terms, How wanted) {
      Term last = terms.getLast();
      if (last.kind() == Kind.LAST) {
        return How.BEGINNING;
      }
      if (wanted == How.EXACT || last.kind() == Kind.PAIR || letters(last) < 2) {
        return How.EXACT;
      }
      return wanted == How.PART && terms.size() == 1 && hasParts(last.text())
          ? How.PART
          : How.BEGINNING;
    }

    /**
     * Whether a word is found by parts of it. Numbers are found by their beginnings, and so is what
     * is too long for a word: keys, checksums, of which each message has another.
     */
    public static boolean hasParts(String word) {
      int length = word.codePointCount(0, word.length());
      return length >= LEAST_PART
          && length <= LONGEST_WITH_PARTS
          && word.codePoints().anyMatch(Character::isLetter);
    }

    /** Whether it stands at a place among the terms of a text. */
    boolean standsAt(List<Term> found, int place) {
      if (place + terms.size() > found.size()) {
        return false;
      }
      for (int i = 0; i < terms.size(); i++) {
        String wanted = terms.get(i).text();
        String there = found.get(place + i).text();
        boolean fits =
            i < terms.size() - 1
                ? there.equals(wanted)
                : switch (how) {
                  case EXACT -> there.equals(wanted);
                  case BEGINNING -> there.startsWith(wanted);
                  case PART -> there.contains(wanted);
                };
        if (!fits) {
          return false;
        }
      }
      return true;
    }

    private static int letters(Term term) {
      return term.text().codePointCount(0, term.text().length());
    }
  }

  /**
   * What a message has to be besides. Of several of a kind that are not excluded, one is enough.
   */
  public sealed interface Condition {
    /** Whether it has not to be so. */
    boolean excluded();

    /** Said by somebody: a user name, or {@code me}. */
    record From(String username, boolean excluded) implements Condition {}

    /** Said in a room: its name or id, or {@code @} and the user name of whom one talks with. */
    record In(String room, boolean excluded) implements Condition {}

    /** Having or being something; of several, all. */
    record Marked(SearchEntry.Mark mark, boolean excluded) implements Condition {}
  }

  /**
   * A part of a text.
   *
   * @param start how many code points come before it
   * @param length how many code points it has
   */
  public record Range(int start, int length) {}

  /** What of a text was looked for, in order; parts that touch are one. */
  public List<Range> in(String text) {
    List<Term> terms = SearchTerms.of(text);
    List<Range> ranges = new ArrayList<>();
    int end = -1;
    int start = 0;
    for (int place = 0; place < terms.size(); place++) {
      int reaches = reach(terms, place);
      if (reaches < 0) {
        continue;
      }
      int begins = terms.get(place).start();
      if (begins > end && end >= 0) {
        ranges.add(range(text, start, end));
      }
      start = begins > end ? begins : start;
      end = Math.max(end, reaches);
    }
    if (end >= 0) {
      ranges.add(range(text, start, end));
    }
    return ranges;
  }

  /** Where the longest phrase ends that stands at a place; -1 if none does. */
  private int reach(List<Term> terms, int place) {
    int reach = -1;
    for (Phrase phrase : phrases) {
      if (!phrase.excluded() && phrase.standsAt(terms, place)) {
        reach = Math.max(reach, terms.get(place + phrase.terms().size() - 1).end());
      }
    }
    return reach;
  }

  private static Range range(String text, int start, int end) {
    return new Range(text.codePointCount(0, start), text.codePointCount(start, end));
  }
}
