package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestLogTest {
  @Test
  void theSecretOfAnInvitationIsNotLogged() {
    assertThat(RequestLog.withoutSecret("/v1/invitations/abc-DEF_1:accept"))
        .isEqualTo("/v1/invitations/...:accept");
    assertThat(RequestLog.withoutSecret("/v1/invitations/abc")).isEqualTo("/v1/invitations/...");
    assertThat(RequestLog.withoutSecret("/invite/abc")).isEqualTo("/invite/...");
    assertThat(RequestLog.withoutSecret("/v1/rooms/1/invitations/2"))
        .isEqualTo("/v1/rooms/1/invitations/2");
  }
}
