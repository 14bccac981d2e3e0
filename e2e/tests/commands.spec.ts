import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { roomName } from '../support/person.ts';

test('a command is completed, does what it says, and says how it is written', async ({ someone, complaints }) => {
  complaints.expectRefusals();
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  const room = roomName('Bridge');
  await ada.createRoom(room);
  const field = ada.page.getByRole('textbox', { name: `Message ${room}` });

  await test.step('all are offered, and those that fit', async () => {
    await field.pressSequentially('/');
    const list = ada.page.getByRole('listbox', { name: 'Commands' });
    await expect(list.getByRole('option')).toHaveCount(9);
    await lookEverywhere(ada.page, 'commands');
    await field.pressSequentially('to');
    await expect(list.getByRole('option')).toHaveCount(1);
    await field.press('Enter');
    await expect(field).toHaveValue('/topic ');
    await field.pressSequentially('Ahead slowly');
    await field.press('Enter');
    await expect(ada.page.getByText('set the topic to “Ahead slowly”')).toBeVisible();
    await expect(field).toHaveValue('');
  });

  await test.step('what is said by one is a message', async () => {
    await field.fill('/me looks at the sea');
    await field.press('Enter');
    await ada.expectMessage('looks at the sea');
    await field.fill('/shrug');
    await field.press('Enter');
    await ada.expectMessage('¯\\_(ツ)_/¯');
  });

  await test.step('what is not written so stays, with a word about how it is', async () => {
    await field.fill('/remind me tomorrow');
    await field.press('Enter');
    await expect(ada.page.getByRole('alert')).toContainText('/remind me in 20 minutes');
    await expect(field).toHaveValue('/remind me tomorrow');
    await field.fill('/remind me in 2 days to oil the engine');
    await field.press('Enter');
    await expect(ada.page.getByText('You will be reminded in 2 days: oil the engine')).toBeVisible();
    await field.fill('/nothing');
    await field.press('Enter');
    await expect(ada.page.getByRole('alert')).toContainText('There is no command /nothing');
  });

  await test.step('after a space it is said as it is, and without more some open what they need', async () => {
    await field.fill(' /nothing');
    await field.press('Enter');
    await ada.expectMessage('/nothing');
    await field.fill('/poll');
    await field.press('Enter');
    await expect(ada.page.getByRole('dialog', { name: 'Create a poll' })).toBeVisible();
  });
});

test('commands bring somebody in, keep a room quiet, and lead out of it', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Bridge');
  await ada.createRoom(room);
  const field = ada.page.getByRole('textbox', { name: `Message ${room}` });
  const run = async (command: string) => {
    await field.fill(command);
    await field.press('Enter');
  };
  const sidebar = (person: typeof ada) => person.page.getByRole('navigation', { name: 'Rooms' });

  await run(`/invite @${grace.account.username}`);
  await expect(sidebar(grace).getByRole('link', { name: room })).toBeVisible();
  await expect(ada.page.getByText('Grace Hopper was added by Ada Lovelace')).toBeVisible();

  await run('/mute');
  await expect(sidebar(ada).getByRole('img', { name: 'Muted' })).toBeVisible();
  await run('/unmute');
  await expect(sidebar(ada).getByRole('img', { name: 'Muted' })).toHaveCount(0);

  await sidebar(grace).getByRole('link', { name: room }).click();
  await grace.composer.fill('/leave');
  await grace.composer.press('Enter');
  await expect(sidebar(grace).getByRole('link', { name: room })).toHaveCount(0);
  await expect(ada.page.getByText('Grace Hopper left')).toBeVisible();
});
