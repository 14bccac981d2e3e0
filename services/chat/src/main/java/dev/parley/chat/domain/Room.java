package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place where people talk, as one person sees it.
 *
 * @param headSeq position of the newest event in its log
 * @param role what the person who looks may do; null if they are no member
 * @param read how far the person who looks has read; at 0 if they are no member
 */
public record Room(
    UUID id,
    Kind kind,
    Visibility visibility,
    String name,
    String topic,
    int memberCount,
    long headSeq,
    Member.@Nullable Role role,
    ReadPosition read,
    Instant createTime) {

  /** What sort of room. */
  public enum Kind {
    CHANNEL
  }

  /** Who may find and join it. */
  public enum Visibility {
    PUBLIC,
    PRIVATE
  }

  /** Whether the person who looks is a member. */
  public boolean joined() {
    return role != null;
  }

  /** Whether the person who looks may know of the room and enter it without being added. */
  public boolean isVisible() {
    return joined() || visibility == Visibility.PUBLIC;
  }
}
