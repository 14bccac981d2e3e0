import { Api } from '../support/api.ts';
import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { choose, compose } from '../support/messages.ts';
import { roomName, type Person } from '../support/person.ts';

const IN_A_MOMENT = 1_500;

function card({ page }: Person, text: string) {
  return page.getByRole('main').getByRole('listitem').filter({ hasText: text });
}

function reminder({ page }: Person, text: string) {
  return page.getByRole('list', { name: 'Reminders' }).getByRole('listitem').filter({ hasText: text });
}

function roomIdOf({ page }: Person): string {
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

test('what one wants to come back to waits, and comes back by itself', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  const room = roomName('Library');
  await ada.createRoom(room);
  await ada.say('The **third chapter** is the best.');
  const api = await Api.logIn(server.url, ada.account);

  await test.step('a message is saved, on all devices', async () => {
    const other = ada.on(await ada.context.newPage());
    await other.page.goto(ada.page.url());
    await choose(ada, 'third chapter', 'Save for later');
    await expect(ada.messages('third chapter').getByText('Saved for later')).toBeVisible();
    await expect(other.messages('third chapter').getByText('Saved for later')).toBeVisible();
    await other.page.close();
  });

  await test.step('with a reminder, and a word of one’s own', async () => {
    await choose(ada, 'third chapter', 'Remind me…');
    const dialog = ada.page.getByRole('dialog', { name: 'Remind me' });
    await dialog.getByLabel('A word of your own').fill('for the reading circle');
    await dialog.getByLabel('When').selectOption({ index: 4 });
    await lookEverywhere(ada.page, 'remind');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(ada.messages('third chapter').getByText('reminds you')).toBeVisible();
  });

  await test.step('it is listed, and leads back to where it was said', async () => {
    await api.remind('Call the **bank**', new Date(Date.now() + 3_600_000));
    await ada.page.getByRole('link', { name: /^Later/ }).click();
    await expect(card(ada, 'for the reading circle')).toContainText('The third chapter is the best.');
    await expect(card(ada, 'Call the')).toBeVisible();
    await lookEverywhere(ada.page, 'later');
    await card(ada, 'for the reading circle').getByRole('link', { name: room }).click();
    await expect(ada.messages('third chapter')).toBeVisible();
  });

  await test.step('when its time comes, one is told wherever one is', async () => {
    await api.remind('Feed the cat', new Date(Date.now() + IN_A_MOMENT));
    await expect(reminder(ada, 'Feed the cat')).toBeVisible();
    await expect(ada.page.getByRole('link', { name: /^Later/ })).toContainText('1 due');
    await lookEverywhere(ada.page, 'reminder');
    await reminder(ada, 'Feed the cat').getByRole('button', { name: 'In 20 minutes' }).click();
    await expect(reminder(ada, 'Feed the cat')).toHaveCount(0);
    await expect(ada.page.getByRole('link', { name: /^Later/ })).not.toContainText('due');
  });

  await test.step('what is done is set aside', async () => {
    await ada.page.goto('/later');
    await card(ada, 'Feed the cat').getByRole('button', { name: 'Done', exact: true }).click();
    await expect(card(ada, 'Feed the cat')).toHaveCount(0);
    await ada.page.getByRole('tab', { name: 'Done' }).click();
    await expect(card(ada, 'Feed the cat')).toBeVisible();
    await card(ada, 'Feed the cat').getByRole('button', { name: 'Forget' }).click();
    await expect(ada.page.getByText('Nothing is done yet')).toBeVisible();
  });
});

test('what one says later is said in time, once, also by a server that was killed', async ({
  someone,
  server,
  complaints,
}) => {
  complaints.expectRefusals();
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Mornings');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  const roomId = roomIdOf(ada);
  const api = await Api.logIn(server.url, ada.account);

  await test.step('from where one writes, at a time that one chooses', async () => {
    const field = ada.page.getByRole('textbox', { name: `Message ${room}` });
    await field.fill('Good morning, all!');
    await compose(ada, 'Send later');
    const dialog = ada.page.getByRole('dialog', { name: 'Send later' });
    await dialog.getByLabel('Repeat').selectOption('Every weekday, Monday to Friday');
    await dialog.getByLabel('At', { exact: true }).fill('08:30');
    await lookEverywhere(ada.page, 'schedule');
    await dialog.getByRole('button', { name: 'Schedule' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(field).toHaveValue('');
    await ada.page.getByRole('link', { name: '1 message is scheduled here' }).click();
    await expect(card(ada, 'Good morning, all!')).toContainText('Every weekday at');
    await lookEverywhere(ada.page, 'scheduled');
  });

  await test.step('it can be changed, sent at once and taken back', async () => {
    await card(ada, 'Good morning').getByRole('button', { name: 'Change' }).click();
    const dialog = ada.page.getByRole('dialog', { name: 'Change what is said later' });
    await dialog.getByLabel('Message').fill('Good morning, everybody!');
    await dialog.getByLabel('Repeat').selectOption('By a cron expression');
    await dialog.getByLabel('Cron expression').fill('* * * * *');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('at least five minutes apart')).toBeVisible();
    await dialog.getByLabel('Cron expression').fill('30 8 * * 1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(card(ada, 'everybody')).toContainText('Every Monday at');
    await card(ada, 'everybody').getByRole('button', { name: 'Send now' }).click();
    await grace.expectMessage('Good morning, everybody!');
    await card(ada, 'everybody').getByRole('button', { name: 'Delete' }).click();
    await expect(ada.page.getByText('Nothing is scheduled')).toBeVisible();
  });

  await test.step('its time comes while the server is away', async () => {
    const due = Date.now() + IN_A_MOMENT;
    await api.schedule(roomId, 'while nobody was there', new Date(due));
    await server.kill();
    await expect.poll(() => Date.now()).toBeGreaterThan(due);
    await server.start();
    await grace.expectMessage('while nobody was there');
    const again = await Api.logIn(server.url, ada.account);
    await expect
      .poll(async () => (await again.messages(roomId)).filter(({ text }) => text === 'while nobody was there').length)
      .toBe(1);
  });
});

test('what is said in a room disappears after the time that it keeps it', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Whispers');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await ada.say('This stays.');

  await ada.page.getByRole('button', { name: 'Room actions' }).click();
  await ada.page.getByRole('menuitem', { name: 'Disappearing messages' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Disappearing messages' });
  await dialog.getByLabel('The room forgets everything').selectOption('After 30 days');
  await expect(dialog.getByText('for everybody and for good')).toBeVisible();
  await lookEverywhere(ada.page, 'retention');
  await dialog.getByLabel('The room forgets everything').selectOption('Never');
  await dialog.getByLabel('New messages disappear').selectOption('After 30 seconds');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(grace.page.getByText('set messages to disappear after 30 seconds')).toBeVisible();
  await expect(grace.page.getByText('What you write disappears after 30 seconds.')).toBeVisible();

  await grace.say('The key is under the mat.');
  await ada.expectMessage('The key is under the mat.');
  await expect(ada.messages('under the mat').getByRole('img', { name: 'Disappears' })).toBeVisible();
  await lookEverywhere(ada.page, 'disappearing');
  await expect(ada.messages('under the mat')).toHaveCount(0, { timeout: 45_000 });
  await expect(grace.messages('under the mat')).toHaveCount(0, { timeout: 15_000 });
  await grace.page.reload();
  await grace.expectMessage('This stays.');
  await expect(grace.messages()).toHaveCount(1);
});
