const FIRST_MS = 250;
/** Short, for somebody is looking at the page; over this time a thousand clients come back at 200 a second. */
const LONGEST_MS = 5_000;

/**
 * Delay before attempt number `attempt` (from 0), in milliseconds: exponential with full jitter, so that the clients of a
 * server that restarts do not all come back at once. `random` is uniform in [0, 1).
 */
export function backoff(attempt: number, random: number): number {
  const bound = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt + 1, 10));
  return Math.round(Math.max(FIRST_MS, random * bound));
}
