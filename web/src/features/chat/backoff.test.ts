import { expect, it } from 'vitest';
import { backoff } from './backoff';

it('waits up to twice as long after each failure, and never longer than 5 s', () => {
  const longest = Array.from({ length: 8 }, (_, attempt) => backoff(attempt, 1));
  expect(longest).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000, 5_000]);
  expect(backoff(0, 0)).toBe(250);
});

it('brings a thousand clients back spread out: never more than a tenth of them in a quarter of a second', () => {
  const delays = Array.from({ length: 1_000 }, (_, client) => backoff(9, client / 1_000));
  const crowds = delays.map((start) => delays.filter((delay) => delay >= start && delay < start + 250).length);
  expect(Math.max(...crowds)).toBeLessThanOrEqual(100);
});
