package dev.parley.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.openapi.OpenApiContract.Exercise;
import dev.parley.gateway.openapi.OpenApiContract.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OpenApiContractTest {
  private static final byte[] JSON = new OpenApiDocument("1.2.3").json();
  private static final String ROOM = "0198c5a0-7a3c-7e51-b1d4-3f0f5c1a9d20";
  private static final String MESSAGES = "/v1/rooms/" + ROOM + "/messages";
  private static final String MESSAGE =
      """
      {"id": "%1$s", "roomId": "%1$s", "seq": "42", "text": "hi", "clientId": "%1$s",
       "ordinal": "40", "mentions": [], "mentionsEveryone": false,
       "editCount": 0, "deleted": false, "reactions": [], "changeSeq": "0",
       "priority": "PRIORITY_UNSPECIFIED", "linkPreviews": [],
       "sender": {"id": "%1$s", "username": "ada", "displayName": "Ada", "avatarVersion": ""}, "createTime": "2026-01-02T03:04:05.678Z"}
      """
          .formatted(ROOM);
  private static final String NOT_FOUND =
      """
      {"type": "about:blank", "title": "No such room", "status": 404, "code": "ROOM_NOT_FOUND", "detail": "…",
       "requestId": "r", "retryable": false, "errors": []}
      """;

  private final OpenApiContract contract = OpenApiContract.of(JSON);

  @Test
  void anAnswerThatFitsPasses() {
    assertThatCode(() ->
            contract.checkAnswer("POST", MESSAGES, 200, "application/json; charset=utf-8", MESSAGE))
        .doesNotThrowAnyException();
  }

  @Test
  void anAnswerWithAFieldThatADocumentOfLaterKnowsPasses() {
    String later = MESSAGE.replaceFirst("\\{", "{\"pinned\": true, ");

    assertThatCode(() -> contract.checkAnswer("POST", MESSAGES, 200, "application/json", later))
        .doesNotThrowAnyException();
  }

  @Test
  void anAnswerThatLeavesOutADefaultIsFound() {
    String partial = MESSAGE.replace("\"text\": \"hi\", ", "");

    assertThatThrownBy(
            () -> contract.checkAnswer("POST", MESSAGES, 200, "application/json", partial))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("text");
  }

  @Test
  void aNumberWhereTheContractWritesAStringIsFound() {
    String number = MESSAGE.replace("\"42\"", "42");

    assertThatThrownBy(
            () -> contract.checkAnswer("POST", MESSAGES, 200, "application/json", number))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seq");
  }

  @Test
  void aTimeThatIsNotRfc3339IsFound() {
    String time = MESSAGE.replace("2026-01-02T03:04:05.678Z", "yesterday");

    assertThatThrownBy(() -> contract.checkAnswer("POST", MESSAGES, 200, "application/json", time))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("createTime");
  }

  @Test
  void aRefusalThatIsDeclaredPasses() {
    assertThatCode(() ->
            contract.checkAnswer("POST", MESSAGES, 404, "application/problem+json", NOT_FOUND))
        .doesNotThrowAnyException();
  }

  @Test
  void aCodeThatTheMethodDoesNotDeclareIsFound() {
    String other = NOT_FOUND.replace("ROOM_NOT_FOUND", "USER_NOT_FOUND");

    assertThatThrownBy(
            () -> contract.checkAnswer("POST", MESSAGES, 404, "application/problem+json", other))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("code");
  }

  @Test
  void aStatusThatIsNotDocumentedIsFound() {
    assertThatThrownBy(() ->
            contract.checkAnswer("POST", MESSAGES, 418, "application/problem+json", NOT_FOUND))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("418 is not documented");
  }

  @Test
  void anotherContentTypeIsFound() {
    assertThatThrownBy(() -> contract.checkAnswer("POST", MESSAGES, 404, "text/plain", "no"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("application/problem+json");
  }

  @Test
  void aRouteThatIsNotDocumentedIsFound() {
    assertThatThrownBy(
            () -> contract.checkAnswer("GET", "/v1/secrets", 200, "application/json", "{}"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not documented: GET /v1/secrets");
  }

  @Test
  void aRequestThatFitsPasses() {
    String body = "{\"clientId\": \"" + ROOM + "\", \"text\": \"hi\"}";

    assertThatCode(() -> contract.checkRequest("POST", MESSAGES, "application/json", body))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> contract.checkRequest("GET", MESSAGES + "?before=42&pageSize=10", null, null))
        .doesNotThrowAnyException();
    assertThatCode(() -> contract.checkRequest("POST", "/v1/rooms/" + ROOM + ":join", null, null))
        .doesNotThrowAnyException();
  }

  @Test
  void aRequestWithAnUnknownFieldIsFound() {
    String body = "{\"clientId\": \"" + ROOM + "\", \"text\": \"hi\", \"colour\": \"red\"}";

    assertThatThrownBy(() -> contract.checkRequest("POST", MESSAGES, "application/json", body))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("colour");
  }

  @Test
  void aParameterOutOfItsBoundsIsFound() {
    assertThatThrownBy(() -> contract.checkRequest("GET", MESSAGES + "?pageSize=201", null, null))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("pageSize=201");
    assertThatThrownBy(() -> contract.checkRequest("GET", "/v1/rooms/lobby", null, null))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("roomId=lobby");
    assertThatThrownBy(() -> contract.checkRequest("GET", MESSAGES + "?limit=1", null, null))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no query parameter limit");
  }

  @Test
  void whatWasAnsweredIsExercisedAndTheRestIsNot() {
    Exercise success = new Exercise("POST", "/v1/rooms/{roomId}/messages", Outcome.SUCCESS);
    Exercise refusal = new Exercise("POST", "/v1/rooms/{roomId}/messages", Outcome.REFUSAL);
    assertThat(contract.unexercised()).contains(success, refusal);

    contract.checkAnswer("POST", MESSAGES, 200, "application/json", MESSAGE);

    assertThat(contract.unexercised()).doesNotContain(success).contains(refusal);
  }

  @Test
  void anAnswerThatDoesNotFitExercisesNothing() {
    int before = contract.unexercised().size();

    assertThatThrownBy(() -> contract.checkAnswer("POST", MESSAGES, 200, "application/json", "{}"))
        .isInstanceOf(AssertionError.class);

    assertThat(contract.unexercised()).hasSize(before);
  }

  @Test
  void aLiteralPathComesBeforeOneWithAParameter() {
    contract.countAsExercised("GET", "/v1/users/me", 200);

    assertThat(contract.unexercised())
        .doesNotContain(new Exercise("GET", "/v1/users/me", Outcome.SUCCESS))
        .contains(new Exercise("GET", "/v1/users/{userId}", Outcome.SUCCESS));
  }

  @Test
  void aProblemWithoutOneOfItsMembersIsFound() {
    assertThat(contract.differences("Problem", NOT_FOUND)).isEmpty();
    assertThat(contract.differences("Problem", NOT_FOUND.replace("\"retryable\": false, ", "")))
        .isNotEmpty();
  }

  @Test
  void envelopesOfTheLiveConnectionCanBeChecked() {
    assertThat(contract.differences("ClientEnvelope", "{\"ping\": {}}")).isEmpty();
    assertThat(contract.differences("ClientEnvelope", "{\"shout\": {}}")).isNotEmpty();
    assertThat(contract.differences("ClientEnvelope", "{\"ping\": {}, \"renew\": {}}"))
        .isNotEmpty();
  }

  @Test
  void everyExampleOfARefusalFitsItsRoute() throws IOException {
    JsonNode document = new ObjectMapper().readTree(JSON);
    int checked = 0;
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        for (var response : operation.getValue().get("responses").properties()) {
          String name = response.getValue().path("$ref").asText("#");
          JsonNode examples =
              document.at(name.substring(1)).at("/content/application~1problem+json/examples");
          for (JsonNode example : examples) {
            contract.checkAnswer(
                operation.getKey(),
                path.getKey().replaceAll("\\{[^}]+}", ROOM),
                Integer.parseInt(response.getKey()),
                "application/problem+json",
                example.get("value").toString());
            checked++;
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(100);
  }
}
