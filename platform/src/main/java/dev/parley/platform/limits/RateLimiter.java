package dev.parley.platform.limits;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Token buckets. Asked for every request, also on event loops: an answer comes from memory and
 * never waits for the network.
 */
public interface RateLimiter {
  /**
   * Takes one from a bucket, which is full when it is first asked for.
   *
   * @param key whose bucket, such as an address
   * @return empty if it may go on, else whole seconds after which there is one again, at least 1
   */
  OptionalLong take(Allowance allowance, String key);

  /**
   * How large a bucket is and how it fills: evenly, {@code refill} per {@code period}.
   *
   * @param name of what is limited, in the words of the settings; buckets of two names are apart
   * @param capacity what it holds, 1 or more
   */
  record Allowance(String name, long capacity, long refill, Duration period) {
    /** As much per minute, which may be used at once. */
    public static Allowance perMinute(String name, int amount) {
      return new Allowance(name, amount, amount, Duration.ofMinutes(1));
    }
  }
}
