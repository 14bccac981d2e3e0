package dev.parley.platform.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "general",
        "Zoë 🦆",
        "Zoe\u0308",
        "محمد",
        "می\u200cخواهم",
        "דוד",
        "李小龍",
        "अमित",
        "Анна Smith",
        "Team-Киев",
        "ソニーmusic",
        "삼성Samsung",
        "👩\u200d🚀",
        "👩🏽\u200d🚀",
        "❤\uFE0F\u200d🔥",
        "3Д",
        "O'Brien, Œuvre"
      })
  void whatPeopleAreCalledInAnyScriptIsAName(String name) {
    assertThat(VisibleName.fault(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x7, 0xA, 0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D, 0x202E, 0x2028,
        0x2060, 0x2067, 0x2800, 0x3164, 0xE000, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0041, 0xE0100
      })
  void whatIsNotSeenOrTurnsTheTextIsNamed(int character) {
    assertThat(VisibleName.fault("ad" + Character.toString(character) + "min"))
        .hasValueSatisfying(fault -> assertThat(fault).contains("U+%04X".formatted(character)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g\u0435neral",
        "\u0430dmin",
        "ΑBC",
        "r\u03BFom",
        "l\u0431\u0301l",
        "x1\u0445",
        "Пpивет"
      })
  void aWordThatMixesScriptsNobodyMixesLooksLikeAnother(String name) {
    assertThat(VisibleName.fault(name))
        .hasValueSatisfying(fault -> assertThat(fault).contains("Latin").contains("one script"));
    assertThat(VisibleName.fault("the " + name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200d🚀", "🚀\u200d", "👩\u200dx", "\u200cمی", "می\u200c"})
  void whatJoinsStandsOnlyBetweenWhatItJoins(String name) {
    assertThat(VisibleName.fault(name)).isPresent();
  }
}
