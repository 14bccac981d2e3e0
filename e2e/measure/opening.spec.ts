import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { drift, TURN } from '../support/layout.ts';
import { roomName } from '../support/person.ts';
import { figure, quantile, SHARE } from './figures.ts';
import { NO_LIMITS } from './server.ts';
import { talk } from './talk.ts';

const FEW = 100;
const MANY = Math.max(3_000, Math.round(100_000 * SHARE));
const TIMES = 5;

test.use({ settings: NO_LIMITS });

test('opening a room of very many messages', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const rooms = [
    { name: roomName('Small'), messages: FEW },
    { name: roomName('Large'), messages: MANY },
  ];
  for (const { name, messages } of rooms) {
    await ada.createRoom(name);
    await talk(server.url, ada, ada.roomId, messages);
    await grace.discoverAndJoin(name);
  }

  const { page } = grace;
  for (const { name, messages } of rooms) {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      await page.goto('/people');
      await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
      times.push(await openedAfter(page, name));
    }
    figure(`opening a room of ${messages} messages, median of ${TIMES}`, quantile(times, 0.5), 'ms');
  }

  await page.goto(`/rooms/${ada.roomId}/${Math.round(MANY / 2)}`);
  const log = page.getByRole('log');
  await expect(log.getByRole('article').first()).toBeVisible();
  await log.hover();
  let worst = 0;
  for (const turn of [TURN, -TURN]) {
    for (let time = 0; time < 100; time++) worst = Math.max(worst, await drift(log, turn));
  }
  figure('a room of very many messages, scrolled both ways: farthest jump of a line in view', worst, 'px');
});

/** Milliseconds from choosing a room in the sidebar until its messages are drawn. */
function openedAfter(page: Page, room: string): Promise<number> {
  return page.evaluate(async (name) => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')];
    const from = performance.now();
    links.find((link) => link.textContent.includes(name))?.click();
    while (document.querySelector('[role=log] article') === null) await new Promise(requestAnimationFrame);
    return performance.now() - from;
  }, room);
}
