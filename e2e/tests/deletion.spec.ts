import { expect, test } from '../support/fixtures.ts';
import { Network } from '../support/network.ts';
import { roomName, type Person } from '../support/person.ts';
import { DEVICES, look } from '../support/looks.ts';

async function together(ada: Person, grace: Person): Promise<string> {
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Harbour');
  await ada.createRoom(room, { topic: 'Ships and tides' });
  await grace.discoverAndJoin(room);
  return room;
}

async function askToDelete({ page }: Person, room: string) {
  await page.getByRole('button', { name: 'Room actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete room…' }).click();
  return page.getByRole('dialog', { name: `Delete ${room}?` });
}

async function remove(person: Person, room: string): Promise<void> {
  const dialog = await askToDelete(person, room);
  await dialog.getByLabel('Type its name to delete it').fill(room);
  await dialog.getByRole('button', { name: 'Delete room' }).click();
  await expect(person.page.getByRole('heading', { level: 1, name: `${room} was deleted` })).toBeVisible();
}

/** The room in the list on the left. */
function listed({ page }: Person, room: string) {
  return page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room });
}

test('a deleted room is gone for everybody, and comes back as it was', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const room = await together(ada, grace);
  await grace.say('Before the end.');
  await ada.expectMessage('Before the end.');
  complaints.expectRefusals();

  await test.step('only its name, typed, deletes it', async () => {
    const dialog = await askToDelete(ada, room);
    await dialog.getByLabel('Type its name to delete it').fill('Harbour');
    await expect(dialog.getByRole('button', { name: 'Delete room' })).toBeDisabled();
    await ada.page.keyboard.press('Escape');
    await remove(ada, room);
  });

  await test.step('the others see it go', async () => {
    await expect(grace.page.getByRole('heading', { level: 1, name: `${room} was deleted` })).toBeVisible();
    await expect(listed(grace, room)).toHaveCount(0);
    await expect(listed(ada, room)).toHaveCount(0);
    await grace.page.getByRole('link', { name: 'Browse rooms' }).first().click();
    await grace.page.getByLabel('Search public rooms').fill(room);
    await expect(grace.page.getByText('Nothing found')).toBeVisible();
    await expect(grace.page.getByRole('heading', { name: 'Deleted rooms' })).toHaveCount(0);
  });

  await test.step('and come back, with what was said', async () => {
    await expect(ada.page.getByText(/It will be deleted for good on/)).toBeVisible();
    await ada.page.getByRole('button', { name: `Undo the deletion of ${room}` }).click();
    await ada.expectMessage('Before the end.');
    await expect(ada.page.getByText('Ada Lovelace brought the room back')).toBeVisible();
    await listed(grace, room).click();
    await grace.say('And on it goes.');
    await ada.expectMessage('And on it goes.');
  });
});

test('a room whose name was taken comes back under another', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const room = await together(ada, grace);
  complaints.expectRefusals();
  await remove(ada, room);
  await expect(listed(grace, room)).toHaveCount(0);
  await grace.page.goto('/rooms');
  await grace.createRoom(room);

  const { page } = ada;
  await page.getByRole('link', { name: 'Browse rooms' }).first().click();
  const deleted = page.getByRole('region', { name: 'Deleted rooms' });
  await deleted.getByRole('button', { name: `Undo the deletion of ${room}` }).click();
  await expect(deleted.getByText(/Another public channel is called/)).toBeVisible();
  await deleted.getByLabel('Another name').fill(`${room} II`);
  await deleted.getByRole('button', { name: 'Bring it back' }).click();
  await expect(listed(ada, `${room} II`)).toBeVisible();
  await expect(listed(grace, `${room} II`)).toBeVisible();
  await expect(deleted).toHaveCount(0);
});

test('who was away meanwhile finds it as it is now', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const network = await Network.of(grace.context);
  const room = await together(ada, grace);
  await ada.say('Before.');
  await grace.expectMessage('Before.');
  complaints.expectRefusals();
  await network.takeAway();
  await remove(ada, room);
  await ada.page.getByRole('button', { name: `Undo the deletion of ${room}` }).click();
  await ada.say('After.');
  await ada.expectMessage('After.');
  await network.giveBack();

  await grace.expectMessage('Before.');
  await grace.expectMessage('After.');
  await grace.say('Here again.');
  await ada.expectMessage('Here again.');
});

for (const [device, options] of Object.entries(DEVICES)) {
  test(`deleting looks right: ${device}`, async ({ someone, complaints }) => {
    const ada = await someone('Ada Lovelace', options);
    const { page } = ada;
    const room = roomName('Harbour');
    await ada.signUp();
    await ada.createRoom(room);
    complaints.expectRefusals();

    const dialog = await askToDelete(ada, room);
    await dialog.getByLabel('Type its name to delete it').fill(room);
    await look(page, `delete-room-${device}`);
    await dialog.getByRole('button', { name: 'Delete room' }).click();
    await expect(page.getByRole('button', { name: `Undo the deletion of ${room}` })).toBeVisible();
    await look(page, `deleted-room-${device}`);
    await page.goto('/discover');
    await expect(page.getByRole('region', { name: 'Deleted rooms' })).toBeVisible();
    await look(page, `deleted-rooms-${device}`);
  });
}
