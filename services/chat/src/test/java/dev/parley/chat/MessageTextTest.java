package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.domain.MessageText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " a ",
        "two\nlines\tand a tab",
        "\u4f60\u597d",
        "\ud83d\ude00",
        "\u200d",
        "\u00ad"
      })
  void textThatPeopleCanSeeIsSayable(String text) {
    assertThat(MessageText.isSayable(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t ",
        "\u00a0\u2003",
        "\u2028",
        "bell \u0007",
        "a\rb",
        "a\u0000",
        "\u007f",
        "x\u0085"
      })
  void whiteSpaceAloneAndControlCharactersAreNot(String text) {
    assertThat(MessageText.isSayable(text)).isFalse();
  }
}
