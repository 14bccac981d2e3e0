package dev.parley.gateway.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.api.v1.ErrorCode;
import java.util.List;

/**
 * The routes that no method with an HTTP binding stands behind: the live connection, and what
 * operators and verifiers read.
 */
final class FixedRoutes {
  private static final String LIVE = "Live";
  private static final String OPERATION = "Operation";

  private final ProtoContract contract;
  private final Components components;
  private final ErrorResponses errors;

  FixedRoutes(ProtoContract contract, Components components, ErrorResponses errors) {
    this.contract = contract;
    this.components = components;
    this.errors = errors;
  }

  /** Adds the tag under which the live connection is listed. */
  ObjectNode liveTag() {
    return node()
        .put("name", LIVE)
        .put("description", "The live connection: messages as they are said, over a WebSocket.");
  }

  /** Adds the tag for what operators read. */
  ObjectNode operationTag() {
    return node()
        .put("name", OPERATION)
        .put("description", "Health, metrics and keys: for operators and verifiers.");
  }

  void write(ObjectNode paths) {
    paths.putObject("/v1/ws").set("get", webSocket());
    paths
        .putObject("/avatars/{id}/{version}")
        .set("get", avatar("avatar", "Users", "somebody", "person"));
    paths
        .putObject("/avatars/rooms/{id}/{version}")
        .set("get", avatar("roomAvatar", "Chat", "a room", "room"));
    paths.putObject("/previews/{id}/{version}").set("get", previewPicture());
    paths.putObject("/emoji/{id}/{version}").set("get", emojiPicture());
    ObjectNode alive = operation("healthz", "Whether the process is alive", "It is alive.");
    paths.putObject("/healthz").set("get", alive);
    ObjectNode ready =
        operation("readyz", "Whether requests can be served", "Requests can be served.");
    ObjectNode notReady =
        node().put("description", "Starting, stopping, or without something it needs.");
    ((ObjectNode) ready.get("responses")).set("503", notReady);
    paths.putObject("/readyz").set("get", ready);
    ObjectNode metrics =
        operation("metrics", "Metrics in the Prometheus text format", "All metrics.");
    content(metrics, "text/plain").put("type", "string");
    paths.putObject("/metrics").set("get", metrics);
    ObjectNode keys =
        operation("jwks", "The public keys of access tokens, as a JWK Set", "The keys in use.");
    jwkSet(content(keys, "application/json"));
    paths.putObject("/.well-known/jwks.json").set("get", keys);
  }

  private ObjectNode webSocket() {
    ObjectNode client = components.message(contract.message("ClientEnvelope"), Shape.REQUEST);
    ObjectNode server = components.message(contract.message("ServerEnvelope"), Shape.ANSWER);
    ObjectNode operation = node();
    operation.putArray("tags").add(LIVE);
    operation.put("operationId", "connect");
    operation.put("summary", "Opens the live connection as a WebSocket");
    operation.put(
        "description",
        """
        Ask for the subprotocol `parley.v1.json` or `parley.v1.proto`. One WebSocket message carries one or more \
        envelopes: in JSON each on a line of its own, in binary each behind its length as a varint.

        The client sends `ClientEnvelope`, first of all a `hello` with an access token, within 10 seconds. The server \
        sends `ServerEnvelope`. The same envelopes travel over gRPC as `ChatService.Connect`.\
        """);
    Operations.security(operation, false);
    ObjectNode parameter = operation.putArray("parameters").addObject();
    parameter.put("name", "Sec-WebSocket-Protocol").put("in", "header").put("required", true);
    parameter.put("description", "How the envelopes are written.");
    parameter
        .putObject("schema")
        .put("type", "string")
        .putArray("enum")
        .add("parley.v1.json")
        .add("parley.v1.proto");
    ObjectNode responses = operation.putObject("responses");
    responses.putObject("101").put("description", "The connection is a WebSocket from here on.");
    errors.write(
        responses,
        List.of(ErrorCode.MALFORMED_REQUEST, ErrorCode.RATE_LIMITED, ErrorCode.UNAVAILABLE));
    ObjectNode envelopes = operation.putObject("x-websocket-envelopes");
    envelopes.set("client", client);
    envelopes.set("server", server);
    return operation;
  }

  private ObjectNode avatar(String operationId, String tag, String whose, String of) {
    return picture(
        operationId,
        tag,
        "The picture that " + whose + " shows",
        "`id` and `avatarVersion` of the " + of,
        ErrorCode.AVATAR_NOT_FOUND);
  }

  private ObjectNode previewPicture() {
    return picture(
        "previewPicture",
        "LinkPreview",
        "The picture of a page that a message links to",
        "`id` and `pictureVersion` of the preview",
        ErrorCode.PREVIEW_NOT_FOUND);
  }

  private ObjectNode emojiPicture() {
    ObjectNode operation =
        picture(
            "emojiPicture",
            "Emoji",
            "The picture of an emoji of the installation",
            "`id` and `version` of the emoji",
            ErrorCode.EMOJI_NOT_FOUND);
    ((ObjectNode) operation.at("/responses/200/content")).putObject("image/gif");
    return operation;
  }

  private ObjectNode picture(
      String operationId, String tag, String summary, String address, ErrorCode missing) {
    ObjectNode operation = operation(operationId, summary, "The file, which may be kept for good.");
    operation.putArray("tags").add(tag);
    operation.put("description", "For who knows the address, signed in or not: " + address + ".");
    ArrayNode parameters = operation.putArray("parameters");
    parameter(parameters, "id", "Whose.").put("format", "uuid");
    parameter(parameters, "version", "Which.").put("pattern", "^[0-9a-f]{32}$");
    ObjectNode content = ((ObjectNode) operation.get("responses").get("200")).putObject("content");
    for (String type : List.of("image/png", "image/jpeg", "image/webp")) {
      content.putObject(type);
    }
    errors.write(
        (ObjectNode) operation.get("responses"),
        List.of(missing, ErrorCode.RATE_LIMITED, ErrorCode.UNAVAILABLE));
    return operation;
  }

  private static ObjectNode parameter(ArrayNode parameters, String name, String description) {
    ObjectNode parameter = parameters.addObject();
    parameter.put("name", name).put("in", "path").put("required", true);
    parameter.put("description", description);
    return parameter.putObject("schema").put("type", "string");
  }

  private static ObjectNode operation(String operationId, String summary, String answer) {
    ObjectNode operation = node();
    operation.putArray("tags").add(OPERATION);
    operation.put("operationId", operationId);
    operation.put("summary", summary);
    Operations.security(operation, false);
    operation.putObject("responses").putObject("200").put("description", answer);
    return operation;
  }

  private static ObjectNode content(ObjectNode operation, String mediaType) {
    ObjectNode success = (ObjectNode) operation.get("responses").get("200");
    return success.putObject("content").putObject(mediaType).putObject("schema");
  }

  private static void jwkSet(ObjectNode schema) {
    schema.put("type", "object").putArray("required").add("keys");
    ObjectNode key =
        schema.putObject("properties").putObject("keys").put("type", "array").putObject("items");
    key.put("type", "object").putArray("required").add("kty").add("kid");
    ObjectNode members = key.putObject("properties");
    for (String member : List.of("kty", "kid", "use", "alg", "crv", "x", "y")) {
      members.putObject(member).put("type", "string");
    }
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
