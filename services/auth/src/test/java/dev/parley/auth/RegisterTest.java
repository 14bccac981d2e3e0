package dev.parley.auth;

import static dev.parley.auth.Installation.PASSWORD;
import static dev.parley.auth.Installation.refusal;
import static dev.parley.auth.Installation.registration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.internal.v1.PersonRecord;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.FieldError;
import dev.parley.api.v1.GetMeRequest;
import dev.parley.api.v1.GetSignInOptionsRequest;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.RegisterRequest;
import dev.parley.auth.domain.PasswordRules;
import dev.parley.platform.errors.Problems;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterTest {
  private Installation installation;

  @BeforeEach
  void start() {
    installation = Installation.start();
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void aRegisteredPersonIsSignedIn() {
    AuthSession session =
        installation
            .auth()
            .register(
                registration("Ada.L")
                    .setEmail("Ada@Example.ORG")
                    .setDisplayName(" Ada Lovelace ")
                    .build());

    assertThat(session.getExpiresIn()).isEqualTo(600);
    assertThat(
            installation.users(session.getAccessToken()).getMe(GetMeRequest.getDefaultInstance()))
        .isEqualTo(session.getUser())
        .satisfies(me -> {
          assertThat(me.getUsername()).isEqualTo("ada.l");
          assertThat(me.getDisplayName()).isEqualTo("Ada Lovelace");
          assertThat(me.getEmail()).isEqualTo("ada@example.org");
          assertThat(me.getCreateTime().getSeconds())
              .isEqualTo(installation.clock.instant().getEpochSecond());
        });
  }

  @Test
  void withoutADisplayNameTheUserNameIsShown() {
    AuthSession session =
        installation.auth().register(registration("ada").setDisplayName("  \u00a0 ").build());

    assertThat(session.getUser().getDisplayName()).isEqualTo("ada");
  }

  @Test
  void otherServicesAreToldOfTheNewPerson() {
    AuthSession session = installation.register("ada");

    assertThat(installation.told())
        .containsExactly(
            PersonRecord.newBuilder()
                .setUserId(session.getUser().getId())
                .setUsername("ada")
                .setDisplayName("ada")
                .setVersion(1)
                .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "Room", "here"})
  void whatCallsManyIsNobodysName(String username) {
    assertThat(refusal(() -> installation.register(username)).getCode())
        .isEqualTo(ErrorCode.USERNAME_TAKEN);
  }

  @Test
  void aUserNameIsTakenInEitherCase() {
    installation.register("ada");

    Problem problem = refusal(() -> installation.register("ADA"));

    assertThat(problem.getCode()).isEqualTo(ErrorCode.USERNAME_TAKEN);
    assertThat(problem.getErrorsList())
        .extracting(FieldError::getField)
        .containsExactly("username");
  }

  @Test
  void oneOfManyWhoTakeTheSameUserNameAtOnceGetsIt() throws Exception {
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> attempt =
          () -> {
            try {
              installation.register("ada");
              return "registered";
            } catch (StatusRuntimeException e) {
              return Problems.of(e).getCode().name();
            }
          };

      List<String> outcomes =
          people.invokeAll(Stream.generate(() -> attempt).limit(8).toList()).stream()
              .map(Future::resultNow)
              .toList();

      assertThat(outcomes).filteredOn("registered"::equals).hasSize(1);
      assertThat(outcomes).filteredOn("USERNAME_TAKEN"::equals).hasSize(7);
    }
    assertThat(installation.told()).hasSize(1);
  }

  @Test
  void anEmailAddressMayBeClaimedTwice() {
    AuthSession first =
        installation.auth().register(registration("ada").setEmail("us@example.org").build());
    AuthSession second =
        installation.auth().register(registration("bob").setEmail("us@example.org").build());

    assertThat(second.getUser().getId()).isNotEqualTo(first.getUser().getId());
  }

  @Test
  void aPasswordThatIsTriedFirstIsWeak() {
    assertWeak(registration("ada").setPassword("Password123"));
  }

  @Test
  void aPasswordWithTheUserNameIsWeak() {
    assertWeak(registration("lovelace").setPassword("xx-LoveLace-xx"));
  }

  @Test
  void aPasswordWithTheEmailAddressIsWeak() {
    assertWeak(registration("ada").setEmail("countess@example.org").setPassword("xx-countess-xx"));
  }

  @Test
  void aClosedInstallationTakesNobody() {
    AuthSettings open = Installation.SETTINGS;
    AuthSettings closed =
        new AuthSettings(
            AuthSettings.Registration.CLOSED,
            open.accessTokenMinutes(),
            open.refreshTokenDays(),
            open.signingKeyDays(),
            open.hash());
    try (Installation quiet = Installation.start(closed)) {
      assertThat(refusal(() -> quiet.register("ada")).getCode())
          .isEqualTo(ErrorCode.REGISTRATION_CLOSED);
      assertThat(
              quiet
                  .auth()
                  .getSignInOptions(GetSignInOptionsRequest.getDefaultInstance())
                  .getRegistrationOpen())
          .isFalse();
    }
  }

  @Test
  void anOpenInstallationSaysWhatItTakes() {
    var options =
        installation.auth().getSignInOptions(GetSignInOptionsRequest.getDefaultInstance());

    assertThat(options.getRegistrationOpen()).isTrue();
    assertThat(options.getPasswordMinLength()).isEqualTo(PasswordRules.MIN_LENGTH);
  }

  @Test
  void thePromisedShortestPasswordIsTheContracts() {
    String shortest = "q7#".repeat(4).substring(0, PasswordRules.MIN_LENGTH);

    assertThat(
            installation
                .auth()
                .register(registration("ada").setPassword(shortest).build())
                .hasUser())
        .isTrue();
    assertThat(fieldsRefused(registration("bob").setPassword(shortest.substring(1))))
        .containsExactly("password");
  }

  @Test
  void everyWrongFieldIsNamed() {
    RegisterRequest.Builder request =
        RegisterRequest.newBuilder()
            .setUsername("-no")
            .setEmail("nobody")
            .setDisplayName("bell\u0007")
            .setPassword("short")
            .setSessionValue(99);

    assertThat(fieldsRefused(request))
        .containsExactlyInAnyOrder("username", "email", "displayName", "password", "session");
  }

  @Test
  void passwordsAreKeptAsHashes() {
    installation.register("ada");

    String kept =
        installation.database.read(handle ->
            handle.createQuery("select password_hash from auth.users").mapTo(String.class).one());

    assertThat(kept).startsWith("$argon2id$v=19$m=8192,t=1,p=1$").doesNotContain(PASSWORD);
  }

  private void assertWeak(RegisterRequest.Builder request) {
    Problem problem = refusal(() -> installation.auth().register(request.build()));

    assertThat(problem.getCode()).isEqualTo(ErrorCode.WEAK_PASSWORD);
    assertThat(problem.getErrorsList())
        .extracting(FieldError::getField)
        .containsExactly("password");
  }

  private List<String> fieldsRefused(RegisterRequest.Builder request) {
    Problem problem = refusal(() -> installation.auth().register(request.build()));
    assertThat(problem.getCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    return problem.getErrorsList().stream().map(FieldError::getField).toList();
  }
}
