package dev.parley.chat.domain;

/** Whether one of the two people of a direct conversation has blocked the other. */
public enum DirectBlock {
  /** Neither has, or the room is none for two people. */
  NONE,
  /** The one who looks has, and perhaps both have. */
  BY_ONESELF,
  /** The other alone has. */
  BY_OTHER
}
