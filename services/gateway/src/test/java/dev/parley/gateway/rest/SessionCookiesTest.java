package dev.parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.LoginRequest;
import dev.parley.api.v1.LogoutResponse;
import dev.parley.api.v1.RefreshRequest;
import dev.parley.api.v1.SessionTransport;
import org.junit.jupiter.api.Test;

class SessionCookiesTest {
  private static final AuthSession SESSION =
      AuthSession.newBuilder().setAccessToken("access").setRefreshToken("refresh").build();

  @Test
  void noScriptReadsTheCookieAndNoOtherSiteSendsIt() {
    Cookie cookie = SessionCookies.cookie(SESSION, true);

    assertThat(cookie.value()).isEqualTo("refresh");
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.isSecure()).isTrue();
    assertThat(cookie.sameSite()).isEqualTo("Strict");
    assertThat(cookie.path()).isEqualTo("/v1/auth");
    assertThat(cookie.domain()).isNull();
    assertThat(cookie.maxAge()).isPositive();
  }

  @Test
  void onlyOverHttpsIsItMarkedSecure() {
    assertThat(SessionCookies.cookie(SESSION, false).isSecure()).isFalse();
  }

  @Test
  void aGoodbyeTakesTheCookieAway() {
    Cookie cookie = SessionCookies.cookie(LogoutResponse.getDefaultInstance(), true);

    assertThat(cookie.value()).isEmpty();
    assertThat(cookie.maxAge()).isZero();
    assertThat(cookie.path()).isEqualTo("/v1/auth");
  }

  @Test
  void theCookieIsUsedWhereTheRequestBringsNoToken() {
    RequestHeaders headers =
        RequestHeaders.of(
            HttpMethod.POST, "/", HttpHeaderNames.COOKIE, "a=b; parley_session=kept; c=d");
    RefreshRequest given = RefreshRequest.newBuilder().setRefreshToken("given").build();

    assertThat(SessionCookies.fill(RefreshRequest.getDefaultInstance(), headers))
        .isEqualTo(RefreshRequest.newBuilder().setRefreshToken("kept").build());
    assertThat(SessionCookies.fill(given, headers)).isEqualTo(given);
    assertThat(SessionCookies.fill(LoginRequest.getDefaultInstance(), headers))
        .isEqualTo(LoginRequest.getDefaultInstance());
  }

  @Test
  void theTokenIsInTheCookieOrInTheAnswerNeverInBoth() {
    assertThat(
            SessionCookies.travelsAsCookie(
                LoginRequest.newBuilder().setSession(SessionTransport.COOKIE).build()))
        .isTrue();
    assertThat(SessionCookies.travelsAsCookie(LoginRequest.getDefaultInstance())).isFalse();
    assertThat(SessionCookies.travelsAsCookie(RefreshRequest.getDefaultInstance())).isTrue();
    assertThat(
            SessionCookies.travelsAsCookie(
                RefreshRequest.newBuilder().setRefreshToken("given").build()))
        .isFalse();
    assertThat(SessionCookies.strip(SESSION))
        .isEqualTo(AuthSession.newBuilder().setAccessToken("access").build());
  }
}
