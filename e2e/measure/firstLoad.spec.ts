import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { roomName } from '../support/person.ts';
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
  const network = await ada.context.newCDPSession(ada.page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  await watch(ada.page);

  const scripts = new Set<string>();
  let bytes = 0;
  network.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await interactiveAfter(ada.page);
  figure('script of a room, compressed, with headers', bytes / 1024, 'KB');

  await talk(server.url, ada, ada.page.url().split('/').at(-1) ?? '', 200);
  for (const slower of [1, 4]) {
    await network.send('Emulation.setCPUThrottlingRate', { rate: slower });
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) times.push(await interactiveAfter(ada.page));
    figure(`a room is interactive, CPU ${slower} times slower, median of ${TIMES}`, quantile(times, 0.5) / 1_000, 's');
  }
  await throttleNoMore(network);
});

async function throttleNoMore(network: CDPSession): Promise<void> {
  await network.send('Emulation.setCPUThrottlingRate', { rate: 1 });
}

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
  await page.waitForTimeout(2 * QUIET_MS);
  return page.evaluate((quiet) => {
    const tasks = window.longTasks.sort((one, other) => one.from - other.from);
    return tasks.reduce((at, { from, to }) => (from < at + quiet ? Math.max(at, to) : at), window.shownAt);
  }, QUIET_MS);
}
