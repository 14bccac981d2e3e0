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
 * @param retention how long it keeps what is said
 */
public record RoomDetails(
    Room.Visibility visibility,
    String name,
    String topic,
    String description,
    boolean archived,
    Permissions permissions,
    int slowModeSeconds,
    String avatarVersion,
    Retention retention) {
  /** The same, to be found and joined by others. */
  public RoomDetails seenBy(Room.Visibility other) {
    return new RoomDetails(
        other,
        name,
        topic,
        description,
        archived,
        permissions,
        slowModeSeconds,
        avatarVersion,
        retention);
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
        avatarVersion,
        retention);
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
        avatarVersion,
        retention);
  }

  public RoomDetails described(String other) {
    return new RoomDetails(
        visibility,
        name,
        topic,
        other,
        archived,
        permissions,
        slowModeSeconds,
        avatarVersion,
        retention);
  }

  public RoomDetails archived(boolean now) {
    return new RoomDetails(
        visibility,
        name,
        topic,
        description,
        now,
        permissions,
        slowModeSeconds,
        avatarVersion,
        retention);
  }

  public RoomDetails permitting(Permissions other) {
    return new RoomDetails(
        visibility,
        name,
        topic,
        description,
        archived,
        other,
        slowModeSeconds,
        avatarVersion,
        retention);
  }

  /** The same with so many seconds between two messages of a member. */
  public RoomDetails slowed(int seconds) {
    return new RoomDetails(
        visibility,
        name,
        topic,
        description,
        archived,
        permissions,
        seconds,
        avatarVersion,
        retention);
  }

  /** The same with another picture, or none. */
  public RoomDetails pictured(String version) {
    return new RoomDetails(
        visibility,
        name,
        topic,
        description,
        archived,
        permissions,
        slowModeSeconds,
        version,
        retention);
  }

  /** The same, keeping what is said for another time. */
  public RoomDetails keeping(Retention other) {
    return new RoomDetails(
        visibility,
        name,
        topic,
        description,
        archived,
        permissions,
        slowModeSeconds,
        avatarVersion,
        other);
  }
}
