package dev.parley.platform.time;

import java.time.Clock;

/**
 * Both clocks, for who asks both questions.
 *
 * @param wall what time it is; may jump, also backwards
 * @param steady how long something has lasted; never jumps
 */
public record Clocks(Clock wall, Clock steady) {
  /** The wall clock given, and this machine's steady one. */
  public static Clocks with(Clock wall) {
    return new Clocks(wall, new SteadyClock());
  }
}
