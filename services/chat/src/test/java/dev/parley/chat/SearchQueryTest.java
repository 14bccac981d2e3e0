package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.domain.SearchEntry.Mark;
import dev.parley.chat.domain.SearchQuery;
import dev.parley.chat.domain.SearchQuery.Condition;
import dev.parley.chat.domain.SearchQuery.How;
import dev.parley.chat.domain.SearchQuery.Phrase;
import dev.parley.chat.domain.SearchQueryText;
import dev.parley.chat.domain.SearchQueryText.Result;
import dev.parley.chat.domain.SearchTerms;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
  private static final Instant NOW = Instant.parse("2026-11-29T23:30:00Z");

  /**
   * As terms, with {@code +} between those of a phrase, {@code ~} before a part, {@code *} after a
   * beginning.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deploy|~deploy",
        "deploy*|deploy*",
        "*deploy*|~deploy",
        "\"deploy\"|deploy",
        "\"by hand\"|by+hand",
        "“by hand”|by+hand",
        "\"not closed|not+closed",
        "-staging|-~staging",
        "-\"by hand\"|-by+hand",
        "--x|x",
        "ok 42 2026|ok* 42* 2026*",
        "a|a",
        "foo-bar|foo+bar*",
        "数据|数据",
        "数据库|数据+据库",
        "库|库*",
        "\"库\"|库*",
        "iPhone机|iphone+机*",
        "🎉|🎉",
        "note:this|note+this*",
        "http://x.org|http+x+org*",
      })
  void wordsAreReadAsTheyAreMeant(String text, String phrases) {
    assertThat(
            asked(text).phrases().stream()
                .map(SearchQueryTest::said)
                .collect(Collectors.joining(" ")))
        .isEqualTo(phrases);
  }

  @Test
  void conditionsAreReadFromAnywhere() {
    assertThat(
            asked("from:@Ada engine in:#General -from:ben in:\"The Lab\" HAS:link -is:pinned")
                .conditions())
        .containsExactly(
            new Condition.From("ada", false),
            new Condition.In("General", false),
            new Condition.From("ben", true),
            new Condition.In("The Lab", false),
            new Condition.Marked(Mark.LINK, false),
            new Condition.Marked(Mark.PINNED, true));
  }

  @Test
  void daysAreThoseOfWhoAsks() {
    SearchQuery query = asked("after:2026-11-01 before:2026-11-20");
    assertThat(query.from()).isEqualTo("2026-11-02T00:00:00Z");
    assertThat(query.to()).isEqualTo("2026-11-20T00:00:00Z");

    Result berlin = SearchQueryText.read("on:today", ZoneId.of("Europe/Berlin"), NOW);
    assertThat(((Result.Asked) berlin).query().from()).isEqualTo("2026-11-29T23:00:00Z");
    assertThat(asked("on:yesterday").to()).isEqualTo("2026-11-29T00:00:00Z");
    assertThat(asked("after:2026-01-01 after:2026-02-01").from()).isEqualTo("2026-02-02T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "...|expected a word, or a condition such as from:ada",
        "from:|expected something after from:",
        "in:\"|expected something after in:",
        "has:wings|expected one of has:link, has:code, has:mention",
        "is:done|expected one of is:pinned, is:edited, is:thread",
        "before:soon|expected a day after before:, such as 2026-11-29, today or yesterday",
        "on:2026-13-45|expected a day after on:, such as 2026-11-29, today or yesterday",
        "after:+99999-01-01|expected a day after after:, such as 2026-11-29, today or yesterday",
        "-on:today|expected on: without a minus",
        "a b c d e f g h i j k l m n o p q r s t u|expected at most 20 words and conditions",
      })
  void whatCannotBeLookedForIsSaid(String text, String expected) {
    assertThat(SearchQueryText.read(text, ZoneOffset.UTC, NOW))
        .isEqualTo(new Result.Unfit(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ploy|We [deploy] and [redeployed].",
        "\"by hand\"|Done [by hand], not [by Hand]y.",
        "engine -engine2|The [engine] runs.",
        "据库 数据|我们的[数据库]很好，[数据]也是",
        "creme|🚀 [Crème] brûlée",
        "re deploy|[redeploy] [re]",
      })
  void whatWasLookedForStandsOut(String query, String marked) {
    String text = marked.replaceAll("[\\[\\]]", "").replace("Handy", "hand-y");
    StringBuilder shown = new StringBuilder();
    int at = 0;
    for (SearchQuery.Range range : asked(query).in(text)) {
      int start = text.offsetByCodePoints(0, range.start());
      int end = text.offsetByCodePoints(start, range.length());
      shown.append(text, at, start).append('[').append(text, start, end).append(']');
      at = end;
    }
    assertThat(shown.append(text.substring(at)))
        .hasToString(marked.replace("Handy", "hand-y").replace("by Hand]y", "by hand]-y"));
  }

  /** Whatever somebody looks for is read or refused, and found where it is said. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 0})
  void anythingCanBeAsked(long given) {
    long seed = given == 0 ? System.nanoTime() : given;
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String text = SearchTermsTest.anything(random);
      if (SearchQueryText.read("\"" + text.replaceAll("[\"“”„]", "") + "\"", ZoneOffset.UTC, NOW)
              instanceof Result.Asked exact
          && !exact.query().phrases().isEmpty()
          && !SearchTerms.of(text).isEmpty()) {
        assertThat(exact.query().in(text.replaceAll("[\"“”„]", "")))
            .as("seed %s: %s", seed, text)
            .isNotEmpty();
      }
      assertThat(SearchQueryText.read(text, ZoneOffset.UTC, NOW)).as("seed %s", seed).isNotNull();
    }
  }

  private static SearchQuery asked(String text) {
    Result result = SearchQueryText.read(text, ZoneOffset.UTC, NOW);
    assertThat(result).isInstanceOf(Result.Asked.class);
    return ((Result.Asked) result).query();
  }

  private static String said(Phrase phrase) {
    String terms =
        phrase.terms().stream().map(SearchTerms.Term::text).collect(Collectors.joining("+"));
    return (phrase.excluded() ? "-" : "")
        + (phrase.how() == How.PART ? "~" : "")
        + terms
        + (phrase.how() == How.BEGINNING ? "*" : "");
  }
}
