package dev.parley.chat.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person has chosen to be seen as.
 *
 * @param until when it becomes AUTOMATIC by itself; null for when the person changes it
 */
public record Availability(Choice choice, @Nullable Instant until) {
  /** Of whoever has said nothing else. */
  public static final Availability AUTOMATIC = new Availability(Choice.AUTOMATIC, null);

  /** What somebody may be seen as. */
  public enum Choice {
    AUTOMATIC,
    APPEAR_AWAY,
    NOT_TO_BE_DISTURBED,
    APPEAR_OFFLINE
  }

  Availability at(Instant now) {
    return until == null || until.isAfter(now) ? this : AUTOMATIC;
  }
}
