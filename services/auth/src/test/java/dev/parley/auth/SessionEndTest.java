package dev.parley.auth;

import static dev.parley.auth.Installation.PASSWORD;
import static dev.parley.auth.Installation.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.SessionEnded;
import dev.parley.api.internal.v1.StreamPosition;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.ChangePasswordRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.LogoutRequest;
import dev.parley.platform.events.EventBus.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever keeps connections of a session hears of its end: from the stream, and at once. */
class SessionEndTest {
  private final Installation installation = Installation.start();
  private final List<SessionEnded> told = new CopyOnWriteArrayList<>();
  private AuthSession ada;

  @BeforeEach
  void listen() {
    ada = installation.register("ada");
    installation.bus.subscribe(Subject.sessionEnds(), told::add);
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void loggingOutSaysThatTheSessionHasEndedOnce() {
    logOut(ada);
    logOut(ada);

    assertThat(installation.ended()).hasSize(1).isEqualTo(told);
    assertThat(told.getFirst().getUserId()).isEqualTo(ada.getUser().getId());
  }

  @Test
  void aNewPasswordSaysThatTheOtherSessionsHaveEnded() {
    AuthSession second = installation.logIn("ada", PASSWORD);
    AuthSession third = installation.logIn("ada", PASSWORD);

    installation
        .auth(third.getAccessToken())
        .changePassword(
            ChangePasswordRequest.newBuilder()
                .setCurrentPassword(PASSWORD)
                .setNewPassword("another horse battery")
                .build());

    assertThat(installation.ended()).hasSize(2).isEqualTo(told);
    assertThat(told.stream().map(SessionEnded::getSessionId).distinct()).hasSize(2);
    assertThat(installation.refresh(third).hasUser()).as("this one goes on").isTrue();
    assertThat(refusal(() -> installation.refresh(second)).getCode())
        .isEqualTo(ErrorCode.SESSION_ENDED);
  }

  @Test
  void aCopiedTokenSaysThatTheSessionHasEnded() {
    installation.refresh(ada);
    installation.clock.advance(Duration.ofMinutes(1));

    assertThat(refusal(() -> installation.refresh(ada)).getCode())
        .isEqualTo(ErrorCode.SESSION_ENDED);

    assertThat(installation.ended()).hasSize(1).isEqualTo(told);
  }

  @Test
  void whoBeginsToReadAtAMomentGetsWhatHappenedSince() {
    installation.clock.advance(Duration.ofHours(2));
    installation.register("grace");
    logOut(ada);

    Optional<StreamPosition> position =
        installation.module.events().since(installation.clock.instant().minusSeconds(1));
    assertThat(installation.module.events().read(position, 100)).hasSize(2);

    installation.clock.advance(Duration.ofHours(2));
    Optional<StreamPosition> end = installation.module.events().since(installation.clock.instant());
    assertThat(installation.module.events().read(end, 100)).isEmpty();
    logOut(installation.logIn("grace", PASSWORD));
    assertThat(installation.module.events().read(end, 100)).hasSize(1);
  }

  private void logOut(AuthSession session) {
    installation
        .auth()
        .logout(LogoutRequest.newBuilder().setRefreshToken(session.getRefreshToken()).build());
  }
}
