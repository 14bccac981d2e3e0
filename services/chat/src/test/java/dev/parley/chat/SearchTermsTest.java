package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.domain.SearchTerms;
import dev.parley.chat.domain.SearchTerms.Kind;
import dev.parley.chat.domain.SearchTerms.Term;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello, World!|hello world",
        "don't re-enter foo_bar|don t re enter foo bar",
        "https://example.org/a?b=1|https example org a b 1",
        "Crème BRÛLÉE|creme brulee",
        "Straße ΌΔΟΣ Ёлка|strasse οδοσ елка",
        "Ｆｕｌｌ ﬁne|full fine",
        "İstanbul|istanbul",
        "数据库|数据 据库 库",
        "iPhone手机 ok|iphone 手机 机 ok",
        "ラーメン|ラー ーメ メン ン",
        "회의실|회의 의실 실",
        "ภาษา|ภา าษ ษา า",
        "ship 🚀🎉!|ship 🚀 🎉",
        "❤️ 1️⃣|❤ 1",
        "שָׁלוֹם|שלום",
        "مُحَمَّد|محمد",
        "می\u200cخواهم|میخواهم",
        "co\u00adop\u200berate\u200d no\u202ew|cooperate now",
      })
  void aTextFallsIntoTerms(String text, String terms) {
    assertThat(SearchTerms.of(text)).extracting(Term::text).containsExactly(terms.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "...", "\u200b\u202e", "\uFE0F", "-- ** ||"})
  void signsAloneAreNoTerms(String text) {
    assertThat(SearchTerms.of(text)).isEmpty();
  }

  @Test
  void eachTermKnowsWhereItStands() {
    assertThat(SearchTerms.of("a 🚀 数据"))
        .containsExactly(
            new Term("a", 0, 1, Kind.WORD),
            new Term("🚀", 2, 4, Kind.WORD),
            new Term("数据", 5, 7, Kind.PAIR),
            new Term("据", 6, 7, Kind.LAST));
  }

  @Test
  void aLongWordIsTakenInPieces() {
    List<Term> terms = SearchTerms.of("x".repeat(150));
    assertThat(terms).extracting(term -> term.text().length()).containsExactly(64, 64, 22);
  }

  /**
   * Whatever somebody says: terms stand in order, within the text, and no sign of SQL is in them.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 0})
  void anyTextCanBeRead(long given) {
    long seed = given == 0 ? System.nanoTime() : given;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String text = anything(random);
      int start = 0;
      for (Term term : SearchTerms.of(text)) {
        assertThat(term.start()).as("seed %s: %s", seed, text).isGreaterThanOrEqualTo(start);
        assertThat(term.end()).as("seed %s", seed).isGreaterThan(term.start());
        assertThat(term.text())
            .as("seed %s", seed)
            .isNotEmpty()
            .doesNotContain("'", "\\", "=", ":", "%");
        start = term.start();
      }
    }
  }

  /** Also what is part of the syntax of a search, in places where it belongs and others. */
  static String anythingAsked(Random random) {
    List<String> words =
        List.of(
            "from:",
            "in:",
            "has:",
            "before:",
            "after:",
            "on:",
            "during:",
            "is:",
            "to:",
            "-",
            "\"",
            "me",
            "ben",
            "@ben",
            "#",
            "link",
            "pinned",
            "thread",
            "2026-02-30",
            "2026",
            "today",
            "moth",
            "数据",
            " ");
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(
          random.nextInt(4) == 0 ? anything(random) : words.get(random.nextInt(words.size())));
      text.append(" ".repeat(random.nextInt(2)));
    }
    return text.toString();
  }

  static String anything(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      int character =
          switch (random.nextInt(5)) {
            case 0 -> " '\"-:*=\\%_&|!<>()".charAt(random.nextInt(17));
            case 1 -> 0x20 + random.nextInt(0x5F);
            case 2 -> random.nextInt(0x3000);
            case 3 -> 0x3000 + random.nextInt(0x7000);
            default -> random.nextInt(Character.MAX_CODE_POINT + 1);
          };
      // No half of a pair, and nothing that PostgreSQL does not keep: neither can be said.
      if (character != 0 && !(character >= 0xD800 && character <= 0xDFFF)) {
        text.appendCodePoint(character);
      }
    }
    return text.toString();
  }
}
