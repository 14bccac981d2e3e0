import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { roomName } from '../support/person.ts';

test('two people meet in a room and chat both ways', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Engine room');
  await ada.createRoom(room, { topic: 'What the machine can do' });
  await grace.discoverAndJoin(room);

  await test.step('what one says, both see', async () => {
    await ada.say('Is anybody there?');
    await grace.expectMessage('Is anybody there?');
    await grace.say('I am. Hello Ada!');
    await ada.expectMessage('I am. Hello Ada!');
    await ada.say('Two lines\nin one message');
    await grace.expectMessage('in one message');
  });

  await test.step('who joined is said to those who are there', async () => {
    await expect(ada.page.getByRole('log').getByText('Grace Hopper joined')).toHaveCount(1);
    await expect(ada.page.getByRole('button', { name: '2 members' })).toBeVisible();
  });

  await test.step('a reload keeps all', async () => {
    const seen = async () => [
      await ada.texts(),
      await ada.messages().evaluateAll((rows) => rows.map(({ ariaLabel }) => ariaLabel)),
    ];
    const before = await seen();
    await ada.page.reload();
    await ada.expectMessage('in one message');
    expect(await seen()).toEqual(before);
    await expect(ada.unsent).toHaveCount(0);
  });

  await test.step('and the conversation goes on', async () => {
    await grace.say('Still here?');
    await ada.expectMessage('Still here?');
  });
});

test('somebody elsewhere is told that a room has news', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Newsroom');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await grace.page.getByRole('link', { name: 'Browse rooms' }).first().click();

  await ada.say('Extra, extra!');

  const rooms = grace.page.getByRole('navigation', { name: 'Rooms' });
  await expect(rooms.getByRole('link', { name: `${room} 1 unread` })).toBeVisible();
  await rooms.getByRole('link', { name: room }).click();
  await grace.expectMessage('Extra, extra!');
  await expect(rooms.getByText('unread')).toHaveCount(0);
});

test('all tabs of one person agree on what is unread', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Agreement');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await grace.page.getByRole('link', { name: 'Browse rooms' }).first().click();
  const second = grace.on(await grace.context.newPage());
  await second.page.goto('/rooms');
  const tabs = [grace.page, second.page];
  const link = (page: Page) => page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room });

  await test.step('messages and mentions are counted in each', async () => {
    await ada.say(`@${grace.account.username}, are you there?`);
    await ada.say('No hurry.');
    for (const page of tabs) {
      await expect(link(page)).toHaveAccessibleName(/1 mention, 2 unread$/);
      await expect(page).toHaveTitle(/^\(2, @1\) /);
    }
  });

  await test.step('what is read in one is read in all, and its sender knows', async () => {
    await link(grace.page).click();
    await expect(grace.page.getByRole('separator', { name: 'New messages' })).toBeVisible();
    for (const page of tabs) {
      await expect(link(page)).toHaveAccessibleName(room);
      await expect(page).toHaveTitle(/^[^(]/);
    }
    await expect(ada.page.getByText('Seen by Grace Hopper')).toBeVisible();
  });

  await test.step('what is marked as unread in one is unread in all, though it is looked at', async () => {
    await grace.messages('No hurry.').hover();
    await grace.messages('No hurry.').getByRole('button', { name: 'More actions' }).click();
    await grace.page.getByRole('menuitem', { name: 'Mark as unread' }).click();
    for (const page of tabs) await expect(link(page)).toHaveAccessibleName(/ 1 unread$/);
    await second.page.reload();
    await expect(link(second.page)).toHaveAccessibleName(/ 1 unread$/);
  });

  await test.step('saying something reads everything', async () => {
    await grace.say('Here I am.');
    for (const page of tabs) await expect(link(page)).toHaveAccessibleName(room);
  });
});

test('a private room is invisible until a member adds somebody', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const mary = await someone('Mary Somerville');
  await mary.signUp();
  await ada.signUp();
  const room = roomName('Board');
  await ada.createRoom(room, { visibility: 'Private' });
  await ada.say('For our eyes only.');
  const address = ada.page.url();

  await test.step('outside it does not exist', async () => {
    await mary.page.getByRole('link', { name: 'Browse rooms' }).first().click();
    await mary.page.getByLabel('Search public rooms').fill(room);
    await expect(mary.page.getByText('Nothing found')).toBeVisible();
  });

  await test.step('a member adds her, and the room appears at once', async () => {
    await ada.page.getByRole('button', { name: 'Invite people' }).click();
    await ada.page.getByLabel('Search by name').fill(mary.account.username);
    await ada.page.getByRole('button', { name: `Add ${mary.account.displayName}` }).click();
    await ada.page.keyboard.press('Escape');
    await mary.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room }).click();
    await expect(mary.page).toHaveURL(address);
    await mary.say('Thank you for having me.');
    await ada.expectMessage('Thank you for having me.');
  });
});

test('a message that the rules forbid cannot be sent, and says why', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Long thoughts'));

  await ada.composer.fill('x'.repeat(8001));
  await expect(ada.page.getByText('1 too many')).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();

  await ada.composer.fill('x'.repeat(8000));
  await ada.composer.press('Enter');
  await ada.expectMessage('x'.repeat(8000));
});
