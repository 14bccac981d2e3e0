package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.domain.Emoji;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "👍",
        "👍🏽",
        "❤️",
        "🎉",
        "☝🏿",
        "©️",
        "👩‍💻",
        "👩🏽‍⚕️",
        "❤️‍🔥",
        "👁️‍🗨️",
        "👨‍👩‍👧‍👦",
        "👩🏽‍❤️‍💋‍👨🏽",
        "🇩🇪",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "🏳️‍🌈",
        "1️⃣",
        "#️⃣",
        "🏻"
      })
  void onePictureIsAnEmoji(String text) {
    assertThat(Emoji.isEmoji(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "1",
        "#",
        ":thumbsup:",
        "👍👍",
        "👍 ",
        "❤",
        "©",
        "👍\uFE0F",
        "🇩",
        "1\u20E3",
        "\u200D",
        "👩\u200D",
        "\u200D👩",
        "\uFE0F",
        "<b>",
        "'; drop table chat.messages; --",
        "👍\u0000",
        "ok👍",
        "\uD83D",
        "🏴\uDB40\uDC67",
        "e\u0301",
        "☝️🏿",
        "👨‍👩‍👧‍👦‍👧‍👦‍👧"
      })
  void anythingElseIsNone(String text) {
    assertThat(Emoji.isEmoji(text)).isFalse();
  }
}
