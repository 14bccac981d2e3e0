package dev.parley.auth;

import static dev.parley.auth.Installation.PASSWORD;
import static dev.parley.auth.Installation.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.AuthServiceGrpc;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.ChangePasswordRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.FieldError;
import dev.parley.api.v1.Problem;
import dev.parley.platform.rpc.Channels;
import dev.parley.platform.rpc.Role;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangePasswordTest {
  private static final String NEW = "a-new-lantern-43";

  private Installation installation;
  private AuthSession session;

  @BeforeEach
  void signIn() {
    installation = Installation.start();
    session = installation.register("ada");
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void theNewPasswordCountsAndTheOldNoMore() {
    change(PASSWORD, NEW);

    assertThat(installation.logIn("ada", NEW).hasUser()).isTrue();
    assertThat(refusal(() -> installation.logIn("ada", PASSWORD)).getCode())
        .isEqualTo(ErrorCode.WRONG_CREDENTIALS);
  }

  @Test
  void theOtherSessionsEndAndTheCallersGoesOn() {
    AuthSession phone = installation.logIn("ada", PASSWORD);
    AuthSession tablet = installation.logIn("ada", PASSWORD);
    AuthSession somebodyElses = installation.register("bob");

    assertThat(change(PASSWORD, NEW)).isEqualTo(2);

    assertThat(refusal(() -> installation.refresh(phone)).getCode())
        .isEqualTo(ErrorCode.SESSION_ENDED);
    assertThat(refusal(() -> installation.refresh(tablet)).getCode())
        .isEqualTo(ErrorCode.SESSION_ENDED);
    assertThat(installation.refresh(session).hasUser()).isTrue();
    assertThat(installation.refresh(somebodyElses).hasUser()).isTrue();
  }

  @Test
  void aServiceThatActsForAPersonEndsAllTheirSessions() {
    var forAda =
        Channels.actingFor(
            UUID.fromString(session.getUser().getId()),
            AuthServiceGrpc.newBlockingStub(installation.channels.to(Role.AUTH, Role.GATEWAY)));

    assertThat(forAda.changePassword(request(PASSWORD, NEW)).getEndedSessions()).isEqualTo(1);

    assertThat(refusal(() -> installation.refresh(session)).getCode())
        .isEqualTo(ErrorCode.SESSION_ENDED);
  }

  @Test
  void withoutThePasswordUntilNowNothingChanges() {
    Problem problem = refusal(() -> change("not the password", NEW));

    assertThat(problem.getCode()).isEqualTo(ErrorCode.WRONG_CREDENTIALS);
    assertThat(problem.getErrorsList())
        .extracting(FieldError::getField)
        .containsExactly("currentPassword");
    assertThat(installation.logIn("ada", PASSWORD).hasUser()).isTrue();
  }

  @Test
  void aWeakNewPasswordIsRefused() {
    Problem problem = refusal(() -> change(PASSWORD, "1234567890"));

    assertThat(problem.getCode()).isEqualTo(ErrorCode.WEAK_PASSWORD);
    assertThat(problem.getErrorsList())
        .extracting(FieldError::getField)
        .containsExactly("newPassword");
  }

  @Test
  void nobodyChangesAPasswordWithoutSigningIn() {
    assertThat(refusal(() -> installation.auth().changePassword(request(PASSWORD, NEW))).getCode())
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  private int change(String current, String wanted) {
    return installation
        .auth(session.getAccessToken())
        .changePassword(request(current, wanted))
        .getEndedSessions();
  }

  private static ChangePasswordRequest request(String current, String wanted) {
    return ChangePasswordRequest.newBuilder()
        .setCurrentPassword(current)
        .setNewPassword(wanted)
        .build();
  }
}
