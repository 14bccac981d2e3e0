import type { CDPSession } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { roomName, type Person } from '../support/person.ts';
import { figure, SHARE } from './figures.ts';
import { LiveLine } from './liveLine.ts';
import { NO_LIMITS } from './server.ts';
import { talkAtRate } from './talk.ts';

/** What a page of a busy person gets to hear in a day, and how often they go elsewhere. */
const MESSAGES = Math.round(24_000 * SHARE);
const HOURS = 24;
const ROOMS = 12;
const RATE = 200;

test.use({ settings: NO_LIMITS });

test('a page that stays open for a day', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const rooms: { id: string; name: string }[] = [];
  for (let number = 0; number < ROOMS; number++) {
    const name = roomName(`Room ${number}`);
    await grace.createRoom(name);
    rooms.push({ name, id: grace.roomId });
    await ada.discoverAndJoin(name);
  }
  const line = await LiveLine.open(server.url, grace);
  await grace.page.goto('about:blank');
  const roomIds = rooms.map(({ id }) => id);
  const inspector = await ada.context.newCDPSession(ada.page);

  const hours: Weight[] = [];
  for (let hour = 0; hour < HOURS; hour++) {
    const said = talkAtRate(line, roomIds, RATE, MESSAGES / HOURS / RATE);
    for (const [number, { name }] of rooms.entries()) if ((number + hour) % 3 === 0) await visit(ada, name);
    await said;
    hours.push(await weigh(inspector));
  }
  line.close();
  const [settled, last] = [hours[HOURS / 4 - 1], hours[HOURS - 1]];
  if (settled === undefined || last === undefined) throw new Error('nothing was weighed');
  console.log(`  MB by the hour: ${hours.map(({ megabytes }) => megabytes.toFixed(1)).join(' ')}`);
  figure('a day: JavaScript heap after the first quarter', settled.megabytes, 'MB');
  figure('a day: JavaScript heap at its end', last.megabytes, 'MB');
  figure('a day: heap at its end against its first quarter', last.megabytes / settled.megabytes, 'x');
  figure('a day: elements of the page at its end against its first quarter', last.nodes / settled.nodes, 'x');
  figure('a day: listeners at its end against its first quarter', last.listeners / settled.listeners, 'x');
});

/** Looks into a room, up in it, at a dialog, and back at its end. */
async function visit({ page }: Person, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click();
  const log = page.getByRole('log');
  await expect(log.getByRole('article').last()).toBeVisible();
  await log.hover();
  for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -1_500);
  await page.getByRole('button', { name: 'Insert an emoji' }).click();
  await expect(page.getByRole('dialog', { name: 'Choose an emoji' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const toEnd = page.getByRole('button', { name: /Jump to newest|new messages?$/u });
  if (await toEnd.isVisible()) await toEnd.click();
}

interface Weight {
  readonly megabytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What the page holds on to once the garbage is gone. */
async function weigh(inspector: CDPSession): Promise<Weight> {
  for (let time = 0; time < 3; time++) await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await inspector.send('Memory.getDOMCounters');
  return { megabytes: usedSize / 2 ** 20, nodes, listeners: jsEventListeners };
}
