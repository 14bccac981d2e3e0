package dev.parley.chat.domain;

/**
 * What a room says of itself.
 *
 * @param visibility who may find and join it
 * @param name empty for a direct conversation, and perhaps for a group
 * @param topic what it is about now, on one line; may be empty
 * @param description what it is for; may be empty
 * @param archived nothing can be said or changed in it any more
 * @param slowModeSeconds how long a member waits between two messages; 0 is not at all
 * @param avatarVersion which picture it shows; empty for none
 */
public record RoomDetails(
    Room.Visibility visibility,
    String name,
    String topic,
    String description,
    boolean archived,
    Permissions permissions,
    int slowModeSeconds,
    String avatarVersion) {
  /** The same, to be found and joined by others. */
  public RoomDetails seenBy(Room.Visibility other) {
    return new RoomDetails(
        other, name, topic, description, archived, permissions, slowModeSeconds, avatarVersion);
  }

  public RoomDetails renamed(String other) {
    return new RoomDetails(
        visibility,
        other,
        topic,
        description,
        archived,
        permissions,
        slowModeSeconds,
        avatarVersion);
  }

  public RoomDetails about(String other) {
    return new RoomDetails(
        visibility,
        name,
        other,
        description,
        archived,
        permissions,
        slowModeSeconds,
        avatarVersion);
  }

  public RoomDetails described(String other) {
    return new RoomDetails(
        visibility, name, topic, other, archived, permissions, slowModeSeconds, avatarVersion);
  }

  public RoomDetails archived(boolean now) {
    return new RoomDetails(
        visibility, name, topic, description, now, permissions, slowModeSeconds, avatarVersion);
  }

  public RoomDetails permitting(Permissions other) {
    return new RoomDetails(
        visibility, name, topic, description, archived, other, slowModeSeconds, avatarVersion);
  }

  /** The same with so many seconds between two messages of a member. */
  public RoomDetails slowed(int seconds) {
    return new RoomDetails(
        visibility, name, topic, description, archived, permissions, seconds, avatarVersion);
  }

  /** The same with another picture, or none. */
  public RoomDetails pictured(String version) {
    return new RoomDetails(
        visibility, name, topic, description, archived, permissions, slowModeSeconds, version);
  }
}
