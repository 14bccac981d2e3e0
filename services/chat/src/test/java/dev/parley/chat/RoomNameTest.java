package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.adapter.postgres.RoomName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomNameTest {
  @ParameterizedTest
  @CsvSource({
    "coco, \u0441\u043E\u0441\u043E", // Cyrillic
    "COCO, \u0421\u041E\u0421\u041E",
    "scope, \u0455\u0441\u043E\u0440\u0435",
    "oo, \u03BF\u03BF", // Greek
    "coco, \uFF43\uFF4F\uFF43\uFF4F", // wide
    "General, GENERAL",
    "Stra\u00DFe, STRASSE",
    "caf\u00E9, cafe\u0301",
    "Team 1, '  Team 1 '"
  })
  void whatLooksTheSameIsTheSame(String one, String other) {
    assertThat(RoomName.look(one)).isEqualTo(RoomName.look(other));
  }

  @ParameterizedTest
  @CsvSource({
    "modern, modem",
    "Team 10, Team lO",
    "cafe, caf\u00E9",
    "\u043C\u0438\u0440, mup",
    "\u6771\u4EAC, \u4EAC\u90FD"
  })
  void whatPeopleCanTellApartIsNot(String one, String other) {
    assertThat(RoomName.look(one)).isNotEqualTo(RoomName.look(other));
  }
}
