import { expect, test } from '../support/fixtures.ts';
import { Api } from '../support/api.ts';
import { edit, react, reaction, remove } from '../support/messages.ts';
import { Network } from '../support/network.ts';
import { roomName, type Person } from '../support/person.ts';

// The list draws only what is in view; in a window this high, that is everything.
test.use({ viewport: { width: 1280, height: 5000 } });

async function roomIdOf({ page }: Person): Promise<string> {
  await page.waitForURL('**/rooms/*');
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Two people in a new room, who have said something. */
async function conversation(ada: Person, grace: Person, name: string): Promise<string> {
  await ada.signUp();
  await grace.signUp();
  const room = roomName(name);
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await ada.say('before the tunnel');
  await grace.expectMessage('before the tunnel');
  return roomIdOf(ada);
}

const MISSED = ['Are you there?', 'You missed the news.', 'Well, later then.'];
const TYPED = ['I am in a tunnel.', 'Nobody hears me.', 'But I keep talking.'];

test('what was typed offline goes out once, and what was missed is there, in order', async ({
  someone,
  server,
  complaints,
}) => {
  complaints.expectRefusals();
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const network = await Network.of(ada.context);
  const roomId = await conversation(ada, grace, 'Tunnel');

  await network.takeAway();
  await expect(ada.page.getByText('You are offline.')).toBeVisible();
  for (const text of TYPED) await ada.say(text);
  for (const text of MISSED) await grace.say(text);
  await grace.expectMessage('Well, later then.');
  await expect(ada.unsent).toHaveCount(TYPED.length);
  await expect(ada.messages('Are you there?')).toHaveCount(0);

  await network.giveBack();
  await expect(ada.unsent).toHaveCount(0);
  const said = ['before the tunnel', ...MISSED, ...TYPED];
  await expect.poll(() => ada.texts()).toEqual(said);
  await expect.poll(() => grace.texts()).toEqual(said);
  const kept = await (await Api.logIn(server.url, ada.account)).messages(roomId);
  expect(kept.map(({ text }) => text)).toEqual(said);
});

test('a page that was closed offline leaves its messages and its place to the next', async ({
  someone,
  server,
  complaints,
}) => {
  complaints.expectRefusals();
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const network = await Network.of(ada.context);
  const roomId = await conversation(ada, grace, 'Long tunnel');
  const address = ada.page.url();

  await network.takeAway();
  await expect(ada.page.getByText('You are offline.')).toBeVisible();
  for (const text of TYPED) await ada.say(text);
  await ada.composer.fill('And another th');
  await expect(ada.unsent).toHaveCount(TYPED.length);
  for (const text of MISSED) await grace.say(text);
  await grace.expectMessage('Well, later then.');
  await ada.page.close();

  await test.step('the page shows what it knows before the server answers anything', () =>
    network.withoutServer(async () => {
      const early = ada.on(await ada.context.newPage());
      await early.page.goto(address);
      await expect.poll(() => early.texts()).toEqual(['before the tunnel', ...TYPED]);
      await expect(early.unsent).toHaveCount(TYPED.length);
      await expect(early.composer).toHaveValue('And another th');
      await early.page.close();
    }));
  await network.giveBack();

  // Two pages hold the same unsent messages now, and both send them.
  const [one, other] = [ada.on(await ada.context.newPage()), ada.on(await ada.context.newPage())];
  await Promise.all([one.page.goto(address), other.page.goto(address)]);
  const said = ['before the tunnel', ...MISSED, ...TYPED];
  for (const person of [one, other, grace]) {
    await expect.poll(() => person.texts()).toEqual(said);
    await expect(person.unsent).toHaveCount(0);
  }
  const kept = await (await Api.logIn(server.url, ada.account)).messages(roomId);
  expect(kept.map(({ text }) => text)).toEqual(said);
});

test('what changed while a page was away is right when it comes back', async ({ someone, server, complaints }) => {
  complaints.expectRefusals();
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const network = await Network.of(ada.context);
  const roomId = await conversation(ada, grace, 'Bridge');
  for (const text of ['to be edited', 'to be deleted', 'to be liked', 'liked before']) {
    await grace.say(text);
    await ada.expectMessage(text);
  }
  await react(grace, 'liked before', '👍');
  await expect(reaction(ada, 'liked before', '👍')).toHaveText('👍1');

  await network.takeAway();
  await expect(ada.page.getByText('You are offline.')).toBeVisible();
  await test.step('nothing can be changed meanwhile', async () => {
    await ada.messages('before the tunnel').hover();
    await ada.messages('before the tunnel').getByRole('button', { name: 'More actions' }).click();
    await expect(ada.page.getByText('Not while you are offline.')).toBeVisible();
    await expect(ada.page.getByRole('menuitem', { name: 'Delete' })).toBeDisabled();
    await ada.page.keyboard.press('Escape');
  });
  await edit(grace, 'to be edited', 'edited by now');
  await edit(grace, 'edited by now', 'edited twice by now');
  await remove(grace, 'to be deleted');
  await react(grace, 'to be liked', '👍');
  await react(grace, 'to be liked', '❤️');
  await reaction(grace, 'liked before', '👍').click();
  await grace.say('said and deleted');
  await remove(grace, 'said and deleted');
  await grace.say('said meanwhile');
  await grace.expectMessage('said meanwhile');

  const asGraceSees = async (person: Person) => {
    await expect(person.messages('said meanwhile')).toHaveCount(1);
    await expect(person.messages('edited twice by now').getByText('(edited)')).toBeVisible();
    await expect(person.messages('to be edited')).toHaveCount(0);
    await expect(person.messages('This message was deleted')).toHaveCount(2);
    await expect(person.messages('deleted').filter({ hasText: 'to be' })).toHaveCount(0);
    await expect(reaction(person, 'to be liked', '👍')).toHaveText('👍1');
    await expect(reaction(person, 'to be liked', '❤️')).toHaveText('❤️1');
    await expect(person.messages('liked before').getByRole('group', { name: 'Reactions' })).toHaveCount(0);
  };
  await asGraceSees(grace);
  await network.giveBack();
  await asGraceSees(ada);
  await test.step('also from what the device has kept', async () => {
    await ada.page.reload();
    await asGraceSees(ada);
  });
  const kept = await (await Api.logIn(server.url, ada.account)).messages(roomId);
  expect(kept.map(({ text }) => text)).toEqual([
    'before the tunnel',
    'edited twice by now',
    '',
    'to be liked',
    'liked before',
    '',
    'said meanwhile',
  ]);
});

test('signing out leaves nothing of the person in the browser', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Library'));
  await ada.say('Keep this to yourself.');
  await ada.expectMessage('Keep this to yourself.');
  const databases = () => ada.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(databases).toHaveLength(1);

  await ada.page.getByRole('button', { name: /Your account/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Log out' }).click();
  await ada.page.waitForURL('**/login');
  await expect.poll(databases).toEqual([]);
  expect(await ada.page.evaluate(() => localStorage.getItem('parley.user'))).toBeNull();
});
