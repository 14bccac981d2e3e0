package dev.parley.chat.domain;

import java.util.List;
import java.util.UUID;

/**
 * Rooms that stand together in one person's list.
 *
 * @param id a UUID, or one of the names in {@link Kind}
 * @param name empty for those that are built in
 * @param collapsed whether only its heading is shown
 * @param unreadOnly whether rooms in which nothing is unread are hidden
 * @param roomIds of an own section, the rooms in it; of another, those that were put in order.
 *     Rooms that the person has left are not among them.
 */
public record Section(
    String id,
    Kind kind,
    String name,
    boolean collapsed,
    Sort sort,
    boolean unreadOnly,
    List<UUID> roomIds) {

  /** What sort of section; a built-in one is known by its kind. */
  public enum Kind {
    OWN,
    FAVOURITES,
    CHANNELS,
    CONVERSATIONS
  }

  /** In which order its rooms stand. */
  public enum Sort {
    NAME,
    ACTIVITY,
    MANUAL
  }

  static Section own(String id, String name) {
    return new Section(id, Kind.OWN, name, false, Sort.NAME, false, List.of());
  }

  static Section builtIn(String id, Kind kind) {
    return new Section(id, kind, "", false, Sort.NAME, false, List.of());
  }

  Section with(Sort other, List<UUID> rooms) {
    return new Section(id, kind, name, collapsed, other, unreadOnly, List.copyOf(rooms));
  }
}
