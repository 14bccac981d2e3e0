package dev.parley.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Who talks, and where: everybody is in one room, and each of the other rooms is shared by six.
 *
 * @param accounts of the people
 * @param rooms ids of all rooms
 */
record People(List<Account> accounts, List<String> rooms) {
  private static final int CIRCLES = 10;
  private static final int CIRCLE = 6;

  /**
   * One person.
   *
   * @param rooms that the person is in, with the heads of their logs when all had been gathered
   */
  record Account(String id, String login, String token, Map<String, Long> rooms) {
    static final String PASSWORD = "four quiet words for everybody";
  }

  /**
   * Registers them and makes the rooms, over the public API.
   *
   * @throws BrokenRunException if that is refused
   */
  static People gather(Rest rest, int port, int count) {
    List<JsonNode> registered = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      registered.add(register(rest, port, "person" + i));
    }
    List<String> ids =
        registered.stream().map(answer -> answer.path("user").path("id").asText()).toList();
    String first = registered.getFirst().path("accessToken").asText();
    List<String> rooms = new ArrayList<>();
    rooms.add(room(rest, port, first, "everybody", ids.subList(1, count)));
    for (int i = 0; i < CIRCLES; i++) {
      int start = i * 2;
      List<String> others =
          IntStream.range(1, CIRCLE).mapToObj(next -> ids.get((start + next) % count)).toList();
      String owner = registered.get(start % count).path("accessToken").asText();
      rooms.add(room(rest, port, owner, "circle " + i, others));
    }
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String token = registered.get(i).path("accessToken").asText();
      accounts.add(new Account(ids.get(i), "person" + i, token, heads(rest, port, token)));
    }
    return new People(accounts, rooms);
  }

  private static JsonNode register(Rest rest, int port, String name) {
    Map<String, String> account =
        Map.of(
            "email",
            name + "@example.org",
            "username",
            name,
            "displayName",
            "The " + name,
            "password",
            Account.PASSWORD);
    Map<String, String> known = Map.of("login", name, "password", Account.PASSWORD);
    // A slow machine may have done it and answered too late.
    return rest.post(port, "", "/v1/auth/register", account)
        .or(() -> rest.post(port, "", "/v1/auth/login", known))
        .or(() -> rest.post(port, "", "/v1/auth/register", account))
        .orElseThrow(() -> new BrokenRunException(name + " could not be registered"));
  }

  private static String room(Rest rest, int port, String token, String name, List<String> others) {
    // Who has just registered is known to chat a moment later.
    JsonNode[] made = new JsonNode[1];
    boolean done =
        Waiting.until(
            Duration.ofSeconds(60),
            () ->
                rest.post(
                        port,
                        token,
                        "/v1/rooms",
                        Map.of(
                            "kind",
                            "CHANNEL",
                            "visibility",
                            "PRIVATE",
                            "name",
                            name,
                            "memberIds",
                            others))
                    .map(room -> made[0] = room)
                    .isPresent());
    if (!done) {
      throw new BrokenRunException("the room \"" + name + "\" could not be made");
    }
    return made[0].path("id").asText();
  }

  private static Map<String, Long> heads(Rest rest, int port, String token) {
    Map<String, Long> heads = new TreeMap<>();
    rest.get(port, token, "/v1/rooms")
        .orElseThrow(() -> new BrokenRunException("rooms could not be read"))
        .path("rooms")
        .forEach(room -> heads.put(room.path("id").asText(), room.path("headSeq").asLong()));
    return heads;
  }
}
