package dev.parley.chat.domain;

/**
 * What a room says of itself.
 *
 * @param name empty for a direct conversation, and perhaps for a group
 * @param topic what it is about now, on one line; may be empty
 * @param description what it is for; may be empty
 * @param archived nothing can be said or changed in it any more
 */
public record RoomDetails(
    String name, String topic, String description, boolean archived, Permissions permissions) {
  public RoomDetails renamed(String other) {
    return new RoomDetails(other, topic, description, archived, permissions);
  }

  public RoomDetails about(String other) {
    return new RoomDetails(name, other, description, archived, permissions);
  }

  public RoomDetails described(String other) {
    return new RoomDetails(name, topic, other, archived, permissions);
  }

  public RoomDetails archived(boolean now) {
    return new RoomDetails(name, topic, description, now, permissions);
  }

  public RoomDetails permitting(Permissions other) {
    return new RoomDetails(name, topic, description, archived, other);
  }
}
