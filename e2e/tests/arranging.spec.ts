import { expect, test } from '../support/fixtures.ts';
import { roomName, type Person } from '../support/person.ts';

function section({ page }: Person, name: string) {
  return page.getByRole('navigation', { name: 'Rooms' }).getByRole('region', { name });
}

async function choose({ page }: Person, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Room actions' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('a favourite stands above the other rooms, on all of one’s pages', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  const room = roomName('Harbour');
  await ada.createRoom(room);
  const second = ada.on(await ada.context.newPage());
  await second.page.goto('/rooms');

  await choose(ada, 'Add to favourites');
  for (const page of [ada, second]) {
    await expect(section(page, 'Favourites').getByRole('link', { name: room })).toBeVisible();
    await expect(section(page, 'Your rooms').getByRole('link', { name: room })).toHaveCount(0);
  }
  await second.page.reload();
  await expect(section(second, 'Favourites').getByRole('link', { name: room })).toBeVisible();

  await choose(ada, 'Remove from favourites');
  await expect(section(second, 'Favourites')).toHaveCount(0);
});

test('a muted room keeps quiet, but for mentions', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Noise');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await choose(ada, 'Notifications');
  const dialog = ada.page.getByRole('dialog', { name: 'Notifications' });
  await dialog.getByRole('checkbox', { name: /Mute/ }).check();
  await dialog.getByRole('radio', { name: /Mentions only/ }).click();
  await expect(dialog.getByRole('radio', { name: /Mentions only/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await ada.page.goto('/discover');
  const link = section(ada, 'Your rooms').getByRole('link', { name: room });

  await grace.say('Blah.');
  await grace.expectMessage('Blah.');
  await grace.say(`@${ada.account.username} look.`);
  await expect(link).toHaveAccessibleName(/Muted.*1 mention, 1 unread/);
  await expect(ada.page).toHaveTitle(/^\(1\)|1/);
});

test('one goes through the rooms, and to what is unread, by the keyboard', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const rooms = [roomName('Alpha'), roomName('Beta'), roomName('Gamma')] as const;
  for (const room of rooms) await ada.createRoom(room);
  const field = (room: string) => ada.page.getByRole('textbox', { name: `Message ${room}` });

  await ada.page.keyboard.press('Alt+ArrowUp');
  await expect(field(rooms[1])).toBeFocused();
  await ada.page.keyboard.press('Alt+ArrowDown');
  await ada.page.keyboard.press('Alt+ArrowDown');
  await expect(field(rooms[0])).toBeFocused();

  await grace.discoverAndJoin(rooms[2]);
  await grace.say('Anybody here?');
  await expect(ada.page.getByRole('link', { name: new RegExp(`${rooms[2]}.*unread`) })).toBeVisible();
  await ada.page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(ada.messages('Anybody here?')).toBeVisible();
});
