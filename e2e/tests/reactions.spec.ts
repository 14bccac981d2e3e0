import type { Locator } from '@playwright/test';
import { Api, type Message } from '../support/api.ts';
import { expect, test } from '../support/fixtures.ts';
import { settled } from '../support/layout.ts';
import { lookEverywhere } from '../support/looks.ts';
import { motionOf } from '../support/motion.ts';
import { reaction } from '../support/messages.ts';
import { roomName } from '../support/person.ts';

test('reactions are seen to come and go, and nothing around them jumps', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Applause');
  await grace.createRoom(room);
  const { roomId } = grace;
  const api = await Api.logIn(server.url, grace.account);
  for (let i = 1; i <= 60; i++) await api.say(roomId, `Line ${i}.`);
  await ada.discoverAndJoin(room);
  await ada.expectMessage('Line 60.');
  const said = await api.messages(roomId);
  const react = (text: string, emoji: string) => api.react(roomId, idOf(said, text), emoji);
  const watched = ada.messages('Line 55.');

  await test.step('the first one of a message makes its line higher at once, not bit by bit', async () => {
    const motion = await motionOf(watched, async () => {
      await react('Line 55.', '🎉');
      await expect(reaction(ada, 'Line 55.', '🎉')).toBeVisible();
    });
    expect(motion.animations).toEqual(['join']);
    expect(motion.places.length, `its places: ${motion.places.join(', ')}`).toBeLessThanOrEqual(2);
  });

  await test.step('one more joins it, and is counted, without moving any line', async () => {
    const motion = await motionOf(watched, async () => {
      await react('Line 55.', '🚀');
      await expect(reaction(ada, 'Line 55.', '🚀')).toBeVisible();
      await reaction(ada, 'Line 55.', '🎉').click();
      await expect(reaction(grace, 'Line 55.', '🎉')).toHaveText('🎉2');
      await reaction(ada, 'Line 55.', '🎉').click();
      await expect(reaction(grace, 'Line 55.', '🎉')).toHaveText('🎉1');
    });
    expect(motion.animations).toEqual(['join', 'count-up', 'count-down']);
    expect(motion.places).toHaveLength(1);
  });

  await test.step('one above what is in view moves nothing in view', async () => {
    const above = await lineAbove(ada.page.getByRole('log'));
    const motion = await motionOf(watched, async () => {
      await react(above, '👀');
      await expect(ada.messages(above).getByText('👀')).toBeAttached();
    });
    expect(motion.places).toHaveLength(1);
  });

  await test.step('what was there before is just there', async () => {
    await settled(ada.page);
    const motion = await motionOf(ada.page.locator('body'), async () => {
      await ada.page.getByRole('link', { name: 'Browse rooms' }).first().click();
      await ada.page.goBack();
      await expect(reaction(ada, 'Line 55.', '🎉')).toBeVisible();
    });
    expect(motion.animations).not.toContain('join');
  });

  await test.step('who has reacted is told, and one is back where one was', async () => {
    const more = watched.getByRole('button', { name: 'More actions' });
    await watched.hover();
    await more.click();
    await ada.page.getByRole('menuitem', { name: 'Who reacted' }).click();
    const dialog = ada.page.getByRole('dialog', { name: 'Who reacted' });
    await expect(dialog.getByRole('region', { name: '🎉' }).getByText('Grace Hopper')).toBeVisible();
    await expect(dialog.getByRole('region', { name: '🚀' }).getByRole('listitem')).toHaveCount(1);
    await lookEverywhere(ada.page, 'reactors');
    await ada.page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(more).toBeFocused();
  });

  await test.step('who asked for less motion sees none', async () => {
    await ada.page.emulateMedia({ reducedMotion: 'reduce' });
    const motion = await motionOf(watched, async () => {
      await react('Line 55.', '🙏');
      await expect(reaction(ada, 'Line 55.', '🙏')).toBeVisible();
    });
    expect(motion.animations).toEqual(['join']);
    expect(motion.longest, 'milliseconds of the longest').toBeLessThanOrEqual(1);
  });
});

/** What the nearest line above what is in view says. */
function lineAbove(log: Locator): Promise<string> {
  return log.evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    const above = [...element.querySelectorAll('article')].filter((each) => each.getBoundingClientRect().bottom < top);
    return /Line \d+\./.exec(above.at(-1)?.textContent ?? '')?.[0] ?? '';
  });
}

function idOf(said: readonly Message[], text: string): string {
  const message = said.find((each) => each.text === text);
  if (message === undefined) throw new Error(`Nobody said: ${text}`);
  return message.id;
}
