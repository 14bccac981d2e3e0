package dev.parley.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds live requests and answers against the OpenAPI document, and remembers which documented
 * routes were seen to succeed and to refuse. Every check throws an {@link AssertionError} that says
 * what differs. Safe for use by several threads.
 */
public final class OpenApiContract {
  private final ObjectNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final Set<Exercise> exercised = ConcurrentHashMap.newKeySet();
  private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();
  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private OpenApiContract(byte[] json) {
    try {
      document = (ObjectNode) new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("the OpenAPI document is not JSON", e);
    }
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        operations.add(
            new Operation(
                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
      }
    }
    // "/v1/users/me" also fits "/v1/users/{userId}": the path with the fewest parameters is meant.
    operations.sort(Comparator.comparingInt(Operation::parameters));
  }

  /** The contract of the document as served. */
  public static OpenApiContract of(byte[] json) {
    return new OpenApiContract(json);
  }

  /**
   * Checks an answer: its status is documented for the route, and its body and content type are
   * what that status promises. Then the route counts as exercised: as a success below 400, else as
   * a refusal.
   *
   * @param path with or without a query
   * @param contentType the answer's, null if it has none
   */
  public void checkAnswer(
      String method, String path, int status, @Nullable String contentType, String body) {
    Operation operation = find(method, path);
    String what = operation.name() + " -> " + status;
    JsonNode response = resolve(operation.node().get("responses").path(Integer.toString(status)));
    if (response.isMissingNode()) {
      throw new AssertionError(what + " is not documented; the body was: " + body);
    }
    JsonNode content = response.path("content");
    if (!content.isMissingNode()) {
      check(what, mediaType(what, content, contentType), contentType, body);
    }
    exercised.add(new Exercise(operation.method(), operation.path(), outcome(status)));
  }

  /**
   * Checks a request that should succeed: its parameters and its body fit the document.
   *
   * @param path with its query
   * @param body null if none was sent
   */
  public void checkRequest(
      String method, String path, @Nullable String contentType, @Nullable String body) {
    Operation operation = find(method, path);
    String what = operation.name();
    checkPathParameters(operation, path);
    checkQuery(operation, path);
    JsonNode requestBody = operation.node().path("requestBody");
    boolean sent = body != null && !body.isEmpty();
    if (!sent && requestBody.path("required").asBoolean()) {
      throw new AssertionError(what + " needs a body");
    }
    if (sent && requestBody.isMissingNode()) {
      throw new AssertionError(what + " takes no body, and this was sent: " + body);
    }
    if (body != null && sent) {
      check(
          what + " request",
          mediaType(what, requestBody.get("content"), contentType),
          contentType,
          body);
    }
  }

  /**
   * The documented routes that were not yet seen to succeed, or not to refuse though they document
   * refusals.
   */
  public Set<Exercise> unexercised() {
    Set<Exercise> missing = new TreeSet<>();
    for (Operation operation : operations) {
      operation
          .node()
          .get("responses")
          .fieldNames()
          .forEachRemaining(status ->
              missing.add(
                  new Exercise(
                      operation.method(), operation.path(), outcome(Integer.parseInt(status)))));
    }
    missing.removeAll(exercised);
    return missing;
  }

  /**
   * Counts a route as exercised that no HTTP answer can show, such as a WebSocket that was opened
   * (status 101).
   */
  public void countAsExercised(String method, String path, int status) {
    Operation operation = find(method, path);
    exercised.add(new Exercise(operation.method(), operation.path(), outcome(status)));
  }

  /** The names of the problems of a value against a component schema, empty if it fits. */
  public List<String> differences(String component, String json) {
    ObjectNode schema =
        JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + component);
    return differences(schema, parse(component, json));
  }

  private static Outcome outcome(int status) {
    return status < 400 ? Outcome.SUCCESS : Outcome.REFUSAL;
  }

  private Operation find(String method, String path) {
    String bare = bare(path);
    return operations.stream()
        .filter(operation -> operation.method().equals(method.toUpperCase(Locale.ROOT)))
        .filter(operation -> operation.matches(bare))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not documented: " + method + " " + bare));
  }

  private void check(String what, JsonNode media, @Nullable String contentType, String body) {
    boolean json = contentType != null && contentType.contains("json");
    JsonNode value = json ? parse(what, body) : JsonNodeFactory.instance.textNode(body);
    List<String> differences = differences(media.get("schema"), value);
    if (!differences.isEmpty()) {
      throw new AssertionError(
          what
              + " differs from the document:\n  "
              + String.join("\n  ", differences)
              + "\nthe body was: "
              + body);
    }
  }

  private static JsonNode mediaType(String what, JsonNode content, @Nullable String contentType) {
    String bare =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    JsonNode media = content.path(bare);
    if (media.isMissingNode()) {
      List<String> documented = new ArrayList<>();
      content.fieldNames().forEachRemaining(documented::add);
      throw new AssertionError(
          what + ": content type " + contentType + " (expected: " + documented + ")");
    }
    return media;
  }

  private void checkPathParameters(Operation operation, String path) {
    Matcher matcher = operation.pattern().matcher(bare(path));
    if (matcher.matches()) {
      for (int i = 0; i < operation.parameters(); i++) {
        String name = operation.parameterNames().get(i);
        checkParameter(operation, "path", name, decode(matcher.group(i + 1)));
      }
    }
  }

  private void checkQuery(Operation operation, String path) {
    Set<String> given = new TreeSet<>();
    int question = path.indexOf('?');
    for (String pair : question < 0 ? new String[0] : path.substring(question + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String name = decode(parts[0]);
      given.add(name);
      checkParameter(operation, "query", name, parts.length == 2 ? decode(parts[1]) : "");
    }
    for (JsonNode parameter : operation.node().path("parameters")) {
      boolean missing =
          parameter.path("required").asBoolean() && !given.contains(parameter.get("name").asText());
      if (parameter.get("in").asText().equals("query") && missing) {
        throw new AssertionError(
            operation.name() + " needs the query parameter " + parameter.get("name").asText());
      }
    }
  }

  private void checkParameter(Operation operation, String in, String name, String value) {
    for (JsonNode parameter : operation.node().path("parameters")) {
      if (parameter.get("in").asText().equals(in) && parameter.get("name").asText().equals(name)) {
        JsonNode schema = parameter.get("schema");
        JsonNode one = schema.path("type").asText().equals("array") ? schema.get("items") : schema;
        List<String> differences = differences(one, typed(one, value));
        if (!differences.isEmpty()) {
          throw new AssertionError(
              operation.name() + ": " + name + "=" + value + ": " + differences);
        }
        return;
      }
    }
    throw new AssertionError(operation.name() + " documents no " + in + " parameter " + name);
  }

  /** A parameter is text on the wire; what its schema says decides what the text means. */
  private static JsonNode typed(JsonNode schema, String text) {
    boolean literal = Set.of("integer", "number", "boolean").contains(schema.path("type").asText());
    if (literal) {
      try {
        return new ObjectMapper().readTree(text);
      } catch (JsonProcessingException e) {
        return JsonNodeFactory.instance.textNode(text);
      }
    }
    return JsonNodeFactory.instance.textNode(text);
  }

  private List<String> differences(JsonNode schema, JsonNode value) {
    JsonSchema validator =
        compiled.computeIfAbsent(
            schema,
            unknown -> {
              // References into the document stay valid because its components come along.
              ObjectNode whole = unknown.deepCopy();
              whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
              whole.set("components", document.get("components"));
              return schemas.getSchema(whole, config);
            });
    return validator.validate(value).stream().map(ValidationMessage::getMessage).toList();
  }

  private JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  private static JsonNode parse(String what, String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(what + " is not JSON: " + json, e);
    }
  }

  private static String bare(String path) {
    int question = path.indexOf('?');
    return question < 0 ? path : path.substring(0, question);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** How an answer ended: below status 400 or not. */
  public enum Outcome {
    SUCCESS,
    REFUSAL
  }

  /** A documented route and how it ended, such as {@code POST /v1/rooms SUCCESS}. */
  public record Exercise(String method, String path, Outcome outcome)
      implements Comparable<Exercise> {
    private static final Comparator<Exercise> ORDER =
        Comparator.comparing(Exercise::path)
            .thenComparing(Exercise::method)
            .thenComparing(Exercise::outcome);

    @Override
    public int compareTo(Exercise other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return method + " " + path + " " + outcome;
    }
  }

  private record Operation(
      String method, String path, JsonNode node, Pattern pattern, List<String> parameterNames) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    Operation(String method, String path, JsonNode node) {
      this(
          method,
          path,
          node,
          pattern(path),
          PARAMETER.matcher(path).results().map(each -> each.group(1)).toList());
    }

    private static Pattern pattern(String path) {
      StringBuilder regex = new StringBuilder();
      Matcher parameter = PARAMETER.matcher(path);
      int end = 0;
      while (parameter.find()) {
        // A colon begins a verb, so a value that has one arrives encoded.
        regex.append(Pattern.quote(path.substring(end, parameter.start()))).append("([^/:]+)");
        end = parameter.end();
      }
      return Pattern.compile(regex.append(Pattern.quote(path.substring(end))).toString());
    }

    boolean matches(String concrete) {
      return pattern.matcher(concrete).matches();
    }

    int parameters() {
      return parameterNames.size();
    }

    String name() {
      return method + " " + path;
    }
  }
}
