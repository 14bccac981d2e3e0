package dev.parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpHeaderNames;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.FieldError;
import dev.parley.platform.errors.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemJsonTest {
  @Test
  void itHasTheMembersOfTheStandardAndOurs() throws Exception {
    var problem =
        Problems.problem(
                ErrorCode.ROOM_NAME_TAKEN,
                "name: \"lobby\" is taken",
                List.of(FieldError.newBuilder().setField("name").setMessage("taken").build()))
            .toBuilder()
            .setRequestId("r-1")
            .build();
    var json = new ObjectMapper();

    assertThat(json.readTree(ProblemJson.json(problem)))
        .isEqualTo(
            json.readTree(
                """
                {"type": "urn:parley:error:ROOM_NAME_TAKEN", "title": "Room name taken", "status": 409,
                 "code": "ROOM_NAME_TAKEN", "detail": "name: \\"lobby\\" is taken", "requestId": "r-1",
                 "retryable": false, "errors": [{"field": "name", "message": "taken"}]}
                """));
    assertThat(ProblemJson.headers(problem).status().code()).isEqualTo(409);
    assertThat(ProblemJson.headers(problem).get(HttpHeaderNames.CONTENT_TYPE))
        .isEqualTo("application/problem+json");
    assertThat(ProblemJson.headers(problem).get(HttpHeaderNames.CACHE_CONTROL))
        .isEqualTo("no-store");
  }

  @Test
  void whoIsNotSignedInIsToldHow() {
    var problem = Problems.problem(ErrorCode.UNAUTHENTICATED, "sign in", List.of());

    assertThat(ProblemJson.headers(problem).get(HttpHeaderNames.WWW_AUTHENTICATE))
        .isEqualTo("Bearer");
  }
}
