package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has begun to write.
 *
 * @param text empty if there is nothing
 * @param time when it was kept; null if there is nothing
 */
public record KeptDraft(Place place, String text, @Nullable Instant time) {
  /** Most that one may have. */
  public static final int MOST = 500;

  /**
   * Where.
   *
   * @param threadId in which thread of the room; null if in none
   */
  public record Place(UUID roomId, @Nullable UUID threadId) {}

  /** Nothing. */
  public static KeptDraft nothing(Place place) {
    return new KeptDraft(place, "", null);
  }
}
