package dev.parley.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI 3.1 document of the REST routes, made from the descriptors of {@code parley.v1}: a
 * method with {@code google.api.http} is in it as soon as it is in the contract.
 *
 * <p>The document is made at the first call and kept; two processes of one build make the same
 * bytes. Safe for use by several threads.
 */
public final class OpenApiDocument {
  /** Where the document is served; {@link DocsPage} reads it from there. */
  public static final String PATH = "/v1/openapi.json";

  static final String BEARER = "bearer";

  private static final String ABOUT =
      """
      Rooms, people and messages over HTTP. The same contract is served as gRPC and gRPC-Web.

      - **Sign in** with `POST /v1/auth/login` and send the access token as `Authorization: Bearer …`.
      - **JSON** is proto3 JSON: names in lowerCamelCase, 64-bit integers as strings, times as RFC 3339. Requests with \
      unknown fields are refused. Answers write defaults, and gain fields over time: ignore what you do not know.
      - **Errors** are `application/problem+json`. Programs decide by `code`, and may repeat a request unchanged when \
      `retryable` is true; `requestId` finds it in the server's log.
      - **Live** changes come over the WebSocket `GET /v1/ws`.
      """;

  private final String version;
  private byte @Nullable [] json;

  /**
   * @param version of the running build, for {@code info.version}
   */
  public OpenApiDocument(String version) {
    this.version = version;
  }

  /** The document as UTF-8 JSON. The array is shared: do not write to it. */
  public synchronized byte[] json() {
    byte[] made = json;
    if (made == null) {
      try {
        made = new ObjectMapper().writeValueAsBytes(write(ProtoContract.published()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("the OpenAPI document cannot be written", e);
      }
      json = made;
    }
    return made;
  }

  private ObjectNode write(ProtoContract contract) {
    List<Route> routes =
        contract.services().stream()
            .flatMap(service -> service.getMethods().stream())
            .flatMap(method -> Route.of(method).stream())
            .toList();
    Components components = new Components(contract, answers(contract, routes));
    ErrorResponses errors = new ErrorResponses(contract, components);
    Operations operations = new Operations(contract, components, errors);
    FixedRoutes fixed = new FixedRoutes(contract, components, errors);

    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Parley");
    info.put("version", version);
    info.put("description", ABOUT);
    ObjectNode licence = info.putObject("license");
    licence.put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    document.set("tags", tags(contract, routes, fixed));
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      paths.withObjectProperty(route.path()).set(route.verb(), operations.write(route));
    }
    fixed.write(paths);

    ObjectNode sections = document.putObject("components");
    sections.putObject("schemas").setAll(components.schemas());
    sections.putObject("responses").setAll(errors.responses());
    ObjectNode bearer = sections.putObject("securitySchemes").putObject(BEARER);
    bearer.put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
    bearer.put(
        "description",
        "The `accessToken` of a sign-in; it lasts as many seconds as `expiresIn` says.");
    return document;
  }

  private static List<Descriptor> answers(ProtoContract contract, List<Route> routes) {
    return Stream.concat(
            routes.stream().map(route -> route.method().getOutputType()),
            Stream.of(contract.message("ServerEnvelope"), contract.message("Problem")))
        .toList();
  }

  private static ArrayNode tags(ProtoContract contract, List<Route> routes, FixedRoutes fixed) {
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    List<ServiceDescriptor> routed = new ArrayList<>(contract.services());
    routed.retainAll(routes.stream().map(route -> route.method().getService()).toList());
    for (ServiceDescriptor service : routed) {
      ObjectNode tag = tags.addObject().put("name", tag(service));
      Prose.describe(tag, contract.comment(service), List.of());
    }
    tags.add(fixed.liveTag());
    tags.add(fixed.operationTag());
    return tags;
  }

  static String tag(ServiceDescriptor service) {
    String name = service.getName();
    return name.endsWith("Service") ? name.substring(0, name.length() - "Service".length()) : name;
  }
}
