package dev.parley.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.AnnotationsProto;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
  private static final byte[] JSON = new OpenApiDocument("1.2.3").json();
  private static final JsonNode DOCUMENT = parse(JSON);

  @Test
  void anIndependentReaderOfOpenApi31AcceptsTheDocument() {
    SwaggerParseResult result =
        new OpenAPIV3Parser().readContents(new String(JSON, StandardCharsets.UTF_8));

    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getPaths()).hasSameSizeAs(DOCUMENT.get("paths"));
  }

  @Test
  void theIndependentReaderWouldHaveNoticedAMistake() {
    String broken =
        new String(JSON, StandardCharsets.UTF_8).replace("\"responses\"", "\"answers\"");

    assertThat(new OpenAPIV3Parser().readContents(broken).getMessages()).isNotEmpty();
  }

  @Test
  void everyRpcWithAnHttpBindingIsDocumentedAndNoOther() {
    Set<String> expected =
        ProtoContract.published().services().stream()
            .flatMap(service -> service.getMethods().stream())
            .filter(method -> method.getOptions().hasExtension(AnnotationsProto.http))
            .map(method -> method.getService().getName() + "_" + method.getName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(expected).contains("ChatService_SendMessage").doesNotContain("ChatService_Watch");
    expected.addAll(
        List.of(
            "connect",
            "avatar",
            "roomAvatar",
            "previewPicture",
            "emojiPicture",
            "emojiPicture",
            "healthz",
            "readyz",
            "metrics",
            "jwks"));
    assertThat(operations().stream().map(each -> each.get("operationId").asText()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyReferenceResolves() {
    List<String> references = new ArrayList<>();
    DOCUMENT.findValuesAsText("$ref", references);

    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(each -> assertThat(DOCUMENT.at(each.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void everyComponentSchemaIsUsed() {
    Set<String> references = new HashSet<>(DOCUMENT.findValuesAsText("$ref"));

    assertThat(DOCUMENT.at("/components/schemas").fieldNames())
        .toIterable()
        .allSatisfy(name -> assertThat(references).contains("#/components/schemas/" + name));
  }

  @Test
  void thePathParametersOfEveryRouteAreDeclared() {
    for (var path : DOCUMENT.get("paths").properties()) {
      List<String> inPath =
          Pattern.compile("\\{([^}]+)}")
              .matcher(path.getKey())
              .results()
              .map(each -> each.group(1))
              .toList();
      for (JsonNode operation : path.getValue()) {
        List<String> declared = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
          if (parameter.get("in").asText().equals("path")) {
            assertThat(parameter.get("required").asBoolean()).isTrue();
            declared.add(parameter.get("name").asText());
          }
        }
        assertThat(declared).as(path.getKey()).isEqualTo(inPath);
      }
    }
  }

  @Test
  void everySchemaIsValidByTheMetaSchemaOfJsonSchema() {
    var metaSchema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));
    List<JsonNode> schemas = new ArrayList<>(DOCUMENT.findValues("schema"));
    DOCUMENT.at("/components/schemas").forEach(schemas::add);

    assertThat(schemas).hasSizeGreaterThan(50);
    assertThat(schemas).allSatisfy(schema -> assertThat(metaSchema.validate(schema)).isEmpty());
  }

  @Test
  void everyRouteHasASummaryAndEveryTagADescription() {
    assertThat(operations())
        .allSatisfy(each -> assertThat(each.path("summary").asText()).isNotBlank());
    assertThat(DOCUMENT.get("tags"))
        .allSatisfy(each -> assertThat(each.path("description").asText()).isNotBlank());
  }

  @Test
  void theDocumentIsTheSameEveryTime() {
    assertThat(new OpenApiDocument("1.2.3").json()).isEqualTo(JSON);
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(DOCUMENT.at("/info/version").asText()).isEqualTo("1.2.3");
    assertThat(DOCUMENT.at("/openapi").asText()).isEqualTo("3.1.0");
  }

  @Test
  void aBodyHasWhatThePathHasNot() {
    JsonNode body = schema("SendMessageRequest.Body");

    assertThat(body.get("properties").fieldNames())
        .toIterable()
        .containsExactly(
            "clientId",
            "text",
            "threadId",
            "alsoInRoom",
            "poll",
            "priority",
            "requestAcknowledgement");
    assertThat(body.get("additionalProperties").asBoolean(true)).isFalse();
    assertThat(
            operation("/v1/rooms/{roomId}/messages", "post")
                .at("/requestBody/content/application~1json/schema/$ref")
                .asText())
        .isEqualTo("#/components/schemas/SendMessageRequest.Body");
  }

  @Test
  void aRequestRequiresWhatItsRulesWouldRefuseWhenAbsentRulesInCelIncluded() {
    assertThat(schema("RegisterRequest").get("required"))
        .extracting(JsonNode::asText)
        .containsExactly("email", "username", "password");
    assertThat(schema("CreateRoomRequest").has("required")).isFalse();
    assertThat(schema("RefreshRequest").has("required")).isFalse();
  }

  @Test
  void anAnswerRequiresEveryFieldThatIsAlwaysWritten() {
    assertThat(schema("Message").get("required"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "id",
            "roomId",
            "seq",
            "text",
            "clientId",
            "ordinal",
            "mentions",
            "mentionsEveryone",
            "editCount",
            "deleted",
            "reactions",
            "changeSeq",
            "priority",
            "linkPreviews");
    assertThat(schema("Message").has("additionalProperties")).isFalse();
  }

  @Test
  void typesFollowTheJsonMappingOfProto3() {
    assertThat(schema("Room").at("/properties/headSeq/type").asText()).isEqualTo("string");
    assertThat(schema("Room").at("/properties/headSeq/pattern").asText()).isEqualTo("^-?[0-9]+$");
    assertThat(schema("Room").at("/properties/memberCount/type").asText()).isEqualTo("integer");
    assertThat(schema("Room").at("/properties/createTime/format").asText()).isEqualTo("date-time");
    assertThat(schema("Room").at("/properties/kind/$ref").asText())
        .isEqualTo("#/components/schemas/Room.Kind");
    assertThat(schema("UpdateMeRequest").at("/properties/updateMask/type").asText())
        .isEqualTo("string");
    assertThat(schema("Resume").at("/properties/rooms/additionalProperties/type").asText())
        .isEqualTo("string");
    assertThat(schema("Room.Visibility").get("enum"))
        .extracting(JsonNode::asText)
        .containsExactly("VISIBILITY_UNSPECIFIED", "PUBLIC", "PRIVATE");
  }

  @Test
  void rulesOfFieldsAreConstraintsAndWhatJsonSchemaCannotSayIsDescribed() {
    assertThat(schema("RegisterRequest").at("/properties/password/minLength").asInt())
        .isEqualTo(10);
    assertThat(schema("RegisterRequest").at("/properties/email/format").asText())
        .isEqualTo("email");
    assertThat(schema("CreateRoomRequest").at("/properties/memberIds/maxItems").asInt())
        .isEqualTo(100);
    assertThat(schema("CreateRoomRequest").at("/properties/memberIds/items/format").asText())
        .isEqualTo("uuid");
    assertThat(schema("CreateRoomRequest").at("/properties/name/description").asText())
        .contains("Expected 1 to 64 characters, not only white space.")
        .contains("Without characters that are not seen, and without words that mix scripts.");
    JsonNode list = operation("/v1/rooms/{roomId}/messages", "get");
    assertThat(list.get("description").asText()).contains("Give before or after, not both.");
    assertThat(parameter(list, "before").get("description").asText())
        .contains("At least 0. Less than 9007199254740992.");
    assertThat(parameter(list, "pageSize").at("/schema/maximum").asInt()).isEqualTo(200);
  }

  @Test
  void refusalsAreGroupedByStatusWithTheirCodes() {
    assertThat(codes(operation("/v1/rooms/{roomId}/members", "post"), "404"))
        .containsExactly("USER_NOT_FOUND", "ROOM_NOT_FOUND");
    assertThat(codes(operation("/v1/auth/register", "post"), "400"))
        .containsExactly("INVALID_ARGUMENT", "MALFORMED_REQUEST", "WEAK_PASSWORD");
    assertThat(operation("/v1/rooms", "get").get("responses").fieldNames())
        .toIterable()
        .containsExactly("200", "400", "401", "429", "500", "503", "504");
  }

  @Test
  void whatAnyoneMayCallNeedsNoTokenAndTheRestDoes() {
    JsonNode register = operation("/v1/auth/register", "post");

    assertThat(register.get("security")).isEmpty();
    assertThat(register.get("responses").has("401")).isFalse();
    assertThat(operation("/v1/rooms", "post").at("/security/0").has("bearer")).isTrue();
    assertThat(operation("/v1/rooms", "post").get("responses").has("401")).isTrue();
  }

  @Test
  void theLiveConnectionIsDescribedWithItsEnvelopes() {
    JsonNode live = operation("/v1/ws", "get");

    assertThat(live.get("responses").has("101")).isTrue();
    assertThat(live.at("/x-websocket-envelopes/client/$ref").asText())
        .isEqualTo("#/components/schemas/ClientEnvelope");
    assertThat(schema("ServerEnvelope").get("properties").has("welcome")).isTrue();
  }

  private static List<JsonNode> operations() {
    List<JsonNode> operations = new ArrayList<>();
    DOCUMENT.get("paths").forEach(path -> path.forEach(operations::add));
    return operations;
  }

  private static JsonNode operation(String path, String method) {
    return DOCUMENT.get("paths").get(path).get(method);
  }

  private static JsonNode schema(String name) {
    return DOCUMENT.at("/components/schemas").get(name);
  }

  private static JsonNode parameter(JsonNode operation, String name) {
    for (JsonNode parameter : operation.get("parameters")) {
      if (parameter.get("name").asText().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError("no parameter " + name);
  }

  private static List<String> codes(JsonNode operation, String status) {
    JsonNode response =
        DOCUMENT.at(operation.at("/responses/" + status + "/$ref").asText().substring(1));
    List<String> codes = new ArrayList<>();
    response
        .at("/content/application~1problem+json/schema/allOf/1/properties/code/enum")
        .forEach(code -> codes.add(code.asText()));
    return codes;
  }

  private static JsonNode parse(byte[] json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
