package dev.parley.auth;

import static dev.parley.auth.Installation.PASSWORD;
import static dev.parley.auth.Installation.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.RefreshRequest;
import dev.parley.auth.domain.RefreshToken;
import dev.parley.auth.domain.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshTest {
  private Installation installation;
  private AuthSession first;

  @BeforeEach
  void signIn() {
    installation = Installation.start();
    first = installation.register("ada");
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void eachRefreshTokenIsExchangedForAnother() {
    AuthSession second = installation.refresh(first);
    AuthSession third = installation.refresh(second);

    assertThat(List.of(first, second, third))
        .extracting(AuthSession::getRefreshToken)
        .doesNotHaveDuplicates();
    assertThat(third.getUser()).isEqualTo(first.getUser());
  }

  @Test
  void aTokenUsedASecondTimeWithin30SecondsGetsAFreshSuccessor() {
    AuthSession lost = installation.refresh(first);
    installation.clock.advance(Session.GRACE);

    AuthSession again = installation.refresh(first);

    assertThat(again.getRefreshToken()).isNotEqualTo(lost.getRefreshToken());
    assertThat(installation.refresh(again).hasUser()).isTrue();
  }

  @Test
  void aTokenUsedASecondTimeLaterEndsTheSession() {
    AuthSession second = installation.refresh(first);
    installation.clock.advance(Session.GRACE.plusMillis(1));

    assertEnded(first);
    assertEnded(second);
  }

  @Test
  void aTokenOlderThanThePredecessorEndsTheSessionAtOnce() {
    AuthSession third = installation.refresh(installation.refresh(first));

    assertEnded(first);
    assertEnded(third);
  }

  @Test
  void aVeryOldTokenEndsTheSessionThoughItsHashIsForgotten() {
    AuthSession last = first;
    for (int i = 0; i < 5; i++) {
      last = installation.refresh(last);
    }
    assertThat(tokensKept()).isLessThanOrEqualTo(2);

    assertEnded(first);
    assertEnded(last);
  }

  @Test
  void aCopyUsedWithin30SecondsDoesNotBecomeASessionOfItsOwn() {
    AuthSession owners = installation.refresh(first);
    AuthSession thiefs = installation.refresh(first);
    installation.clock.advance(Duration.ofMinutes(10));
    AuthSession next = installation.refresh(thiefs);
    installation.clock.advance(Duration.ofMinutes(1));

    assertEnded(owners);
    assertEnded(next);
  }

  @Test
  void theEndOfOneSessionLeavesTheOthers() {
    AuthSession other = installation.logIn("ada", PASSWORD);
    installation.refresh(installation.refresh(first));

    assertEnded(first);

    assertThat(installation.refresh(other).hasUser()).isTrue();
  }

  @Test
  void manyExchangesOfOneTokenAtOnceAllSucceed() throws Exception {
    List<AuthSession> answers = new ArrayList<>();
    try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<AuthSession> exchange = () -> installation.refresh(first);
      for (Future<AuthSession> answer :
          tabs.invokeAll(Stream.generate(() -> exchange).limit(8).toList())) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).extracting(AuthSession::getRefreshToken).doesNotHaveDuplicates().hasSize(8);
    assertThat(generation()).isEqualTo(2);
  }

  @Test
  void anExchangeWaitsForTheOneBeforeAndSeesWhatItDid() throws Exception {
    try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Problem> late =
          installation.database.inTransaction(handle -> {
            handle.execute("update auth.sessions set generation = generation + 2");
            Future<Problem> exchange =
                tabs.submit(() -> refusal(() -> installation.refresh(first)));
            awaitSomebodyWaitingForALock(handle);
            return exchange;
          });

      assertThat(late.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(ErrorCode.SESSION_ENDED);
    }
  }

  @Test
  void aSessionLastsAsLongAsItIsUsed() {
    AuthSession session = first;
    for (int i = 0; i < 3; i++) {
      installation.clock.advance(Duration.ofDays(30).minusSeconds(1));
      session = installation.refresh(session);
    }

    assertThat(session.hasUser()).isTrue();
  }

  @Test
  void aSessionThatIsNotUsedEnds() {
    installation.clock.advance(Duration.ofDays(30));

    assertEnded(first);
  }

  @Test
  void whatIsNoTokenOfOursIsRefused() {
    for (String token :
        List.of("", "nonsense", "prt_", "prt_AAAA", "prt_!!", RefreshToken.ofNewFamily().text())) {
      assertThat(
              refusal(() ->
                      installation
                          .auth()
                          .refresh(RefreshRequest.newBuilder().setRefreshToken(token).build()))
                  .getCode())
          .as(token)
          .isEqualTo(ErrorCode.SESSION_ENDED);
    }
  }

  @Test
  void tokensAreKeptOnlyAsHashes() {
    List<byte[]> kept =
        installation.database.read(handle ->
            handle.createQuery("select hash from auth.refresh_tokens").mapTo(byte[].class).list());

    assertThat(kept)
        .singleElement()
        .isEqualTo(RefreshToken.parse(first.getRefreshToken()).orElseThrow().hash());
  }

  @Test
  void sessionsOverLongAgoAreForgottenAtTheNextLogin() {
    installation.clock.advance(Duration.ofDays(61));

    installation.logIn("ada", PASSWORD);

    int sessions =
        installation.database.read(handle ->
            handle.createQuery("select count(*) from auth.sessions").mapTo(int.class).one());
    assertThat(sessions).isEqualTo(1);
  }

  private void assertEnded(AuthSession session) {
    assertThat(refusal(() -> installation.refresh(session)).getCode())
        .isEqualTo(ErrorCode.SESSION_ENDED);
  }

  private static void awaitSomebodyWaitingForALock(Handle handle) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (handle
        .createQuery(
            """
            select count(*) from pg_locks
             where not granted and pid in (select pid from pg_stat_activity where datname = current_database())
            """)
        .mapTo(int.class)
        .one()
        .equals(0)) {
      assertThat(System.nanoTime()).as("somebody waits for a lock in time").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private int tokensKept() {
    return installation.database.read(handle ->
        handle.createQuery("select count(*) from auth.refresh_tokens").mapTo(int.class).one());
  }

  private long generation() {
    return installation.database.read(handle ->
        handle.createQuery("select generation from auth.sessions").mapTo(long.class).one());
  }
}
