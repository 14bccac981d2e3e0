package dev.parley.gateway.edge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many connections each account, or each address, has on this edge, and no more than so many.
 * Safe for many threads.
 *
 * @param <K> whose they are
 */
final class Places<K> {
  private final int most;
  private final Map<K, Integer> taken = new ConcurrentHashMap<>();

  /** With room for so many each. */
  Places(int most) {
    this.most = most;
  }

  int most() {
    return most;
  }

  /** Takes one more place; false if there is none left. */
  boolean take(K key) {
    boolean[] got = new boolean[1];
    taken.compute(
        key,
        (whose, present) -> {
          int before = present == null ? 0 : present;
          got[0] = before < most;
          return got[0] ? Integer.valueOf(before + 1) : present;
        });
    return got[0];
  }

  /** Gives back a place that was taken. */
  void leave(K key) {
    taken.computeIfPresent(key, (whose, present) -> present == 1 ? null : present - 1);
  }

  /** How many have at least one. */
  int size() {
    return taken.size();
  }
}
