package dev.parley.chat.domain;

import dev.parley.chat.domain.SearchQuery.Condition;
import dev.parley.chat.domain.SearchQuery.How;
import dev.parley.chat.domain.SearchQuery.Phrase;
import dev.parley.chat.domain.SearchTerms.Term;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wrote to look for messages (docs/search.md). */
public final class SearchQueryText {
  /** Most phrases and conditions together. */
  public static final int MOST = 20;

  private static final Set<String> KEYS =
      Set.of("from", "in", "has", "is", "before", "after", "on");

  private final String text;
  private final ZoneId zone;
  private final Instant now;
  private final List<Phrase> phrases = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private int at;
  private int parts;
  private @Nullable Instant from;
  private @Nullable Instant to;
  private @Nullable String expected;

  private SearchQueryText(String text, ZoneId zone, Instant now) {
    this.text = text.replace('“', '"').replace('”', '"').replace('„', '"');
    this.zone = zone;
    this.now = now;
  }

  /** What came of it. */
  public sealed interface Result {
    /** It asks for this. */
    record Asked(SearchQuery query) implements Result {}

    /** It asks for nothing that can be looked for; something else was expected. */
    record Unfit(String expected) implements Result {}
  }

  /**
   * Reads it.
   *
   * @param zone in whose days dates count
   * @param now for {@code today} and {@code yesterday}
   */
  public static Result read(String text, ZoneId zone, Instant now) {
    return new SearchQueryText(text, zone, now).readAll();
  }

  private Result readAll() {
    while (expected == null && skipSpace()) {
      if (++parts > MOST) {
        expect("at most " + MOST + " words and conditions");
        break;
      }
      boolean excluded = text.charAt(at) == '-' && isMeant(at + 1);
      if (excluded) {
        at++;
      }
      String key = key();
      if (key.isEmpty()) {
        readPhrase(excluded);
      } else {
        at += key.length() + 1;
        readCondition(key.toLowerCase(Locale.ROOT), value(), excluded);
      }
    }
    if (phrases.isEmpty() && conditions.isEmpty() && from == null && to == null) {
      expect("a word, or a condition such as from:ada");
    }
    return expected == null
        ? new Result.Asked(new SearchQuery(List.copyOf(phrases), List.copyOf(conditions), from, to))
        : new Result.Unfit(expected);
  }

  /** Something else stands there; the first such thing is told. */
  private void expect(String what) {
    if (expected == null) {
      expected = "expected " + what;
    }
  }

  private boolean skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private boolean isMeant(int index) {
    return index < text.length()
        && !Character.isWhitespace(text.charAt(index))
        && text.charAt(index) != '-';
  }

  /** The word before a colon here, if it is one that means something. */
  private String key() {
    int colon = text.indexOf(':', at);
    String before = colon < 0 || colon > at + 6 ? "" : text.substring(at, colon);
    return KEYS.contains(before.toLowerCase(Locale.ROOT)) ? before : "";
  }

  /** What stands here up to the next space, or to the next quotation mark if it begins with one. */
  private String value() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** What stands between quotation marks; one that is not closed goes to the end. */
  private String quoted() {
    int start = at + 1;
    int end = text.indexOf('"', start);
    at = end < 0 ? text.length() : end + 1;
    return text.substring(start, end < 0 ? text.length() : end);
  }

  private void readPhrase(boolean excluded) {
    if (text.charAt(at) == '"') {
      add(quoted(), How.EXACT, excluded);
      return;
    }
    int start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && text.charAt(at) != '"') {
      at++;
    }
    String word = text.substring(start, at);
    boolean begins = word.endsWith("*") && !word.startsWith("*");
    add(word, begins ? How.BEGINNING : How.PART, excluded);
  }

  private void add(String words, How how, boolean excluded) {
    List<Term> terms = SearchTerms.of(words);
    // Signs alone are not looked for.
    if (!terms.isEmpty()) {
      phrases.add(Phrase.of(terms, how, excluded));
    }
  }

  private void readCondition(String key, String value, boolean excluded) {
    String meant = value.strip();
    if (meant.isEmpty()) {
      expect("something after " + key + ":");
      return;
    }
    switch (key) {
      case "from" ->
          conditions.add(
              new Condition.From(withoutSign(meant, '@').toLowerCase(Locale.ROOT), excluded));
      case "in" -> conditions.add(new Condition.In(withoutSign(meant, '#'), excluded));
      case "has", "is" -> readMark(key, meant, excluded);
      default -> readDate(key, meant, excluded);
    }
  }

  private static String withoutSign(String name, char sign) {
    return name.length() > 1 && name.charAt(0) == sign ? name.substring(1) : name;
  }

  private void readMark(String key, String value, boolean excluded) {
    List<SearchEntry.Mark> marks =
        Arrays.stream(SearchEntry.Mark.values()).filter(mark -> mark.key().equals(key)).toList();
    marks.stream()
        .filter(mark -> mark.value().equalsIgnoreCase(value))
        .findFirst()
        .ifPresentOrElse(
            mark -> conditions.add(new Condition.Marked(mark, excluded)),
            () ->
                expect(
                    marks.stream()
                        .map(mark -> key + ":" + mark.value())
                        .collect(Collectors.joining(", ", "one of ", ""))));
  }

  private void readDate(String key, String value, boolean excluded) {
    Optional<LocalDate> asked = day(value);
    if (excluded || asked.isEmpty()) {
      expect(
          excluded
              ? key + ": without a minus"
              : "a day after " + key + ":, such as 2026-11-29, today or yesterday");
      return;
    }
    Instant begins = asked.get().atStartOfDay(zone).toInstant();
    Instant ends = asked.get().plusDays(1).atStartOfDay(zone).toInstant();
    if (!key.equals("after")) {
      Instant end = key.equals("on") ? ends : begins;
      to = to == null || end.isBefore(to) ? end : to;
    }
    if (!key.equals("before")) {
      Instant start = key.equals("on") ? begins : ends;
      from = from == null || start.isAfter(from) ? start : from;
    }
  }

  /** A day in years that somebody can mean. */
  private Optional<LocalDate> day(String value) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    if (value.equalsIgnoreCase("today")) {
      return Optional.of(today);
    }
    if (value.equalsIgnoreCase("yesterday")) {
      return Optional.of(today.minusDays(1));
    }
    try {
      return Optional.of(LocalDate.parse(value))
          .filter(day -> day.getYear() >= 1970 && day.getYear() <= 9998);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
