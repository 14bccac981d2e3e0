package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.domain.NamesInText;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesInTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@ada look|ada",
        "hello @Ada|ada",
        "(@ada)|ada",
        "@ada, @ben: come|ada ben",
        "is it @ada?|ada",
        "ask @ada.|ada",
        "ask @ada...|ada",
        "@ada's idea|ada",
        "@grace.h-2_x!|grace.h-2_x",
        "“@ada”|ada",
        "**@ada**|ada",
        "@ada @ada @ADA|ada",
        "你好 @ada|ada",
        "/@ben @ada|ada",
      })
  void peopleAreNamedAfterAnAt(String text, String names) {
    assertThat(NamesInText.of(text).usernames()).containsExactly(names.split(" "));
    assertThat(NamesInText.of(text).everyone()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "ada@example.org",
        "ada.l+x@example.org",
        "https://example.org/@ada",
        "@ada@example.social",
        "@@ada",
        "\\@ada",
        "@",
        "@ ada",
        "@a",
        "@-ada",
        "@adaé",
        "@abcdefghijklmnopqrstuvwxyz0123456789",
        "`@ada`",
        "```\n@ada\n```",
        "see `x @ada y` there",
      })
  void allElseNamesNobody(String text) {
    assertThat(NamesInText.of(text)).isEqualTo(new NamesInText(java.util.Set.of(), false, false));
  }

  @Test
  void aBackQuoteThatIsNotClosedHidesNothing() {
    assertThat(NamesInText.of("` @ada").usernames()).containsExactly("ada");
    assertThat(NamesInText.of("`code` @ada `more`").usernames()).containsExactly("ada");
    assertThat(NamesInText.of("`one\n@ada`").usernames()).containsExactly("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@all", "@room now", "lunch, @All!", "@ada and @all"})
  void everybodyIsNamedByAllAndRoom(String text) {
    assertThat(NamesInText.of(text).everyone()).isTrue();
    assertThat(NamesInText.of(text).here()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"@here", "@here now", "lunch, @Here!", "@ada and @here"})
  void whoIsThereIsNamedByHere(String text) {
    assertThat(NamesInText.of(text).here()).isTrue();
    assertThat(NamesInText.of(text).everyone()).isFalse();
  }

  @Test
  void onlyTheFirstFiftyAreNamed() {
    String text =
        IntStream.range(0, 60).mapToObj(i -> "@person" + i).collect(Collectors.joining(" "));

    assertThat(NamesInText.of(text).usernames())
        .hasSize(NamesInText.MOST)
        .contains("person49")
        .doesNotContain("person50");
  }

  @Test
  void aLongTextIsReadInNoTime() {
    String text = "@".repeat(8_000) + "`".repeat(8_000) + "@a.".repeat(2_000) + "```".repeat(2_000);

    org.junit.jupiter.api.Assertions.assertTimeout(
        java.time.Duration.ofSeconds(2), () -> NamesInText.of(text));
  }
}
