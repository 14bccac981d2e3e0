package dev.parley.gateway.rest;

import com.google.protobuf.Message;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.Cookies;
import com.linecorp.armeria.common.RequestHeaders;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.LoginRequest;
import dev.parley.api.v1.LogoutRequest;
import dev.parley.api.v1.RefreshRequest;
import dev.parley.api.v1.RegisterRequest;
import dev.parley.api.v1.SessionTransport;
import java.time.Duration;
import java.util.Optional;

/**
 * The refresh token of browsers: it travels as a cookie that no script can read and no other site
 * can send, and only to the routes that need it.
 */
final class SessionCookies {
  private static final String NAME = "parley_session";
  private static final String PATH = "/v1/auth";
  private static final Duration LIFETIME = Duration.ofDays(365);

  private SessionCookies() {}

  /**
   * The request with the refresh token from its cookie, if it is one that needs it and brings none.
   */
  static Message fill(Message request, RequestHeaders headers) {
    return switch (request) {
      case RefreshRequest refresh when refresh.getRefreshToken().isEmpty() ->
          refresh.toBuilder().setRefreshToken(token(headers).orElse("")).build();
      case LogoutRequest logout when logout.getRefreshToken().isEmpty() ->
          logout.toBuilder().setRefreshToken(token(headers).orElse("")).build();
      default -> request;
    };
  }

  /** Whether the answer to a request, as it came, belongs to a session that travels as a cookie. */
  static boolean travelsAsCookie(Message original) {
    return switch (original) {
      case RegisterRequest register -> register.getSession() == SessionTransport.COOKIE;
      case LoginRequest login -> login.getSession() == SessionTransport.COOKIE;
      case RefreshRequest refresh -> refresh.getRefreshToken().isEmpty();
      case LogoutRequest logout -> logout.getRefreshToken().isEmpty();
      default -> false;
    };
  }

  /** The answer without its refresh token, which goes into the cookie. */
  static Message strip(Message answer) {
    return answer instanceof AuthSession session
        ? session.toBuilder().clearRefreshToken().build()
        : answer;
  }

  /** The cookie to set after an answer: the new token, or none after a goodbye. */
  static Cookie cookie(Message answer, boolean secure) {
    boolean stays = answer instanceof AuthSession;
    String token = answer instanceof AuthSession session ? session.getRefreshToken() : "";
    return Cookie.secureBuilder(NAME, token)
        .path(PATH)
        .sameSite("Strict")
        .httpOnly(true)
        .secure(secure)
        .maxAge(stays ? LIFETIME.toSeconds() : 0)
        .build();
  }

  private static Optional<String> token(RequestHeaders headers) {
    Cookies cookies = headers.cookies();
    return cookies.stream()
        .filter(cookie -> cookie.name().equals(NAME))
        .map(Cookie::value)
        .findFirst();
  }
}
