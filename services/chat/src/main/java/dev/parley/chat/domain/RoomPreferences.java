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

  /** The same, as a favourite or not. */
  public RoomPreferences as(boolean favourite) {
    return new RoomPreferences(favourite, muted, level);
  }

  /** Of what the member wants to be notified. */
  public enum Level {
    ALL,
    MENTIONS,
    NOTHING
  }
}
