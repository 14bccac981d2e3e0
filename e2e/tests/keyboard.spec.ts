import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { roomName } from '../support/person.ts';

test('all that is done with messages is done by keys', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Keys');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await ada.say('The first of all.');
  await ada.say('The second one.');
  await grace.expectMessage('The second one.');
  await grace.say('The third, by another.');
  await ada.expectMessage('The third, by another.');
  const { page } = ada;
  const keys = page.keyboard;
  const actions = (text: string) => ada.messages(text).getByRole('button', { name: 'More actions' });

  await test.step('what others say is said aloud', async () => {
    await expect(page.locator('[aria-live=polite]').getByText('Grace Hopper: The third, by another.')).toBeAttached();
  });

  await test.step('from the field one step back leads to the last message, and arrows to the others', async () => {
    await ada.composer.focus();
    const last = ada.messages('The third').getByRole('group', { name: 'Actions' });
    for (let step = 0; step < 12 && (await last.locator(':focus').count()) === 0; step++) await keys.press('Shift+Tab');
    await expect(last.locator(':focus')).toHaveCount(1);
    await keys.press('ArrowUp');
    await expect(actions('The second one.')).toBeFocused();
    await keys.press('ArrowUp');
    await expect(actions('The first of all.')).toBeFocused();
    await keys.press('ArrowUp');
    await expect(actions('The first of all.')).toBeFocused();
    await keys.press('ArrowDown');
    await expect(actions('The second one.')).toBeFocused();
  });

  await test.step('a reaction is chosen, and the focus comes back', async () => {
    await keys.press('+');
    const picker = page.getByRole('dialog', { name: 'Choose an emoji' });
    await expect(picker.getByLabel('Search emoji')).toBeFocused();
    await keys.type('rocket');
    await expect(picker.getByRole('button', { name: /rocket/ }).first()).toBeVisible();
    await keys.press('Enter');
    await expect(ada.messages('The second one.').getByRole('button', { name: /^🚀 1/ })).toBeVisible();
    await expect(actions('The second one.')).toBeFocused();
    await keys.press('w');
    await expect(page.getByRole('dialog', { name: 'Who reacted' })).toBeVisible();
    await keys.press('Escape');
    await expect(actions('The second one.')).toBeFocused();
  });

  await test.step('it is pinned, saved, and one is reminded of it', async () => {
    await keys.press('p');
    await expect(ada.messages('The second one.').getByText('Pinned')).toBeVisible();
    await keys.press('s');
    await expect(ada.messages('The second one.').getByText('Saved for later')).toBeVisible();
    await keys.press('m');
    await expect(page.getByRole('dialog', { name: 'Remind me' })).toBeVisible();
    await keys.press('Escape');
    await expect(actions('The second one.')).toBeFocused();
  });

  await test.step('its link and its text are copied', async () => {
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await keys.press('c');
    await expect.poll(copied).toBe('The second one.');
    await keys.press('l');
    await expect.poll(copied).toMatch(/\/rooms\/[0-9a-f-]+\/\d+$/);
    await keys.press('f');
    await expect(page.getByRole('dialog', { name: /^Forward/ })).toBeVisible();
    await keys.press('Escape');
  });

  await test.step('it is edited, quoted and replied to', async () => {
    await expect(actions('The second one.')).toBeFocused();
    await keys.press('e');
    await page.getByRole('textbox', { name: 'Edit message' }).fill('The second, improved.');
    await keys.press('Enter');
    await grace.expectMessage('The second, improved.');
    await actions('The second, improved.').focus();
    await keys.press('q');
    await expect(ada.composer).toBeFocused();
    await expect(ada.composer).toHaveValue(/^> .*The second, improved/s);
    await ada.composer.fill('');
    await actions('The second, improved.').focus();
    await keys.press('r');
    await expect(page.getByRole('textbox', { name: 'Reply' })).toBeFocused();
    await page.getByRole('button', { name: 'Close thread' }).press('Enter');
  });

  await test.step('it is unread again, and another is deleted', async () => {
    await actions('The third').focus();
    await keys.press('u');
    await expect(page.getByRole('separator', { name: 'New messages' })).toBeVisible();
    await actions('The first of all.').focus();
    await keys.press('Delete');
    await expect(ada.messages('The first of all.')).toHaveCount(0);
  });

  await test.step('all of these are told by ?', async () => {
    await page.getByRole('log').focus();
    await keys.press('?');
    const told = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(told).toBeVisible();
    const named = await told.locator('kbd').allInnerTexts();
    await keys.press('Escape');
    await actions('The third').press('Enter');
    const menu = page.getByRole('menu');
    const offered = await menu.locator('[role=menuitem] > span[aria-hidden]').allInnerTexts();
    expect(offered.length).toBeGreaterThan(6);
    expect(named).toEqual(expect.arrayContaining(offered));
    await lookEverywhere(page, 'message-menu');
  });
});

test('all that is done with a room is done by its name', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const { page } = ada;
  await ada.signUp();
  await ada.createRoom(roomName('Harbour'));
  const { keyboard } = page;
  const run = async (name: string) => {
    await keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await keyboard.type(name);
    await expect(page.getByRole('option', { selected: true })).toContainText(name);
    await keyboard.press('Enter');
  };

  await test.step('its dialogs open, and close again', async () => {
    const dialogs = ['Notifications', 'Invite people', 'Room settings', 'Disappearing messages', 'Moderation'];
    for (const name of [...dialogs, 'Move to section', 'Archive room', 'Leave room', 'Delete room']) {
      await run(name);
      await expect(page.getByRole('dialog')).toBeVisible();
      await expect(page.getByRole('combobox', { name: 'Jump to' })).toHaveCount(0);
      await keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });

  await test.step('its panels, too', async () => {
    await run('Members');
    await expect(page.getByRole('complementary').getByText('Owner')).toBeVisible();
    await run('Pinned messages');
    await expect(page.getByRole('complementary').getByText('Nothing is pinned')).toBeVisible();
    await run('Search in this room');
    await page.waitForURL('**/search?q=in*');
  });

  await test.step('elsewhere there is nothing to be done with it', async () => {
    await keyboard.press('Control+k');
    await keyboard.type('room');
    await expect(page.getByRole('option', { name: 'Browse rooms' })).toBeVisible();
    await expect(page.getByRole('option', { name: 'Leave room' })).toHaveCount(0);
  });
});
