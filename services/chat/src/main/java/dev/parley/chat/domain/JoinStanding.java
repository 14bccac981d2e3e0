package dev.parley.chat.domain;

/** How somebody stands to a room that they are invited to. */
public enum JoinStanding {
  /** They have not accepted. */
  OUTSIDE,
  /** They have asked, and wait for approval. */
  WAITING,
  /** They have asked by this invitation, and were turned down. */
  DECLINED,
  /** They are in the room. */
  INSIDE
}
