import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { roomName } from '../support/person.ts';
import { figure, quantile, SHARE } from './figures.ts';
import { LiveLine } from './liveLine.ts';
import { NO_LIMITS } from './server.ts';
import { until } from './pace.ts';
import { talk, talkAtRate } from './talk.ts';

const RATE = 500;
const SECONDS = Math.max(2, Math.round(20 * SHARE));
/** A quick typist. */
const BETWEEN_KEYS_MS = 120;
/** Chromium tells of what takes so long or longer, to the next 8 ms. */
const LEAST_TOLD_MS = 16;
const WORDS = 'the quick brown fox jumps over the lazy dog ';

interface KeysPainted {
  readonly times: number[];
  /** Of the page's tasks, in milliseconds. */
  readonly longest: number;
}

declare global {
  interface Window {
    keysPainted: () => KeysPainted;
  }
}

test.use({ settings: NO_LIMITS });

test('typing while five hundred messages a second come', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Burst');
  await ada.createRoom(room);
  const roomId = ada.roomId;
  await grace.discoverAndJoin(room);
  const line = await LiveLine.open(server.url, grace);
  await grace.page.goto('about:blank');
  await talk(server.url, grace, roomId, 300);
  await ada.page.reload();
  await expect(ada.messages('(300)')).toBeVisible();

  await type(ada.page, 3);
  await watchKeys(ada.page);
  const calm = await type(ada.page, 5);
  report('no messages', calm.text.length, await keys(ada.page));

  await watchKeys(ada.page);
  const said = talkAtRate(line, [roomId], RATE, SECONDS);
  const begun = performance.now();
  const typed = await type(ada.page, SECONDS);
  const count = await said;
  line.close();
  const sent = (performance.now() - begun) / 1_000;
  report(`${RATE} messages a second`, typed.text.length, await keys(ada.page));
  await expect(ada.messages(`(${count})`)).toBeVisible();
  figure('burst: messages a second that came', count / sent, '1/s');
  figure('burst: everything shown after the last was said', (performance.now() - begun) / 1_000 - sent, 's');
  expect(await ada.composer.inputValue(), 'every key').toBe(calm.before + calm.text + typed.text);
});

/** Types for so many seconds, each key when it is due. */
async function type(page: Page, seconds: number): Promise<{ before: string; text: string }> {
  const composer = page.getByRole('textbox', { name: /^Message / });
  await composer.focus();
  const before = await composer.inputValue();
  let text = '';
  const begun = performance.now();
  while (performance.now() - begun < seconds * 1_000) {
    const key = WORDS[text.length % WORDS.length] ?? ' ';
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    text += key;
    await until(begun + text.length * BETWEEN_KEYS_MS);
  }
  return { before, text };
}

/** From now on, notes how long each key takes until what it did is painted. */
function watchKeys(page: Page): Promise<void> {
  return page.evaluate((durationThreshold) => {
    const times: number[] = [];
    let longest = 0;
    const noteKeys = (entries: PerformanceEntryList) => {
      for (const { name, duration } of entries) if (name === 'keydown') times.push(duration);
    };
    const noteTasks = (entries: PerformanceEntryList) => {
      for (const { duration } of entries) longest = Math.max(longest, duration);
    };
    const pressed = new PerformanceObserver((list) => noteKeys(list.getEntries()));
    const busy = new PerformanceObserver((list) => noteTasks(list.getEntries()));
    pressed.observe({ type: 'event', durationThreshold } as PerformanceObserverInit);
    busy.observe({ type: 'longtask' });
    window.keysPainted = () => {
      noteKeys(pressed.takeRecords());
      noteTasks(busy.takeRecords());
      pressed.disconnect();
      busy.disconnect();
      return { times, longest };
    };
  }, LEAST_TOLD_MS);
}

/** What was noted, the last key included: it is painted by the second frame from now. */
async function keys(page: Page): Promise<KeysPainted> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return window.keysPainted();
  });
}

function report(when: string, typed: number, { times, longest }: KeysPainted): void {
  // Those that were not told of took less.
  const all = [...Array.from({ length: Math.max(0, typed - times.length) }, () => LEAST_TOLD_MS), ...times];
  figure(`typing, ${when}: a key until it is painted, p50`, quantile(all, 0.5), 'ms');
  figure(`typing, ${when}: a key until it is painted, p95`, quantile(all, 0.95), 'ms');
  figure(`typing, ${when}: a key until it is painted, slowest`, Math.max(...all), 'ms');
  figure(`typing, ${when}: longest task of the page`, longest, 'ms');
}
