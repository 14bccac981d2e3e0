package dev.parley.auth;

import static dev.parley.auth.Installation.PASSWORD;
import static dev.parley.auth.Installation.refusal;
import static dev.parley.auth.Installation.registration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetMeRequest;
import dev.parley.api.v1.LogoutRequest;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.RegisterRequest;
import dev.parley.platform.errors.Problems;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogInTest {
  private final CountingHasher hasher = new CountingHasher();
  private Installation installation;

  @BeforeEach
  void start() {
    installation = Installation.start(hasher);
  }

  @AfterEach
  void stop() {
    hasher.release();
    installation.close();
  }

  @Test
  void aPersonSignsInByUserNameInEitherCase() {
    installation.register("ada");

    AuthSession session = installation.logIn("Ada", PASSWORD);

    assertThat(
            installation
                .users(session.getAccessToken())
                .getMe(GetMeRequest.getDefaultInstance())
                .getUsername())
        .isEqualTo("ada");
  }

  @Test
  void aPersonSignsInByEmailAddressInEitherCase() {
    installation.register("ada");

    assertThat(installation.logIn("ADA@example.org", PASSWORD).getUser().getUsername())
        .isEqualTo("ada");
  }

  @Test
  void amongThoseWhoClaimAnAddressThePasswordDecides() {
    installation.auth().register(claim("ada", "adas-own-secret").build());
    installation.clock.advance(Duration.ofSeconds(1));
    installation.auth().register(claim("bob", "bobs-own-secret").build());

    assertThat(installation.logIn("us@example.org", "adas-own-secret").getUser().getUsername())
        .isEqualTo("ada");
    assertThat(installation.logIn("us@example.org", "bobs-own-secret").getUser().getUsername())
        .isEqualTo("bob");
  }

  @Test
  void onlyTheNewestThreeClaimantsAreTried() {
    for (String username : List.of("ada", "bob", "cid", "dee")) {
      installation.auth().register(claim(username, username + "-keeps-a-secret").build());
      installation.clock.advance(Duration.ofSeconds(1));
    }

    assertThat(installation.logIn("us@example.org", "bob-keeps-a-secret").getUser().getUsername())
        .isEqualTo("bob");
    assertWrong("us@example.org", "ada-keeps-a-secret");
  }

  @Test
  void anUnknownAndAKnownUserNameFailAlike() {
    installation.register("ada");

    Problem known = assertWrong("ada", "not the password");
    int hashesOfKnown = hasher.verified();
    Problem unknown = assertWrong("nobody", "not the password");

    assertThat(withoutId(unknown)).isEqualTo(withoutId(known));
    assertThat(hashesOfKnown).isEqualTo(1);
    assertThat(hasher.verified()).isEqualTo(2);
  }

  @Test
  void anAddressFailsAlikeHoweverManyClaimIt() {
    List<Problem> problems = new ArrayList<>();
    List<Integer> hashes = new ArrayList<>();
    for (String username : List.of("", "ada", "bob", "cid", "dee")) {
      if (!username.isEmpty()) {
        installation.auth().register(claim(username, PASSWORD).build());
      }
      int before = hasher.verified();
      problems.add(withoutId(assertWrong("us@example.org", "not the password")));
      hashes.add(hasher.verified() - before);
    }

    assertThat(hashes).containsOnly(3);
    assertThat(problems).containsOnly(problems.getFirst());
  }

  @Test
  void registeringWithAClaimedAddressIsAnsweredLikeAnyOther() {
    installation.auth().register(claim("ada", PASSWORD).build());

    AuthSession session = installation.auth().register(claim("bob", PASSWORD).build());

    assertThat(session.getUser().getEmail()).isEqualTo("us@example.org");
  }

  @Test
  void aHundredLoginsAtOnceHashAFewAtATimeAndTheRestIsToldToWait() throws Exception {
    installation.register("ada");
    int served = Installation.SETTINGS.hash().concurrency() + AuthModule.HASH_QUEUE;
    LinkedBlockingQueue<ErrorCode> refused = new LinkedBlockingQueue<>();
    hasher.hold();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> logins = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        logins.add(people.submit(() -> logsIn(refused)));
      }
      for (int i = served; i < 100; i++) {
        assertThat(refused.poll(10, TimeUnit.SECONDS)).isEqualTo(ErrorCode.RATE_LIMITED);
      }
      hasher.release();
      int signedIn = 0;
      for (Future<Boolean> login : logins) {
        signedIn += login.get(10, TimeUnit.SECONDS) ? 1 : 0;
      }

      assertThat(signedIn).isEqualTo(served);
      assertThat(refused).isEmpty();
      assertThat(hasher.peak()).isEqualTo(Installation.SETTINGS.hash().concurrency());
    }
  }

  @Test
  void theSessionOfTheRefreshTokenEndsAtLogout() {
    AuthSession session = installation.register("ada");
    AuthSession other = installation.logIn("ada", PASSWORD);

    installation
        .auth()
        .logout(LogoutRequest.newBuilder().setRefreshToken(session.getRefreshToken()).build());

    assertThat(refusal(() -> installation.refresh(session)).getCode())
        .isEqualTo(ErrorCode.SESSION_ENDED);
    assertThat(installation.refresh(other).hasUser()).isTrue();
  }

  @Test
  void withoutARefreshTokenTheSessionOfTheCallerEndsAtLogout() {
    AuthSession session = installation.register("ada");

    installation.auth(session.getAccessToken()).logout(LogoutRequest.getDefaultInstance());

    assertThat(refusal(() -> installation.refresh(session)).getCode())
        .isEqualTo(ErrorCode.SESSION_ENDED);
  }

  @Test
  void endingWhatHasEndedOrNeverWasIsNoError() {
    AuthSession session = installation.register("ada");
    LogoutRequest request =
        LogoutRequest.newBuilder().setRefreshToken(session.getRefreshToken()).build();
    installation.auth().logout(request);

    assertThat(installation.auth().logout(request)).isNotNull();
    assertThat(installation.auth().logout(LogoutRequest.getDefaultInstance())).isNotNull();
    assertThat(
            installation
                .auth()
                .logout(LogoutRequest.newBuilder().setRefreshToken("nonsense").build()))
        .isNotNull();
  }

  private boolean logsIn(LinkedBlockingQueue<ErrorCode> refused) {
    try {
      return installation.logIn("ada", PASSWORD).hasUser();
    } catch (StatusRuntimeException e) {
      refused.add(Problems.of(e).getCode());
      return false;
    }
  }

  private Problem assertWrong(String login, String password) {
    Problem problem = refusal(() -> installation.logIn(login, password));
    assertThat(problem.getCode()).isEqualTo(ErrorCode.WRONG_CREDENTIALS);
    return problem;
  }

  private static Problem withoutId(Problem problem) {
    return problem.toBuilder().clearRequestId().build();
  }

  private static RegisterRequest.Builder claim(String username, String password) {
    return registration(username).setEmail("us@example.org").setPassword(password);
  }
}
