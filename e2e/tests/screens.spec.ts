import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { DEVICES, look, lookEverywhere } from '../support/looks.ts';
import { choose, edit, react, reaction, remove } from '../support/messages.ts';
import { roomName, type Person } from '../support/person.ts';

for (const [device, options] of Object.entries(DEVICES)) {
  test(`every screen is in order: ${device}`, async ({ someone, browser, server, complaints, contextOptions }) => {
    test.slow();
    const take: Take = (page, name) => look(page, `${name}-${device}`);
    // Where somebody else makes the rooms and says things, it does not matter how that looks.
    const grace = await someone('Grace Hopper');
    await grace.signUp();
    const seen = { ...contextOptions, ...options, baseURL: server.url };

    await test.step('as a guest', async () => {
      const context = await browser.newContext(seen);
      complaints.watch(context);
      const page = await context.newPage();
      await page.goto('/');
      await take(page, 'landing');
      await page.goto('/login');
      await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
      await take(page, 'login');
      await page.goto('/signup');
      await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();
      await take(page, 'signup');
      await page.getByRole('button', { name: 'Create account' }).click();
      await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
      await take(page, 'signup-errors');
      await page.goto('/500');
      await take(page, 'server-error');
      complaints.expectRefusals();
      await page.goto('/no/such/page');
      await take(page, 'not-found');
      await context.close();
    });

    await test.step('signed in', async () => {
      const ada = await someone('Ada Lovelace', options);
      const { page } = ada;
      await ada.signUp();
      await expect(page.getByText('No rooms yet')).toBeVisible();
      await take(page, 'rooms-none');
      await page.getByRole('button', { name: 'Create a room' }).first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await take(page, 'create-room');
      await dismiss(page);

      const room = roomName('general');
      await ada.createRoom(room, { topic: 'Everything and nothing' });
      await take(page, 'room-new');
      await grace.discoverAndJoin(room);
      await converse(ada, grace);
      await take(page, 'room');

      await changes(ada, grace, take);

      await choose(grace, 'Is the engine up?', 'Reply in thread');
      const reply = grace.page.getByRole('textbox', { name: 'Reply' });
      await reply.fill('It is, since **six**. See the logbook.');
      await reply.press('Enter');
      await ada.messages('Is the engine up?').getByRole('link', { name: '1 reply' }).click();
      await expect(page.getByRole('complementary').getByText('See the logbook.')).toBeVisible();
      await take(page, 'thread');
      await page.getByRole('button', { name: 'Close thread' }).click();
      await grace.page.getByRole('button', { name: 'Close thread' }).click();
      await take(page, 'room-with-thread');

      await page.getByRole('button', { name: '2 members' }).click();
      await expect(page.getByText('Owner')).toBeVisible();
      await expect(page.getByRole('complementary').getByRole('img', { name: 'Online' })).toHaveCount(2);
      await take(page, 'room-members');
      await page.getByRole('button', { name: 'Close members' }).click();

      await grace.page.getByRole('button', { name: /Your account/ }).click();
      await grace.page.getByRole('menuitem', { name: 'Set your status' }).click();
      await grace.page.getByRole('button', { name: 'Lunch' }).click();
      await grace.page.getByRole('radio', { name: /Do not disturb/ }).click();
      await grace.page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('log').getByRole('button', { name: /Lunch/ }).first()).toBeVisible();
      await grace.composer.pressSequentially('Mm');
      await expect(page.getByText('Grace Hopper is typing…').first()).toBeVisible();
      await take(page, 'room-typing');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('status');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: 'Status and availability' })).toBeVisible();
      await take(page, 'presence');
      await page.getByRole('button', { name: 'In a meeting' }).click();
      await page.getByRole('radio', { name: /Appear offline/ }).click();
      await take(page, 'presence-chosen');
      await dismiss(page);

      await page.getByRole('log').getByRole('button', { name: 'Grace Hopper' }).first().click();
      const card = page.getByRole('dialog', { name: 'Grace Hopper' });
      await expect(card.getByText('Lunch')).toBeVisible();
      await take(page, 'person');
      const inRoom = page.url();
      await card.getByRole('button', { name: 'Message' }).click();
      await expect(page.getByText(/between you and Grace Hopper/)).toBeVisible();
      await take(page, 'conversation-new');
      await ada.say('Are you back from lunch?');
      await ada.expectMessage('Are you back from lunch?');
      await take(page, 'conversation');
      await page.goto(inRoom);
      await expect(page.getByRole('log').getByRole('button', { name: 'Grace Hopper' }).first()).toBeVisible();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('conversation');
      await page.keyboard.press('Enter');
      await page.getByLabel('Search by name').fill(grace.account.username);
      await page
        .getByRole('list', { name: 'People' })
        .getByRole('button', { name: `@${grace.account.username}` })
        .click();
      await take(page, 'new-conversation');
      await dismiss(page);

      await page.getByRole('button', { name: 'Room actions' }).click();
      await take(page, 'room-menu');
      await page.getByRole('menuitem', { name: 'Notifications' }).click();
      await take(page, 'room-notifications');
      await dismiss(page);
      await page.getByRole('button', { name: 'Room actions' }).click();
      await page.getByRole('menuitem', { name: 'Room settings' }).click();
      await take(page, 'room-settings');
      await dismiss(page);
      await page.getByRole('button', { name: 'Room actions' }).click();
      await page.getByRole('menuitem', { name: 'Invite people' }).click();
      await expect(page.getByRole('list', { name: 'People' })).toBeVisible();
      await take(page, 'add-people');
      await dismiss(page);
      await page.getByRole('button', { name: 'Room actions' }).click();
      await page.getByRole('menuitem', { name: 'Leave room' }).click();
      await expect(page.getByRole('dialog', { name: 'Leave' })).toBeVisible();
      await take(page, 'leave-room');
      await dismiss(page);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox')).toBeFocused();
      await take(page, 'quick-switcher');
      await dismiss(page);

      await grace.page.getByRole('link', { name: 'Browse rooms' }).first().click();
      const other = roomName('reading');
      await grace.page.getByRole('button', { name: 'Create a room' }).first().click();
      const dialog = grace.page.getByRole('dialog');
      await dialog.getByLabel('Name').fill(other);
      await dialog.getByLabel('Topic').fill('Books, papers and the backs of cereal boxes');
      await dialog.getByRole('button', { name: 'Create room' }).click();
      await expect(grace.composer).toBeVisible();
      await page.goto('/discover');
      await expect(page.getByRole('button', { name: `Join ${other}` })).toBeVisible();
      await take(page, 'discover');
      await page.getByRole('link', { name: other }).click();
      await expect(page.getByRole('button', { name: 'Join room' })).toBeVisible();
      await take(page, 'room-outside');

      await grace.page.getByRole('link', { name: room }).click();
      await page.goto('/rooms');
      await grace.say('One more thing.');
      await expect(page.getByText('unread')).toBeAttached();
      await take(page, 'rooms');
      await page.goto('/people');
      await expect(page.getByRole('list', { name: 'People' })).toBeVisible();
      await take(page, 'people');
      await page.goto('/threads');
      await expect(page.getByText('See the logbook.')).toBeVisible();
      await take(page, 'threads');
      await page.goto('/later');
      await expect(page.getByText('Nothing to come back to')).toBeVisible();
      await take(page, 'later-empty');
      await page.goto('/settings');
      await expect(page.getByLabel('About you')).toBeVisible();
      await take(page, 'settings');

      await page.goto('/rooms/00000000-0000-0000-0000-000000000000');
      await expect(page.getByText('There is no such room')).toBeVisible();
      await take(page, 'room-missing');
    });

    await test.step('the API page', async () => {
      const context = await browser.newContext(seen);
      complaints.watch(context);
      const page = await context.newPage();
      await page.goto('/docs');
      await expect(page.getByText('/v1/rooms/{roomId}/messages').first()).toBeVisible();
      await page.screenshot({ path: `test-results/screens/docs-${device}.png` });
      await context.close();
    });
  });
}

for (const [device, options] of Object.entries(DEVICES)) {
  test(`who comes in, and who keeps order: ${device}`, async ({
    someone,
    browser,
    server,
    complaints,
    contextOptions,
  }) => {
    test.slow();
    const take: Take = (page, name) => look(page, `${name}-${device}`);
    const grace = await someone('Grace Hopper');
    await grace.signUp();
    const ada = await someone('Ada Lovelace', options);
    const { page } = ada;
    await ada.signUp();
    const room = roomName('Harbour');
    await ada.createRoom(room, { topic: 'Ships and their papers' });
    await grace.discoverAndJoin(room);

    await test.step('invitations', async () => {
      await act(page, 'Invite people');
      const dialog = page.getByRole('dialog', { name: 'Invite people' });
      await dialog.getByRole('tab', { name: 'By link' }).click();
      await take(page, 'invite-by-link');
      await dialog.getByRole('checkbox', { name: 'Approval needed' }).check();
      await dialog.getByRole('button', { name: 'Create link' }).click();
      const link = await dialog.getByLabel('Invitation link').inputValue();
      await take(page, 'invite-link-made');
      await dialog.getByRole('tab', { name: 'Invitations' }).click();
      await expect(dialog.getByRole('button', { name: /Revoke/ })).toBeVisible();
      await take(page, 'invitations');
      await dismiss(page);

      const context = await browser.newContext({ ...contextOptions, ...options, baseURL: server.url });
      complaints.watch(context);
      const guest = await context.newPage();
      await guest.goto(link);
      await expect(guest.getByRole('heading', { level: 1, name: room })).toBeVisible();
      await take(guest, 'invitation');
      await context.close();
    });

    await test.step('order', async () => {
      await page.getByRole('button', { name: '2 members' }).click();
      await page.getByRole('button', { name: 'Manage Grace Hopper' }).click();
      await take(page, 'member-menu');
      await page.getByRole('menuitem', { name: 'Mute for an hour' }).click();
      await expect(page.getByText('Muted', { exact: true })).toBeVisible();
      await take(page, 'member-muted');
      await page.getByRole('button', { name: 'Manage Grace Hopper' }).click();
      await page.getByRole('menuitem', { name: 'Ban from the room' }).click();
      const dialog = page.getByRole('dialog', { name: 'Ban Grace Hopper?' });
      await take(page, 'ban');
      await dialog.getByLabel('Reason').fill('Sells ships that are not hers');
      await dialog.getByRole('button', { name: 'Ban', exact: true }).click();
      await expect(dialog).toHaveCount(0);
      await page.getByRole('button', { name: 'Close members' }).click();
      await act(page, 'Moderation');
      await expect(page.getByRole('button', { name: 'Lift the ban of Grace Hopper' })).toBeVisible();
      await take(page, 'moderation');
      await dismiss(page);
    });

    await test.step('one’s picture', async () => {
      await page.goto('/settings');
      await page
        .getByLabel('Picture file')
        .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: await page.screenshot() });
      await expect(page.getByRole('application')).toBeVisible();
      await take(page, 'picture');
    });
  });
}

test('a room without its server says so and keeps what is typed', async ({ someone, server, complaints }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Outage'));
  await ada.say('All is well.');
  await ada.expectMessage('All is well.');
  complaints.expectRefusals();
  await server.kill();
  await ada.say('Is it?');
  await expect(ada.page.getByText('Waiting for the connection')).toBeVisible();
  await lookEverywhere(ada.page, 'room-reconnecting');
  await server.start();
  await ada.expectMessage('Is it?');
});

/** Looks at a screen of that name. */
type Take = (page: Page, name: string) => Promise<void>;

async function act(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Room actions' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Closes the dialog, as a keyboard does. */
async function dismiss(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Messages that were edited, deleted and reacted to, and how that is done. */
async function changes(ada: Person, grace: Person, take: Take): Promise<void> {
  const { page } = ada;
  await edit(grace, 'And one moth', 'And two moths: https://example.org/moths');
  await react(grace, 'Lovely.', '👍');
  await react(grace, 'Lovely.', '❤️');
  await react(grace, 'Привет', '😂');
  await grace.say('That was for somebody else.');
  await ada.expectMessage('That was for somebody else.');
  await remove(grace, 'That was for somebody else.');
  await expect(ada.messages('This message was deleted')).toHaveCount(1);
  await reaction(ada, 'Lovely.', '👍').click();
  await expect(reaction(ada, 'Lovely.', '👍')).toHaveText('👍2');
  await ada.messages('Lovely.').hover();
  await take(page, 'room-changed');

  const actions = ada.messages('Lovely.').getByRole('button', { name: 'More actions' });
  await actions.click();
  await take(page, 'message-menu');
  await page.getByRole('menuitem', { name: 'React', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Choose an emoji' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Smileys' })).toBeVisible();
  await take(page, 'emoji-picker');
  await page.getByLabel('Search emoji').fill('moth xyz');
  await expect(page.getByText('No emoji is called that.')).toBeVisible();
  // Escape empties a search before it closes what the search is in.
  await page.getByLabel('Search emoji').fill('');
  await dismiss(page);

  await actions.click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
  await take(page, 'message-editor');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Edited: show what it said before' }).click();
  await expect(page.getByText('And one moth')).toBeVisible();
  await take(page, 'message-history');
  await dismiss(page);
  await actions.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await take(page, 'message-delete');
  await page.getByRole('button', { name: 'Undo' }).click();
}

async function converse(ada: Person, grace: Person): Promise<void> {
  const lines: [Person, string][] = [
    [ada, 'Good morning! Is the engine up?'],
    [grace, 'Since six. It printed the first hundred Bernoulli numbers before breakfast.'],
    [grace, 'And one moth: https://example.org/moth'],
    [ada, 'Lovely. Put the moth in the logbook, please.'],
    [grace, 'Done:\n  1. the date\n  2. the relay\n  3. its wings'],
    [ada, '你好，世界 · Привет · שלום · 🎉'],
  ];
  for (const [who, text] of lines) {
    await who.say(text);
    const ending =
      text
        .split('\n')
        .at(-1)
        ?.replace(/^\s*\d+\. /u, '') ?? text;
    await ada.expectMessage(ending);
    await grace.expectMessage(ending);
  }
}
