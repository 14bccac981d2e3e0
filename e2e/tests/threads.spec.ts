import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { choose } from '../support/messages.ts';
import { roomName, type Person } from '../support/person.ts';

/** The thread beside the room. */
function thread({ page }: Person, room: string) {
  return page.getByRole('complementary', { name: `Thread in ${room}` });
}

async function reply(person: Person, room: string, text: string): Promise<void> {
  const field = thread(person, room).getByRole('textbox', { name: 'Reply' });
  await field.fill(text);
  await field.press('Enter');
  await expect(thread(person, room).getByRole('article').filter({ hasText: text })).toHaveAttribute(
    'data-state',
    'shown',
  );
}

test('what is said about a message stands in its thread, and those who take part follow it', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Engines');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await ada.say('Shall we use **brass** or steel?');
  await grace.expectMessage('brass');

  await test.step('somebody replies, and the room stays as it was', async () => {
    await choose(grace, 'brass', 'Reply in thread');
    await expect(thread(grace, room).getByRole('textbox', { name: 'Reply' })).toBeFocused();
    await reply(grace, room, 'Brass, it does not rust.');
    await reply(grace, room, 'And it looks better.');
    await expect(ada.messages()).toHaveCount(1);
    await expect(ada.messages('brass').getByRole('link', { name: '2 replies' })).toBeVisible();
  });

  await test.step('who began it sees that there is something new, and opens it', async () => {
    const threads = ada.page.getByRole('link', { name: /^Threads/ });
    await expect(threads).toContainText('2 unread');
    await ada.messages('brass').getByRole('link', { name: '2 replies' }).click();
    await expect(thread(ada, room).getByText('And it looks better.')).toBeVisible();
    await expect(thread(ada, room).getByRole('button', { name: 'Following: unfollow this thread' })).toBeVisible();
    await expect(threads).not.toContainText('unread');
    await lookEverywhere(ada.page, 'thread');
    await ada.page.getByRole('button', { name: 'Who has replied' }).click();
    const people = ada.page.getByRole('dialog', { name: 'Who has replied' });
    await expect(people.getByRole('listitem').first()).toBeVisible();
    await lookEverywhere(ada.page, 'thread-people');
    await ada.page.keyboard.press('Escape');
    await expect(ada.page.getByRole('button', { name: 'Who has replied' })).toBeFocused();
  });

  await test.step('a reply can stand in the room, too', async () => {
    await thread(ada, room)
      .getByRole('checkbox', { name: `Also send to ${room}` })
      .check();
    await reply(ada, room, 'Then it is brass.');
    await expect(
      grace.page.getByRole('log', { name: `Messages in ${room}` }).getByText('Then it is brass.'),
    ).toBeVisible();
    await expect(thread(ada, room).getByText('Also in the room')).toBeVisible();
    await expect(thread(ada, room).getByRole('checkbox', { name: `Also send to ${room}` })).not.toBeChecked();
  });

  await test.step('what is half written is there again, on any device', async () => {
    await thread(grace, room).getByRole('textbox', { name: 'Reply' }).fill('Or perhaps');
    await thread(grace, room).getByRole('button', { name: 'Close thread' }).click();
    await expect(thread(grace, room)).toHaveCount(0);
    const kept = grace.page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok());
    await kept;
    const other = grace.on(await grace.context.newPage());
    await other.page.goto(grace.page.url());
    await other
      .messages('brass')
      .first()
      .getByRole('link', { name: /replies/ })
      .click();
    await expect(thread(other, room).getByRole('textbox', { name: 'Reply' })).toHaveValue('Or perhaps');
    await other.page.close();
  });
});

test('the threads that one follows are in one place', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Compilers');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);

  await test.step('an empty place says what comes there', async () => {
    await ada.page.getByRole('link', { name: /^Threads/ }).click();
    await expect(ada.page.getByRole('heading', { name: 'You follow no threads yet' })).toBeVisible();
    await lookEverywhere(ada.page, 'threads-empty');
    await ada.page.goBack();
  });

  await ada.say('The first question');
  await ada.say('The second question');
  await grace.expectMessage('The second question');
  await choose(grace, 'The first question', 'Reply in thread');
  await reply(grace, room, 'A first answer');
  await thread(grace, room).getByRole('button', { name: 'Close thread' }).click();
  await choose(grace, 'The second question', 'Reply in thread');
  for (const n of [1, 2, 3, 4]) await reply(grace, room, `Answer number ${n}`);
  await reply(grace, room, `What does @${ada.account.username} say?`);

  await test.step('what was said last comes first, with what is unread', async () => {
    await ada.page.getByRole('link', { name: /^Threads/ }).click();
    const cards = ada.page.getByRole('list', { name: 'Threads' }).locator('> li');
    await expect(cards).toHaveCount(2);
    await expect(cards.first()).toContainText('The second question');
    await expect(cards.first()).toContainText('3 replies before');
    await expect(cards.first()).toContainText('Answer number 4');
    await expect(cards.first().getByTitle('5 unread, 1 of them for you')).toBeVisible();
    await lookEverywhere(ada.page, 'threads');
  });

  await test.step('one is marked as read, and the other is left', async () => {
    await ada.page.getByRole('button', { name: 'Unread' }).click();
    const cards = ada.page.getByRole('list', { name: 'Threads' }).locator('> li');
    await expect(cards).toHaveCount(2);
    await cards.first().getByRole('button', { name: 'Mark as read' }).click();
    await expect(cards).toHaveCount(1);
    await expect(cards).toContainText('The first question');
    await cards.getByRole('button', { name: 'Unfollow this thread' }).click();
    await expect(ada.page.getByRole('heading', { name: 'Nothing is unread' })).toBeVisible();
    await ada.page.getByRole('button', { name: 'All that you follow' }).click();
    await expect(cards).toHaveCount(1);
  });

  await test.step('and opens beside its room, where it can be unread again', async () => {
    await ada.page.getByRole('link', { name: 'Open thread' }).click();
    await expect(ada.page).toHaveURL(/\/rooms\/[^/]+\?thread=/);
    const last = thread(ada, room).getByRole('article').filter({ hasText: 'What does' });
    await last.hover();
    await last.getByRole('button', { name: 'More actions' }).click();
    await ada.page.getByRole('menuitem', { name: 'Mark as unread' }).click();
    await expect(ada.page.getByRole('link', { name: /^Threads/ })).toContainText('1 unread');
  });

  await test.step('a link to a reply leads to it', async () => {
    await ada.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const found = thread(ada, room).getByRole('article').filter({ hasText: 'Answer number 2' });
    await found.hover();
    await found.getByRole('button', { name: 'More actions' }).click();
    await ada.page.getByRole('menuitem', { name: 'Copy link' }).click();
    const link = await ada.page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/\/rooms\/[^/]+\/\d+\?thread=[^&]+&reply=\d+$/);
    await grace.page.goto(link);
    await expect(thread(grace, room).getByText('Answer number 2')).toBeInViewport();
  });

  await test.step('a deleted reply leaves its trace in the thread, and is counted no more', async () => {
    const mine = thread(grace, room).getByRole('article').filter({ hasText: 'Answer number 3' });
    await mine.hover();
    await mine.getByRole('button', { name: 'More actions' }).click();
    await grace.page.getByRole('menuitem', { name: 'Delete' }).click();
    await grace.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    await expect(thread(ada, room).getByText('This message was deleted')).toBeVisible();
    await expect(ada.messages('The second question').first().getByRole('link', { name: '4 replies' })).toBeVisible();
  });
});
