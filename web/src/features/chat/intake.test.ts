import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Intake } from './intake';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What is taken in takes so many milliseconds until it is drawn. */
function slow(drawingTakes: number) {
  const taken: string[][] = [];
  const ports = { now: () => Date.now(), drawn: (then: () => void) => void setTimeout(then, drawingTakes) };
  return { taken, intake: new Intake<string>(ports, (items) => taken.push(items)) };
}

test('what is drawn by the next frame is taken in at once', async () => {
  const { intake, taken } = slow(16);
  for (const item of ['a', 'b', 'c']) {
    intake.add([item]);
    await vi.advanceTimersByTimeAsync(16);
  }
  expect(taken).toEqual([['a'], ['b'], ['c']]);
});

test('what comes while the screens rest is taken in together, in order', async () => {
  const { intake, taken } = slow(50);
  intake.add(['a', 'b']);
  await vi.advanceTimersByTimeAsync(50);
  intake.add(['c']);
  intake.add(['d']);
  await vi.advanceTimersByTimeAsync(65);
  expect(taken).toEqual([['a', 'b']]);
  await vi.advanceTimersByTimeAsync(2);
  expect(taken).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('nothing waits longer than the longest rest, also where the clock is set back', async () => {
  const { intake, taken } = slow(5_000);
  intake.add(['a']);
  await vi.advanceTimersByTimeAsync(5_000);
  vi.setSystemTime(0);
  intake.add(['b']);
  await vi.advanceTimersByTimeAsync(249);
  expect(taken).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(1);
  expect(taken).toEqual([['a'], ['b']]);
});

test('what waits can be asked for, and comes once', async () => {
  const { intake, taken } = slow(50);
  intake.add(['a']);
  await vi.advanceTimersByTimeAsync(50);
  intake.add(['b']);
  intake.flush();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(taken).toEqual([['a'], ['b']]);
});

test('where nobody sees it, nothing rests', () => {
  const taken: string[][] = [];
  const intake = new Intake<string>({ now: () => Date.now(), drawn: () => undefined }, (items) => taken.push(items));
  intake.add(['a']);
  intake.add(['b']);
  expect(taken).toEqual([['a'], ['b']]);
});
