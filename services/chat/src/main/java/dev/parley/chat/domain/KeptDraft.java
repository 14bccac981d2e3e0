package dev.parley.chat.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has begun to write in a room.
 *
 * @param text empty if there is nothing
 * @param time when it was kept; null if there is nothing
 */
public record KeptDraft(UUID roomId, String text, @Nullable Instant time) {
  /** Nothing. */
  public static KeptDraft nothing(UUID roomId) {
    return new KeptDraft(roomId, "", null);
  }
}
