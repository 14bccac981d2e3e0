import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { roomName } from '../support/person.ts';
import { Scripts } from '../support/scripts.ts';
import { figure, quantile } from './figures.ts';
import { talk } from './talk.ts';

const TIMES = 5;
/** A page answers whoever uses it once its thread has had nothing long to do for so long. */
const QUIET_MS = 500;

declare global {
  interface Window {
    longTasks: { from: number; to: number }[];
    shownAt: number;
  }
}

test('what a room takes when it is opened for the first time', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Light'));
  await ada.say('A **light** message');
  await watch(ada.page);
  const scripts = await Scripts.of(ada.page);
  await interactiveAfter(ada.page);
  figure('script of a room, compressed, with headers', scripts.bytes / 1024, 'KB');

  await talk(server.url, ada, ada.roomId, 200);
  const processor = await ada.context.newCDPSession(ada.page);
  for (const slower of [1, 4]) {
    await processor.send('Emulation.setCPUThrottlingRate', { rate: slower });
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) times.push(await interactiveAfter(ada.page));
    figure(`a room is interactive, CPU ${slower} times slower, median of ${TIMES}`, quantile(times, 0.5) / 1_000, 's');
  }
});

/** From now on each page that is opened notes when its messages were there, and what kept it busy. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        window.longTasks.push({ from: startTime, to: startTime + duration });
    }).observe({ type: 'longtask', buffered: true });
    const look = () => {
      const there =
        document.querySelector('[role=log] article') !== null && document.querySelector('textarea') !== null;
      if (there) window.shownAt = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Milliseconds from opening the page until its messages are there and it answers at once. */
async function interactiveAfter(page: Page): Promise<number> {
  await page.reload();
  await expect(page.getByRole('log').getByRole('article').last()).toBeVisible();
  await page.waitForLoadState('networkidle');
  const interactive = await page.waitForFunction((quiet) => {
    const tasks = window.longTasks.sort((one, other) => one.from - other.from);
    const at = tasks.reduce((at, { from, to }) => (from < at + quiet ? Math.max(at, to) : at), window.shownAt);
    return performance.now() > at + quiet ? at : false;
  }, QUIET_MS);
  return interactive.jsonValue() as Promise<number>;
}
