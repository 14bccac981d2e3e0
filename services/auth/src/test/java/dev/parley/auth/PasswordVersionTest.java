package dev.parley.auth;

import static dev.parley.auth.Installation.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.adapter.argon2.Argon2Hasher;
import dev.parley.auth.adapter.postgres.PostgresAccountRepository;
import dev.parley.auth.adapter.postgres.PostgresSessionRepository;
import dev.parley.auth.adapter.postgres.SessionNews;
import dev.parley.auth.adapter.postgres.UserNews;
import dev.parley.auth.app.LogIn;
import dev.parley.auth.app.SessionTokens;
import dev.parley.auth.domain.Account;
import dev.parley.auth.domain.EndedSession;
import dev.parley.auth.domain.RefreshToken;
import dev.parley.auth.domain.User;
import dev.parley.auth.port.AccessTokens;
import dev.parley.auth.port.SessionRepository.NewSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordVersionTest {
  private Installation installation;
  private PostgresAccountRepository accounts;
  private PostgresSessionRepository sessions;

  @BeforeEach
  void register() {
    installation = Installation.start();
    installation.register("ada");
    accounts =
        new PostgresAccountRepository(installation.database, new NoNews(), new NoSessionNews());
    sessions = new PostgresSessionRepository(installation.database, new NoSessionNews());
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void aLoginAfterTheCostWasRaisedHashesThePasswordAnew() {
    LogIn dearer = logIn(new AuthSettings.Hash(9216, 2, 1, 1));

    assertThat(dearer.logIn("ada", PASSWORD)).isInstanceOf(LogIn.Result.LoggedIn.class);
    assertThat(account().passwordHash()).startsWith("$argon2id$v=19$m=9216,t=2,p=1$");
    assertThat(dearer.logIn("ada", PASSWORD)).isInstanceOf(LogIn.Result.LoggedIn.class);
    assertThat(installation.logIn("ada", PASSWORD).hasUser()).isTrue();
  }

  @Test
  void aSessionIsNotOpenedWithAPasswordThatWasChangedMeanwhile() {
    Account verified = account();
    accounts.changePassword(
        verified.user().id(),
        verified.passwordVersion(),
        "another hash",
        Optional.empty(),
        installation.clock.instant());

    assertThat(
            sessions.open(
                newSession(verified.user()), verified.passwordVersion(), Optional.empty()))
        .isFalse();
  }

  @Test
  void ofTwoChangesOfOnePasswordTheSecondIsRefused() {
    Account verified = account();
    accounts.changePassword(
        verified.user().id(),
        verified.passwordVersion(),
        "the first",
        Optional.empty(),
        installation.clock.instant());

    assertThat(
            accounts.changePassword(
                verified.user().id(),
                verified.passwordVersion(),
                "the second",
                Optional.empty(),
                installation.clock.instant()))
        .isEmpty();
    assertThat(account().passwordHash()).isEqualTo("the first");
  }

  private LogIn logIn(AuthSettings.Hash cost) {
    SessionTokens tokens =
        new SessionTokens(new NoAccessTokens(), Duration.ofDays(30), installation.clock);
    return new LogIn(accounts, sessions, new Argon2Hasher(cost), tokens);
  }

  private Account account() {
    return accounts.findByUsername("ada").orElseThrow();
  }

  private NewSession newSession(User user) {
    return new NewSession(
        UUID.randomUUID(),
        user.id(),
        RefreshToken.ofNewFamily(),
        installation.clock.instant(),
        installation.clock.instant().plus(Duration.ofDays(30)));
  }

  private record NoNews() implements UserNews {
    @Override
    public void write(Handle transaction, User user) {}

    @Override
    public void wake() {}
  }

  private record NoSessionNews() implements SessionNews {
    @Override
    public void write(Handle transaction, List<EndedSession> ended) {}

    @Override
    public void tell(List<EndedSession> ended) {}
  }

  private record NoAccessTokens() implements AccessTokens {
    @Override
    public String issue(UUID userId, UUID sessionId, boolean guest) {
      return "";
    }

    @Override
    public Duration lifetime() {
      return Duration.ofMinutes(10);
    }

    @Override
    public String publicKeys() {
      return "";
    }
  }
}
