package dev.parley.chat.domain;

/** What comes first where rooms are discovered. */
public enum RoomSort {
  /** By name, without regard to case. */
  NAME,
  /** Those with the most members. */
  MEMBERS,
  /**
   * Those in which something was said last; where nothing was said yet, it counts when it was made.
   */
  ACTIVITY
}
