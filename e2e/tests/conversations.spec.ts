import { expect, test } from '../support/fixtures.ts';
import { roomName, type Person } from '../support/person.ts';

/** Begins a conversation with these people, found by their user names. */
async function begin({ page }: Person, ...others: Person[]): Promise<void> {
  await page.getByRole('button', { name: 'New conversation' }).click();
  const dialog = page.getByRole('dialog', { name: 'New conversation' });
  for (const { account } of others) {
    await dialog.getByLabel('Search by name').fill(account.username);
    await dialog
      .getByRole('list', { name: 'People' })
      .getByRole('button', { name: `@${account.username}` })
      .click();
  }
  await dialog.getByRole('button', { name: /^(Begin|Begin a group|Write to yourself)$/ }).click();
  await expect(dialog).toHaveCount(0);
}

function inSidebar({ page }: Person, name: string | RegExp) {
  return page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name });
}

test('two people talk, and find the same conversation again from anywhere', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();

  await begin(ada, grace);
  await expect(ada.page.getByRole('main').getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeVisible();
  await expect(inSidebar(grace, 'Ada Lovelace'), 'an empty conversation bothers nobody').toHaveCount(0);
  await ada.say('Just between us.');
  await ada.expectMessage('Just between us.');
  const address = ada.page.url();

  await test.step('the other sees it come, as something meant for them', async () => {
    await expect(inSidebar(grace, /Ada Lovelace.*1 mention, 1 unread/)).toBeVisible();
    await inSidebar(grace, /Ada Lovelace/).click();
    await grace.expectMessage('Just between us.');
    expect(grace.page.url()).toBe(address);
    await expect(grace.page.getByText('joined')).toHaveCount(0);
    await grace.say('As always.');
    await ada.expectMessage('As always.');
  });

  await test.step('nobody can be added, nobody leaves', async () => {
    await ada.page.getByRole('button', { name: 'Room actions' }).click();
    await expect(ada.page.getByRole('menuitem', { name: 'Notifications' })).toBeVisible();
    await expect(ada.page.getByRole('menuitem', { name: /Invite people|Leave/ })).toHaveCount(0);
    await ada.page.keyboard.press('Escape');
    await expect(ada.page.getByRole('button', { name: 'Invite people' })).toHaveCount(0);
  });

  await test.step('from somebody’s card', async () => {
    const room = roomName('Lounge');
    await ada.createRoom(room);
    await grace.discoverAndJoin(room);
    await grace.say('Hello all.');
    await ada.expectMessage('Hello all.');
    await ada.messages('Hello all.').getByRole('button', { name: 'Grace Hopper' }).click();
    const card = ada.page.getByRole('dialog', { name: 'Grace Hopper' });
    await expect(card.getByText(`@${grace.account.username}`)).toBeVisible();
    await card.getByRole('button', { name: 'Message' }).click();
    await ada.expectMessage('As always.');
    expect(ada.page.url()).toBe(address);
  });
});

test('one keeps notes to oneself', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await begin(ada, ada);
  await ada.say('Buy milk.');
  await ada.expectMessage('Buy milk.');
  await ada.page.reload();
  await ada.expectMessage('Buy milk.');
  await expect(inSidebar(ada, 'Notes to self')).toBeVisible();
});

test('a group is called by its people, who come and go', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  const alan = await someone('Alan Turing');
  for (const person of [ada, grace, alan]) await person.signUp();

  await begin(ada, grace, alan);
  await ada.say('Lunch?');
  await inSidebar(alan, 'Ada Lovelace, Grace Hopper').click();
  await alan.expectMessage('Lunch?');
  // Between leaving and the list of rooms, the page may ask for the room that is gone.
  complaints.expectRefusals();
  await alan.page.getByRole('button', { name: 'Room actions' }).click();
  await alan.page.getByRole('menuitem', { name: 'Leave group' }).click();
  await alan.page.getByRole('button', { name: 'Leave room' }).click();
  await alan.page.waitForURL('**/rooms');
  await expect(inSidebar(alan, 'Ada Lovelace, Grace Hopper')).toHaveCount(0);
  await expect(ada.page.getByText('Alan Turing left')).toBeVisible();
  await expect(ada.page.getByRole('button', { name: '2 members' })).toBeVisible();
});
