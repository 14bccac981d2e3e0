package dev.parley.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.domain.PasswordRules.Weakness;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {
  @Test
  void aLongPhraseIsStrong() {
    assertThat(weakness("purple otters juggle")).isEmpty();
  }

  @Test
  void whatEveryoneTriesFirstIsWeakInEitherCase() {
    assertThat(weakness("qwertyuiop")).contains(Weakness.COMMON);
    assertThat(weakness("QWERTYuiop")).contains(Weakness.COMMON);
    assertThat(weakness("aaaaaaaaaaaa")).contains(Weakness.COMMON);
  }

  @Test
  void whatContainsOnesOwnNamesIsWeakInEitherCase() {
    assertThat(weakness("my-LOVELACE-key")).contains(Weakness.CONTAINS_USERNAME);
    assertThat(weakness("my-Countess-key")).contains(Weakness.CONTAINS_EMAIL);
  }

  @Test
  void theDomainOfAnAddressIsNobodysName() {
    assertThat(weakness("example.org-key")).isEmpty();
  }

  @Test
  void aNameOfThreeLettersMayOccur() {
    assertThat(PasswordRules.weakness("canadian-adapter", "ada", "ada@example.org")).isEmpty();
  }

  private static Optional<Weakness> weakness(String password) {
    return PasswordRules.weakness(password, "lovelace", "countess@example.org");
  }
}
