import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { roomName, type Person } from '../support/person.ts';

/** Begins the conversation with somebody, found by their user name. */
async function begin({ page }: Person, { account }: Person): Promise<void> {
  await page.getByRole('button', { name: 'New conversation' }).click();
  const dialog = page.getByRole('dialog', { name: 'New conversation' });
  await dialog.getByLabel('Search by name').fill(account.username);
  await dialog
    .getByRole('list', { name: 'People' })
    .getByRole('button', { name: `@${account.username}` })
    .click();
  await dialog.getByRole('button', { name: 'Begin', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

function inSidebar({ page }: Person, name: string | RegExp) {
  return page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name });
}

test('somebody who is blocked is not heard from, and is not told', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Harbour');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await begin(grace, ada);
  await grace.say('Just between us.');
  await inSidebar(grace, room).click();
  await grace.say('Good morning.');
  await ada.expectMessage('Good morning.');
  await expect(inSidebar(ada, /Grace Hopper/)).toBeVisible();
  const other = ada.on(await ada.context.newPage());
  await other.page.goto(ada.page.url());
  await other.expectMessage('Good morning.');

  await test.step('Ada blocks Grace at a message, after she was told what that does', async () => {
    await ada.messages('Good morning.').hover();
    await ada.messages('Good morning.').getByRole('button', { name: 'More actions' }).click();
    await ada.page.getByRole('menuitem', { name: 'Block Grace Hopper' }).click();
    const dialog = ada.page.getByRole('dialog', { name: 'Block Grace Hopper?' });
    await expect(dialog.getByText('They are not told, but may notice')).toBeVisible();
    await lookEverywhere(ada.page, 'blocking-dialog');
    await dialog.getByRole('button', { name: 'Block', exact: true }).click();
    await expect(dialog).toHaveCount(0);
  });

  const folded = ada.page.getByRole('button', { name: 'Message from somebody you blocked · Show' });
  await test.step('what Grace says is folded away on all pages, several in a row as one', async () => {
    await expect(folded).toBeVisible();
    await expect(other.page.getByRole('button', { name: 'Message from somebody you blocked · Show' })).toBeVisible();
    await expect(ada.messages()).toHaveCount(0);
    await grace.say(`@${ada.account.username} are you there?`);
    await grace.expectMessage('are you there?');
    const both = ada.page.getByRole('button', { name: '2 messages from somebody you blocked · Show' });
    await expect(both).toBeVisible();
    await lookEverywhere(ada.page, 'blocking-folded');
    await both.click();
    await ada.expectMessage('Good morning.');
    await lookEverywhere(ada.page, 'blocking-unfolded');
    await ada.page.getByRole('button', { name: '2 messages from somebody you blocked · Hide' }).click();
    await expect(ada.messages()).toHaveCount(0);
  });

  await test.step('their conversation leaves the list, and a mention counts for nothing', async () => {
    await expect(inSidebar(ada, /Grace Hopper/)).toHaveCount(0);
    await expect(inSidebar(other, /Grace Hopper/)).toHaveCount(0);
    for (const { page } of [ada, other]) await page.getByRole('link', { name: 'People' }).click();
    await grace.say(`@${ada.account.username} hello?`);
    await expect(inSidebar(ada, new RegExp(`${room}.*unread`))).toBeVisible();
    await expect(inSidebar(ada, new RegExp(`${room}.*mention`))).toHaveCount(0);
  });

  await test.step('among people and on the card she is marked', async () => {
    await ada.page.getByLabel('Search people by name').fill(grace.account.username);
    const line = ada.page.getByRole('list', { name: 'People' }).getByRole('listitem');
    await expect(line.getByText('Blocked')).toBeVisible();
    await lookEverywhere(ada.page, 'blocking-people');
    await line.getByRole('button', { name: 'Grace Hopper', exact: true }).click();
    const card = ada.page.getByRole('dialog', { name: 'Grace Hopper' });
    await expect(card.getByRole('button', { name: 'Unblock' })).toBeVisible();
    await lookEverywhere(ada.page, 'blocking-card');
    await card.getByRole('link', { name: 'Show conversation' }).click();
    await expect(ada.page.getByText('You blocked Grace Hopper: unblock to write.')).toBeVisible();
    await expect(folded).toBeVisible();
    await expect(ada.composer).toHaveCount(0);
    await lookEverywhere(ada.page, 'blocking-conversation');
  });

  await test.step('Grace sees Ada offline, and is refused without a reproach', async () => {
    complaints.expectRefusals();
    await inSidebar(grace, /Ada Lovelace/).click();
    await grace.say('Hello?');
    await expect(grace.page.getByText('This person takes no messages from you')).toBeVisible();
    await lookEverywhere(grace.page, 'blocking-refused');
    await grace.page.getByRole('button', { name: 'Discard' }).click();
  });

  await test.step('in the settings Ada unblocks her, and everything is back at once', async () => {
    await ada.page.goto('/settings');
    const blocked = ada.page.getByRole('list', { name: 'Blocked people' });
    await expect(blocked.getByText('Grace Hopper')).toBeVisible();
    await blocked.scrollIntoViewIfNeeded();
    await lookEverywhere(ada.page, 'blocking-settings');
    await blocked.getByRole('button', { name: 'Unblock' }).click();
    await expect(ada.page.getByText('Nobody. You block somebody')).toBeVisible();
    await expect(inSidebar(ada, /Grace Hopper/)).toBeVisible();
    await expect(inSidebar(ada, new RegExp(`${room}.*1 mention`))).toBeVisible();
    await inSidebar(other, room).click();
    await other.expectMessage('Good morning.');
    await grace.say('Hello again.');
    await grace.expectMessage('Hello again.');
    await expect(inSidebar(ada, /Grace Hopper.*unread/)).toBeVisible();
  });
});

test('whoever is blocked cannot add the blocker to a room', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  await ada.page.getByRole('link', { name: 'People' }).click();
  await ada.page.getByLabel('Search people by name').fill(grace.account.username);
  const line = ada.page.getByRole('list', { name: 'People' }).getByRole('listitem');
  await line
    .filter({ hasText: `@${grace.account.username}` })
    .getByRole('button', { name: 'Grace Hopper', exact: true })
    .click();
  await ada.page.getByRole('button', { name: 'Block', exact: true }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Block Grace Hopper?' });
  await dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(ada.page.getByRole('button', { name: 'Unblock' })).toBeVisible();

  complaints.expectRefusals();
  await grace.createRoom(roomName('Club'));
  await grace.page.getByRole('button', { name: 'Invite people' }).first().click();
  await grace.page.getByLabel('Search by name').fill(ada.account.username);
  await grace.page
    .getByRole('listitem')
    .filter({ hasText: `@${ada.account.username}` })
    .getByRole('button', { name: 'Add Ada Lovelace' })
    .click();
  await expect(grace.page.getByText(/cannot be added by you/)).toBeVisible();
});
