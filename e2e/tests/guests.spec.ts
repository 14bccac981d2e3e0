import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { PASSWORD, roomName, type Person } from '../support/person.ts';

/** Makes a link for guests to the room that is open, and answers it. */
async function guestLink({ page }: Person): Promise<string> {
  await page.getByRole('button', { name: 'Invite people' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite people' });
  await dialog.getByRole('tab', { name: 'By link' }).click();
  await dialog.getByRole('checkbox', { name: 'For guests' }).check();
  await lookEverywhere(page, 'guests-link');
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const link = await dialog.getByLabel('Invitation link').inputValue();
  await dialog.getByRole('tab', { name: 'Invitations' }).click();
  await expect(dialog.getByText(/for guests · used 0 times/)).toBeVisible();
  await page.keyboard.press('Escape');
  return link;
}

/** Signs up by the link, and enters its room. */
async function enterAsGuest({ page, account }: Person, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByText('You will join as a guest')).toBeVisible();
  await lookEverywhere(page, 'guests-invited');
  await page.getByRole('link', { name: 'Sign up as a guest' }).click();
  await expect(page.getByRole('heading', { name: 'Join as a guest' })).toBeVisible();
  await page.getByLabel('E-mail').fill(`${account.username}@example.org`);
  await page.getByLabel('User name').fill(account.username);
  await page.getByLabel('Display name').fill(account.displayName);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await lookEverywhere(page, 'guests-signup');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/rooms/*');
}

test('a guest sees the room that they are invited to, and nothing else', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const eve = await someone('Eve Secret');
  const gus = await someone('Gus Visitor');
  await ada.signUp();
  await eve.signUp();
  const office = roomName('Office');
  await ada.createRoom(office);
  const officeAddress = ada.page.url();
  const harbour = roomName('Harbour');
  await ada.createRoom(harbour, { topic: 'Ships and visitors' });
  await ada.say('Welcome aboard.');
  await enterAsGuest(gus, await guestLink(ada));

  await test.step('they read and write, and their room is all there is', async () => {
    await gus.expectMessage('Welcome aboard.');
    await gus.say('Glad to be here.');
    await ada.expectMessage('Glad to be here.');
    await expect(gus.page.getByRole('link', { name: 'Browse rooms' })).toHaveCount(0);
    await expect(gus.page.getByRole('button', { name: 'Create a room' })).toHaveCount(0);
    await expect(gus.page.getByRole('button', { name: 'Invite people' })).toHaveCount(0);
    await lookEverywhere(gus.page, 'guests-room-of-guest');
    await gus.page.goto('/discover');
    await gus.page.waitForURL('**/rooms');
    await lookEverywhere(gus.page, 'guests-home');
    complaints.expectRefusals();
    await gus.page.goto(officeAddress);
    await expect(gus.page.getByRole('heading', { name: 'There is no such room' })).toBeVisible();
    await expect(gus.page.getByRole('link', { name: 'To your rooms' })).toBeVisible();
  });

  await test.step('the room says that a guest is in it, at once', async () => {
    await expect(ada.page.getByText('1 guest', { exact: true })).toBeVisible();
    await ada.page.getByRole('button', { name: '2 members' }).click();
    const members = ada.page.getByRole('complementary', { name: `Members of ${harbour}` });
    await expect(members.getByRole('heading', { name: 'Guests 1' })).toBeVisible();
    const line = members.getByRole('listitem').filter({ hasText: 'Gus Visitor' });
    await line.getByRole('button', { name: 'Manage Gus Visitor' }).click();
    await expect(ada.page.getByRole('menuitem', { name: 'Remove from the room' })).toBeVisible();
    await expect(ada.page.getByRole('menuitem', { name: /^Make / })).toHaveCount(0);
    await ada.page.keyboard.press('Escape');
    await lookEverywhere(ada.page, 'guests-members');
    await line.getByRole('button', { name: 'Gus Visitor', exact: true }).click();
    const card = ada.page.getByRole('dialog', { name: 'Gus Visitor' });
    await expect(card.getByText('Guest', { exact: true })).toBeVisible();
    await lookEverywhere(ada.page, 'guests-card');
    await card.getByRole('button', { name: 'Message' }).click();
    await ada.say('Between ourselves.');
    await expect(ada.page.getByRole('link', { name: /Gus Visitor/ }).getByText('Guest')).toBeVisible();
    await lookEverywhere(ada.page, 'guests-direct');
  });

  await test.step('their people are those of their rooms', async () => {
    await gus.page.goto('/people');
    const people = gus.page.getByRole('list', { name: 'People' });
    await expect(people.getByRole('button', { name: 'Ada Lovelace', exact: true })).toBeVisible();
    await expect(people.getByRole('listitem')).toHaveCount(2);
    await lookEverywhere(gus.page, 'guests-people');
    await gus.page.getByLabel('Search people by name').fill(`@${eve.account.username}`);
    await expect(gus.page.getByText(/Nobody in your rooms has a name/)).toBeVisible();
  });

  await test.step('members find them, and they are marked', async () => {
    await eve.page.goto('/people');
    await eve.page.getByLabel('Search people by name').fill(`@${gus.account.username}`);
    const found = eve.page.getByRole('listitem').filter({ hasText: 'Gus Visitor' });
    await expect(found.getByText('Guest', { exact: true })).toBeVisible();
  });
});

test('where guests only read, they read along', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const gus = await someone('Gus Visitor', { viewport: { width: 390, height: 844 } });
  await ada.signUp();
  const room = roomName('News');
  await ada.createRoom(room);
  await enterAsGuest(gus, await guestLink(ada));
  await expect(gus.composer).toBeVisible();

  await ada.page.getByRole('button', { name: 'Room actions' }).click();
  await ada.page.getByRole('menuitem', { name: 'Room settings' }).click();
  const settings = ada.page.getByRole('dialog', { name: 'Room settings' });
  await settings.getByLabel('Write messages').selectOption({ label: 'Members, not guests' });
  await settings.getByRole('button', { name: 'Save' }).click();

  await expect(gus.page.getByText('Only some may write here. You read along.')).toBeVisible();
  await ada.say('The tide turns at nine.');
  await gus.expectMessage('The tide turns at nine.');
  await lookEverywhere(gus.page, 'guests-phone-room');
  await gus.page.goto('/people');
  await expect(gus.page.getByRole('list', { name: 'People' })).toBeVisible();
  await lookEverywhere(gus.page, 'guests-phone-people');
  await gus.page.goto('/rooms');
  await expect(gus.page.getByRole('link', { name: new RegExp(room) })).toBeVisible();
  await lookEverywhere(gus.page, 'guests-phone-rooms');
});
