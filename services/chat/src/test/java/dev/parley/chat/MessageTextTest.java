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
        "\u200d\ud83d\ude00",
        "co\u00adoperate",
        "\u202eolleh",
        "e\u0301"
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
        "x\u0085",
        "\u200d",
        "\u00ad \u200b\ufeff",
        "\u202e\u2066",
        "\u3164\u2800",
        "\ufe0f\u034f",
        "\udb40\udc41"
      })
  void whatIsNotSeenAloneAndControlCharactersAreNot(String text) {
    assertThat(MessageText.isSayable(text)).isFalse();
  }
}
