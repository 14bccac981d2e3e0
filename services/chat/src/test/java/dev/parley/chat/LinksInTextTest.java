package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.chat.domain.LinksInText;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksInTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "https://example.org~https://example.org",
        "see HTTPS://Example.org/a?b=c#d, please~HTTPS://Example.org/a?b=c#d",
        "(https://example.org/a)~https://example.org/a",
        "https://example.org/a_(b)~https://example.org/a_(b)",
        "[words](https://example.org/x)!~https://example.org/x",
        "**https://example.org/x**~https://example.org/x",
        "http://xn--bcher-kva.example:8443/ü%20~http://xn--bcher-kva.example:8443/ü%20",
      })
  void aPageIsFoundAsItIsWritten(String text, String link) {
    assertThat(LinksInText.of(text)).containsExactly(link);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "example.org",
        "ftp://example.org",
        "javascript://example.org",
        "https://",
        "https:///path",
        "https://ada:secret@example.org/",
        "<https://example.org>",
        "`https://example.org`",
        "```\nhttps://example.org\n```",
        "xhttps://example.org",
        "https://[::1",
        "https://exam\u0000ple.org:99999999999/",
      })
  void allElseIsLeftAlone(String text) {
    assertThat(LinksInText.of(text)).isEmpty();
  }

  @Test
  void onlyTheFirstThreeAndEachOnce() {
    assertThat(
            LinksInText.of(
                "https://a.example https://a.example https://b.example https://c.example https://d.example"))
        .containsExactly("https://a.example", "https://b.example", "https://c.example");
    assertThat(LinksInText.of("https://example.org/" + "a".repeat(2_048))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://", "https://a", "<https://a)", "(https://a))", "https://a.,"})
  void aLongTextTakesNoTime(String part) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> LinksInText.of(part.repeat(8_000 / part.length())));
    assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> LinksInText.of("https://a" + ")".repeat(7_900)));
  }
}
