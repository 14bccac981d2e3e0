package dev.parley.auth.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One signed-in device.
 *
 * @param generation how often its refresh token has been exchanged; tokens of this generation are
 *     the ones to come next
 * @param rotateTime when the present generation began
 * @param expireTime when it ends unless it is used before
 * @param endTime when it was ended; empty while it lasts
 */
public record Session(
    UUID id,
    UUID userId,
    long generation,
    Instant rotateTime,
    Instant expireTime,
    Optional<Instant> endTime) {

  /** How long the token before the present one is still taken: two tabs, a lost response. */
  public static final Duration GRACE = Duration.ofSeconds(30);

  /** What a refresh token is good for. */
  public enum Verdict {
    /** It is of the present generation: the next one begins. */
    ADVANCE,
    /**
     * It is of the generation before, which ended a moment ago: its bearer gets another token of
     * the present one.
     */
    REPEAT,
    /** Somebody has kept a copy: nobody can tell the owner from the thief, so the session ends. */
    REUSED,
    /** The session is over. */
    OVER
  }

  /**
   * Judges a token of this session. Two tokens of one generation (given out by REPEAT) do not
   * become two branches: as soon as one of them is exchanged, the other is of the generation
   * before.
   *
   * @param tokenGeneration the generation it is of; empty if that is older than the one before, or
   *     it never was
   */
  public Verdict judge(OptionalLong tokenGeneration, Instant now) {
    if (endTime.isPresent() || !now.isBefore(expireTime)) {
      return Verdict.OVER;
    }
    if (tokenGeneration.isEmpty()) {
      return Verdict.REUSED;
    }
    if (tokenGeneration.getAsLong() == generation) {
      return Verdict.ADVANCE;
    }
    boolean justBefore = tokenGeneration.getAsLong() == generation - 1;
    return justBefore && !now.isAfter(rotateTime.plus(GRACE)) ? Verdict.REPEAT : Verdict.REUSED;
  }
}
