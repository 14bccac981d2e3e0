package dev.parley.chat.domain;

/**
 * What a room says of itself.
 *
 * @param name empty for a direct conversation, and perhaps for a group
 * @param topic what it is about now, on one line; may be empty
 * @param description what it is for; may be empty
 * @param archived nothing can be said or changed in it any more
 * @param slowModeSeconds how long a member waits between two messages; 0 is not at all
 */
public record RoomDetails(
    String name,
    String topic,
    String description,
    boolean archived,
    Permissions permissions,
    int slowModeSeconds) {
  public RoomDetails renamed(String other) {
    return new RoomDetails(other, topic, description, archived, permissions, slowModeSeconds);
  }

  public RoomDetails about(String other) {
    return new RoomDetails(name, other, description, archived, permissions, slowModeSeconds);
  }

  public RoomDetails described(String other) {
    return new RoomDetails(name, topic, other, archived, permissions, slowModeSeconds);
  }

  public RoomDetails archived(boolean now) {
    return new RoomDetails(name, topic, description, now, permissions, slowModeSeconds);
  }

  public RoomDetails permitting(Permissions other) {
    return new RoomDetails(name, topic, description, archived, other, slowModeSeconds);
  }

  /** The same with so many seconds between two messages of a member. */
  public RoomDetails slowed(int seconds) {
    return new RoomDetails(name, topic, description, archived, permissions, seconds);
  }
}
