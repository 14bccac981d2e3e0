package dev.parley.gateway.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns proto comments into the Markdown of summaries and descriptions. */
final class Prose {
  private static final Pattern LIST_ITEM = Pattern.compile("([-*]|\\d+\\.) .*");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?](\\s+(?=[\\p{Lu}`])|\\s*$)");

  private Prose() {}

  /** Joins the wrapped lines of each paragraph and keeps blank lines and list items apart. */
  static String reflow(String comment) {
    StringBuilder text = new StringBuilder();
    boolean paragraphEnded = true;
    for (String line : comment.strip().split("\n", -1)) {
      String words = line.strip();
      if (words.isEmpty()) {
        paragraphEnded = true;
      } else if (text.isEmpty()) {
        text.append(words);
        paragraphEnded = false;
      } else {
        String gap = paragraphEnded ? "\n\n" : LIST_ITEM.matcher(words).matches() ? "\n" : " ";
        text.append(gap).append(words);
        paragraphEnded = false;
      }
    }
    return text.toString();
  }

  /** Writes the first sentence as the summary and what follows as the description. */
  static void summarize(ObjectNode target, String text, List<String> notes) {
    Matcher end = SENTENCE_END.matcher(text);
    int cut = end.find() ? end.start() : text.length();
    if (cut > 0) {
      target.put("summary", text.substring(0, cut));
    }
    String rest = cut < text.length() ? text.substring(end.end()) : "";
    describe(target, rest, notes);
  }

  /**
   * Writes the description: the text, then each note as a sentence of its own. Nothing to say
   * writes nothing.
   */
  static void describe(ObjectNode target, String text, List<String> notes) {
    List<String> parts = new ArrayList<>();
    if (!text.isBlank()) {
      parts.add(text.strip());
    }
    notes.forEach(note -> parts.add(sentence(note)));
    if (!parts.isEmpty()) {
      target.put("description", String.join(" ", parts));
    }
  }

  /** A clause as a sentence: with a capital and a full stop. */
  static String sentence(String clause) {
    String capital = clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
    return capital.endsWith(".") ? capital : capital + ".";
  }
}
