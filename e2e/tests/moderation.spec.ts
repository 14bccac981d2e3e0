import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { roomName, type Person } from '../support/person.ts';

async function together(ada: Person, grace: Person): Promise<string> {
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Harbour');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await ada.page.getByRole('button', { name: '2 members' }).click();
  return room;
}

async function manage({ page }: Person, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Manage Grace Hopper' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function choose({ page }: Person, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Room actions' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('who is muted reads along until they may speak again', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await together(ada, grace);

  await manage(ada, 'Mute for an hour');
  await expect(grace.page.getByText('You are muted here until')).toBeVisible();
  await expect(grace.composer).toHaveCount(0);
  await expect(grace.page.getByText(/Grace Hopper was muted until .* by Ada Lovelace/)).toBeVisible();
  await ada.say('A quiet hour.');
  await grace.expectMessage('A quiet hour.');

  await manage(ada, 'Let them speak again');
  await grace.say('Thank you.');
  await ada.expectMessage('Thank you.');
});

test('who is banned is out and stays out until the ban is lifted', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const room = await together(ada, grace);

  await grace.composer.fill('Half a thought');
  await manage(ada, 'Ban from the room');
  const dialog = ada.page.getByRole('dialog', { name: 'Ban Grace Hopper?' });
  await dialog.getByLabel('Reason').fill('Noise');
  await dialog.getByLabel('How long').selectOption({ label: 'For a week' });
  await dialog.getByRole('button', { name: 'Ban' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(ada.page.getByText('Grace Hopper was banned by Ada Lovelace')).toBeVisible();

  await test.step('she is told, cannot come back, and keeps what she was writing', async () => {
    await expect(grace.page.getByRole('heading', { name: `You are banned from ${room}` })).toBeVisible();
    await expect(grace.page.getByText('You can join it again from')).toBeVisible();
    await expect(grace.page.getByRole('region', { name: 'Not sent' })).toContainText('Half a thought');
    await expect(grace.page.getByRole('button', { name: 'Join room' })).toHaveCount(0);
    await lookEverywhere(grace.page, 'moderation-banned');
  });

  await test.step('those who keep order see why, and lift it', async () => {
    await choose(ada, 'Moderation');
    const moderation = ada.page.getByRole('dialog', { name: 'Moderation' });
    await expect(moderation.getByText('Ada Lovelace banned Grace Hopper: Noise')).toBeVisible();
    await moderation.getByRole('button', { name: 'Lift the ban of Grace Hopper' }).click();
    await expect(moderation.getByText('Nobody is banned.')).toBeVisible();
    await expect(moderation.getByText('Ada Lovelace lifted the ban of Grace Hopper')).toBeVisible();
    await ada.page.keyboard.press('Escape');
    await grace.page.reload();
    await grace.page.getByRole('button', { name: 'Join room' }).click();
    await expect(grace.composer).toBeVisible();
  });
});

test('in a slow room, what is sent too soon waits for its turn', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await together(ada, grace);

  await choose(ada, 'Room settings');
  const settings = ada.page.getByRole('dialog', { name: 'Room settings' });
  await settings.getByLabel('Slow mode', { exact: true }).selectOption({ label: 'One message each 10 seconds' });
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(grace.page.getByText('Slow mode: one message each 10 seconds')).toBeVisible();
  await expect(grace.page.getByText('Ada Lovelace slowed the room down')).toBeVisible();

  await grace.say('First.');
  await grace.say('Second.');
  await ada.expectMessage('First.');
  await test.step('it says when it goes, and can be taken back until then', async () => {
    await expect(grace.page.getByText(/Slow mode: goes in \d s/)).toBeVisible();
    await grace.page.screenshot({ path: 'test-results/screens/moderation-slow.png' });
    await grace.page.getByRole('button', { name: 'Take back' }).click();
    await expect(grace.composer).toHaveValue('Second.');
    await expect(grace.unsent).toHaveCount(0);
    await grace.composer.press('Enter');
  });
  await ada.expectMessage('Second.');
  await ada.say('At once.');
  await ada.say('And again.');
  await grace.expectMessage('And again.');
});
