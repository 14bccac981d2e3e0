import type { Locator } from '@playwright/test';
import { Api } from '../support/api.ts';
import { expect, test } from '../support/fixtures.ts';
import { drift, fromEnd, TURN } from '../support/layout.ts';
import { roomName, type Person } from '../support/person.ts';

const SAID_BEFORE = 400;

async function inLongRoom(ada: Person, grace: Person, url: string): Promise<{ log: Locator; say: Say }> {
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Archive');
  await grace.createRoom(room);
  const roomId = grace.roomId;
  const api = await Api.logIn(url, grace.account);
  const say = (text: string) => api.say(roomId, text);
  for (let i = 1; i <= SAID_BEFORE; i++) await say(i % 7 === 0 ? `Message ${i}\n`.repeat(5) : `Message ${i}`);
  await ada.discoverAndJoin(room);
  await ada.page.reload();
  const log = ada.page.getByRole('log');
  await expect(log.getByText(`Message ${SAID_BEFORE}`, { exact: true })).toBeVisible();
  return { log, say };
}

type Say = (text: string) => Promise<void>;

test('a long room holds its place, whatever comes above and below', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const { log, say } = await inLongRoom(ada, grace, server.url);
  const { page } = ada;

  await test.step('it opens at its newest message, with only what is near in the page', async () => {
    await expect.poll(() => fromEnd(log)).toBeLessThanOrEqual(1);
    expect(await log.getByRole('article').count()).toBeLessThan(60);
  });

  await test.step('it stays at its end as messages come', async () => {
    for (const text of ['one', 'two', 'a long one\n'.repeat(20)]) await say(text);
    await expect(log.getByText('a long one')).toBeVisible();
    await expect.poll(() => fromEnd(log)).toBeLessThanOrEqual(1);
  });

  await test.step('history loads upward without a jump', async () => {
    let pages = 0;
    page.on('response', (response) => (pages += response.url().includes('before=') ? 1 : 0));
    await log.hover();
    let worst = 0;
    for (let turn = 0; turn < 100; turn++) worst = Math.max(worst, await drift(log));
    expect(pages, 'history was loaded').toBeGreaterThanOrEqual(2);
    expect(worst, 'pixels that what is in the middle moved otherwise than the wheel').toBeLessThanOrEqual(24);
  });

  await test.step('a link to a message leads there, with what is around it', async () => {
    await page.goto(`${page.url()}/60`);
    const led = log.getByText('Message 58', { exact: true });
    await expect(led).toBeInViewport();
    await expect(log.getByText(`Message ${SAID_BEFORE}`, { exact: true })).toHaveCount(0);
    await page.screenshot({ path: 'test-results/screens/led-to-message.png' });
    let worst = 0;
    await log.hover();
    for (let turn = 0; turn < 40; turn++) worst = Math.max(worst, await drift(log));
    let pages = 0;
    page.on('response', (response) => (pages += response.url().includes('after=') ? 1 : 0));
    for (let turn = 0; turn < 50; turn++) worst = Math.max(worst, await drift(log, -TURN));
    expect(pages, 'what came later was loaded').toBeGreaterThanOrEqual(1);
    expect(worst, 'pixels that what is in the middle moved otherwise than the wheel').toBeLessThanOrEqual(24);
    await page.getByRole('button', { name: 'Jump to newest' }).click();
    await expect(log.getByText('a long one')).toBeInViewport();
    await expect.poll(() => fromEnd(log)).toBeLessThanOrEqual(1);
    for (let turn = 0; turn < 10; turn++) await drift(log);
  });

  await test.step('what comes while one reads above moves nothing, and is counted', async () => {
    const before = await log.evaluate((element) => element.scrollTop);
    await say('far below');
    const jump = page.getByRole('button', { name: '1 new message' });
    await expect(jump).toBeVisible();
    expect(await log.evaluate((element) => element.scrollTop)).toBe(before);
    await jump.click();
    await expect(log.getByText('far below')).toBeVisible();
    await expect(jump).toHaveCount(0);
  });

  await test.step('the first of many that came meanwhile is one jump away', async () => {
    const address = `/rooms/${grace.roomId}`;
    await page.getByRole('link', { name: 'Browse rooms' }).first().click();
    // Until the other page is there, what comes here is read.
    await expect(page.getByLabel('Search public rooms')).toBeVisible();
    for (let i = 1; i <= 80; i++) await say(`Later ${i}`);
    const link = page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: /Archive/ });
    await expect(link, 'all of them have come').toHaveAccessibleName(/80 unread/);
    await link.click();
    await expect(log.getByText('Later 80', { exact: true })).toBeInViewport();
    await page.screenshot({ path: 'test-results/screens/jump-to-unread.png' });
    await page.getByRole('button', { name: 'Jump to 80 unread messages' }).click();
    await expect(log.getByText('Later 1', { exact: true })).toBeInViewport();
    await expect(log.getByRole('separator', { name: 'New messages' })).toBeInViewport();
    await page.goto(address);
    await expect(log.getByText('Later 80', { exact: true })).toBeInViewport();
  });
});
