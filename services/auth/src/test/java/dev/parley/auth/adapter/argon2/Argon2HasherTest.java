package dev.parley.auth.adapter.argon2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.auth.AuthSettings;
import org.junit.jupiter.api.Test;

class Argon2HasherTest {
  private final Argon2Hasher hasher = new Argon2Hasher(new AuthSettings.Hash(8192, 1, 1, 1));

  @Test
  void aPasswordFitsItsOwnHashAlone() {
    String hash = hasher.hash("lantern-orbit-42");

    assertThat(hasher.verify("lantern-orbit-42", hash)).isTrue();
    assertThat(hasher.verify("lantern-orbit-43", hash)).isFalse();
  }

  @Test
  void theSamePasswordHasAnotherHashEachTime() {
    assertThat(hasher.hash("lantern-orbit-42")).isNotEqualTo(hasher.hash("lantern-orbit-42"));
  }

  /** From test.c of the reference implementation, phc-winner-argon2. */
  @Test
  void aHashOfTheReferenceImplementationIsVerified() {
    String hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(hasher.verify("password", hash)).isTrue();
    assertThat(hasher.verify("differentpassword", hash)).isFalse();
  }

  @Test
  void anAccentFitsHoweverTheKeyboardSendsIt() {
    assertThat(hasher.verify("cafe\u0301 au lait", hasher.hash("caf\u00e9 au lait"))).isTrue();
  }

  @Test
  void aHashOfAnotherCostIsOutdated() {
    String hash = hasher.hash("lantern-orbit-42");

    assertThat(hasher.isOutdated(hash)).isFalse();
    assertThat(new Argon2Hasher(new AuthSettings.Hash(8192, 2, 1, 1)).isOutdated(hash)).isTrue();
  }

  @Test
  void aDecoyCostsAsMuchAsAHashAndFitsNothing() {
    String decoy = hasher.decoy();

    assertThat(PhcString.decode(decoy).cost()).isEqualTo(PhcString.decode(hasher.hash("x")).cost());
    assertThat(decoy).hasSameSizeAs(hasher.hash("x"));
    assertThat(hasher.verify("lantern-orbit-42", decoy)).isFalse();
  }

  @Test
  void whatIsNoHashIsAFault() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hasher.verify("lantern-orbit-42", "$2a$10$bcrypt"))
        .withMessageContaining("expected: $argon2id$");
  }
}
