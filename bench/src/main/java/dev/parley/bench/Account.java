package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Somebody who is registered and signed in, over the public API as anybody would. */
record Account(String id, String username, String accessToken) {
  /** Registers somebody by a name that nobody has. */
  static Account register(Rest rest, String username) {
    return of(
        rest.post(
            "",
            "/v1/auth/register",
            Map.of(
                "email",
                username + "@example.org",
                "username",
                username,
                "displayName",
                "Member " + username,
                "password",
                password(username))));
  }

  /** Signs in once more. */
  Account signIn(Rest rest) {
    return of(
        rest.post("", "/v1/auth/login", Map.of("login", username, "password", password(username))));
  }

  /** Makes a channel with some members; answers with its id. */
  String createRoom(Rest rest, String name, String visibility, List<String> memberIds) {
    return rest.post(
            accessToken,
            "/v1/rooms",
            Map.of(
                "kind", "CHANNEL",
                "visibility", visibility,
                "name", name,
                "memberIds", memberIds))
        .path("id")
        .asText();
  }

  private static Account of(JsonNode answer) {
    JsonNode user = answer.path("user");
    return new Account(
        user.path("id").asText(),
        user.path("username").asText(),
        answer.path("accessToken").asText());
  }

  private static String password(String username) {
    return "four quiet words, backwards: " + new StringBuilder(username).reverse();
  }
}
