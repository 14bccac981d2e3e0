package dev.parley.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void userNamesAndAddressesAreFolded() {
    assertThat(Names.folded(" Ada@Example.ORG ")).isEqualTo("ada@example.org");
  }

  @Test
  void aDisplayNameLosesTheSpaceAroundIt() {
    assertThat(Names.displayName("\u2003 Ada\u00a0L. \u00a0", "ada")).isEqualTo("Ada\u00a0L.");
  }

  @Test
  void anInvisibleDisplayNameGivesWayToTheUserName() {
    assertThat(Names.displayName(" \u00a0\u2003", "ada")).isEqualTo("ada");
  }
}
