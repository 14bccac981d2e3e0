package dev.parley.chat.domain;

/**
 * How a room is arranged for one member, of which nobody else knows.
 *
 * @param favourite it stands above the other rooms
 * @param muted what is unread in it does not stand out, but for mentions
 */
public record RoomPreferences(boolean favourite, boolean muted, Level level) {
  /** As a room is for who has changed nothing. */
  public static final RoomPreferences DEFAULT = new RoomPreferences(false, false, Level.ALL);

  /** Of what the member wants to be notified. */
  public enum Level {
    ALL,
    MENTIONS,
    NOTHING
  }
}
