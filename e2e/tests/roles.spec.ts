import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { roomName, type Person } from '../support/person.ts';

async function together(ada: Person, grace: Person): Promise<string> {
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Harbour');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  return room;
}

async function choose({ page }: Person, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Room actions' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('an owner names the room anew and says who may write in it', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await together(ada, grace);
  const renamed = roomName('News');

  await choose(ada, 'Room settings');
  const settings = ada.page.getByRole('dialog', { name: 'Room settings' });
  await settings.getByRole('textbox', { name: 'Name' }).fill(renamed);
  await settings.getByRole('textbox', { name: 'Topic' }).fill('What is new');
  await settings.getByLabel('Write messages').selectOption({ label: 'Moderators and up' });
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(settings).toHaveCount(0);

  await test.step('everybody sees it at once', async () => {
    await expect(grace.page.getByRole('heading', { level: 1, name: renamed })).toBeVisible();
    await expect(
      grace.page.getByText(/Ada Lovelace renamed the room from .* and changed who may do what/),
    ).toBeVisible();
    await expect(grace.page.getByText('Only some may write here')).toBeVisible();
    await expect(grace.composer).toHaveCount(0);
  });

  await test.step('a moderator writes again', async () => {
    await ada.page.getByRole('button', { name: '2 members' }).click();
    await ada.page.getByRole('button', { name: 'Manage Grace Hopper' }).click();
    await ada.page.getByRole('menuitem', { name: 'Make moderator' }).click();
    await grace.say('Thank you.');
    await ada.expectMessage('Thank you.');
    await expect(ada.page.getByText('Grace Hopper was made a moderator by Ada Lovelace')).toBeVisible();
  });

  await test.step('and what she may not, she is shown and cannot change', async () => {
    await choose(grace, 'Room settings');
    const hers = grace.page.getByRole('dialog', { name: 'Room settings' });
    await expect(hers.getByLabel('Write messages')).toBeDisabled();
    await expect(hers.getByRole('textbox', { name: 'Name' })).not.toBeEditable();
    await grace.page.keyboard.press('Escape');
  });
});

test('who is removed is out at once, and comes back only by joining', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const room = await together(ada, grace);
  await ada.page.getByRole('button', { name: '2 members' }).click();
  await ada.page.getByRole('button', { name: 'Manage Grace Hopper' }).click();
  await ada.page.getByRole('menuitem', { name: 'Remove from the room' }).click();
  const asked = ada.page.getByRole('dialog', { name: 'Remove Grace Hopper?' });
  await expect(asked.getByText('They are out at once, and can join again.')).toBeVisible();
  await lookEverywhere(ada.page, 'remove-member');
  await asked.getByRole('button', { name: 'Remove', exact: true }).click();

  await expect(grace.page.getByRole('button', { name: 'Join room' })).toBeVisible();
  await expect(grace.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room })).toHaveCount(0);
  await expect(ada.page.getByText('Grace Hopper was removed by Ada Lovelace')).toBeVisible();
});

test('an archived room is read, and written again when it is restored', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await together(ada, grace);
  await grace.say('Before the end.');
  await ada.expectMessage('Before the end.');

  await choose(ada, 'Archive room');
  await lookEverywhere(ada.page, 'archive-room');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Archive room' }).click();
  await expect(grace.page.getByText('This room is archived')).toBeVisible();
  await expect(grace.composer).toHaveCount(0);
  await grace.expectMessage('Before the end.');
  await lookEverywhere(grace.page, 'room-archived');
  await grace.page.reload();
  await expect(grace.page.getByText('This room is archived')).toBeVisible();

  await ada.page.getByRole('button', { name: 'Restore' }).click();
  await grace.say('And on it goes.');
  await ada.expectMessage('And on it goes.');
});

test('the only owner cannot leave the others alone', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await together(ada, grace);
  complaints.expectRefusals();
  await choose(ada, 'Leave room');
  await ada.page.getByRole('button', { name: 'Leave room' }).click();
  await expect(ada.page.getByText('make somebody else an owner first')).toBeVisible();
});
