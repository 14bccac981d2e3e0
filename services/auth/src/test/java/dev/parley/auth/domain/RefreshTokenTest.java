package dev.parley.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefreshTokenTest {
  @Test
  void aTokenIsReadAsItWasWritten() {
    RefreshToken token = RefreshToken.ofNewFamily();

    assertThat(RefreshToken.parse(token.text())).contains(token);
  }

  @Test
  void aTokenFitsTheContractAndShowsWhatItIs() {
    assertThat(RefreshToken.ofNewFamily().text()).startsWith("prt_").hasSize(68);
  }

  @Test
  void aSuccessorIsOfTheSameFamilyAndHasAnotherSecret() {
    RefreshToken token = RefreshToken.ofNewFamily();

    assertThat(token.successor().family()).isEqualTo(token.family());
    assertThat(token.successor().hash()).isNotEqualTo(token.hash());
  }

  @Test
  void aTokenDoesNotShowItsSecretInALog() {
    RefreshToken token = RefreshToken.ofNewFamily();

    assertThat(token.toString()).doesNotContain(token.text());
  }
}
