package dev.parley.gateway.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How often one connection may say that its person is typing: once in two seconds in each room (a
 * client says it every three), in five rooms at once. A message begins anew, as it ends what the
 * others see of the typing. Confined to the connection's loop.
 */
final class TypingRate {
  static final Duration PAUSE = Duration.ofSeconds(2);
  static final int ROOMS = 5;

  private final Map<String, Instant> said = new HashMap<>();

  /** Takes one; false if it is too soon. */
  boolean take(String room, Instant now) {
    said.values().removeIf(time -> !time.plus(PAUSE).isAfter(now));
    return said.size() < ROOMS && said.putIfAbsent(room, now) == null;
  }

  /** A message goes into the room. */
  void sent(String room) {
    said.remove(room);
  }
}
