package dev.parley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every memory of ended sessions does. */
abstract class RevokedSessionsContract {
  private final UUID session = UUID.randomUUID();

  abstract RevokedSessions revoked();

  /** The time by which sessions are forgotten. */
  abstract Instant now();

  @Test
  void whatWasAddedIsKnownAtOnceAndNothingElse() {
    revoked().add(session, now());

    assertThat(revoked().contains(session)).isTrue();
    assertThat(revoked().contains(UUID.randomUUID())).isFalse();
  }

  @Test
  void listenersAreToldOnceAndWhenItIsKnown() {
    List<Boolean> known = new CopyOnWriteArrayList<>();
    revoked()
        .whenAdded(id -> {
          if (id.equals(session)) {
            known.add(revoked().contains(id));
          }
        });

    revoked().add(session, now());
    revoked().add(session, now());

    assertThat(known).containsExactly(true);
  }

  @Test
  void whatEndedBeforeAnyTokenThatIsLeftIsNotRemembered() {
    revoked().add(session, now().minus(RevokedSessions.MEMORY));

    assertThat(revoked().contains(session)).isFalse();
  }
}
