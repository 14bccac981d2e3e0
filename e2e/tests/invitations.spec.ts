import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { PASSWORD, roomName, type Person } from '../support/person.ts';

/** Makes a link to the room that is open, and answers it. */
async function makeLink({ page }: Person, { approval = false, once = false } = {}): Promise<string> {
  await page.getByRole('button', { name: 'Invite people' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite people' });
  await dialog.getByRole('tab', { name: 'By link' }).click();
  if (approval) await dialog.getByRole('checkbox', { name: 'Approval needed' }).check();
  if (once) await dialog.getByLabel('How often').selectOption({ label: 'Once' });
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByText('It is shown only now')).toBeVisible();
  const link = await dialog.getByLabel('Invitation link').inputValue();
  await page.keyboard.press('Escape');
  return link;
}

/** Fills in the form of the page that is open. */
async function register({ page, account }: Person): Promise<void> {
  await page.getByLabel('E-mail').fill(`${account.username}@example.org`);
  await page.getByLabel('User name').fill(account.username);
  await page.getByLabel('Display name').fill(account.displayName);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
}

test('a link shows its room to a stranger, who signs up and joins', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  const room = roomName('Engine club');
  await ada.createRoom(room, { topic: 'Looms and numbers', visibility: 'Private' });
  const address = ada.page.url();
  const link = await makeLink(ada, { once: true });

  await test.step('before she signs in she sees where it leads', async () => {
    await grace.page.goto(link);
    await expect(grace.page.getByRole('heading', { level: 1, name: room })).toBeVisible();
    await expect(grace.page.getByText('Ada Lovelace invites you.')).toBeVisible();
    await expect(grace.page.getByText('Looms and numbers')).toBeVisible();
    await expect(grace.page.getByText('1 member')).toBeVisible();
  });

  await ada.page.getByRole('button', { name: 'Invite people' }).click();
  await ada.page.getByRole('tab', { name: 'Invitations' }).click();
  const out = ada.page.getByRole('list', { name: 'Invitations' });
  await expect(out).toContainText('1 of 1 use left');

  await test.step('she signs up, which says who invites her, and is in the room', async () => {
    await grace.page.getByRole('link', { name: 'Sign up to join' }).click();
    await expect(grace.page.getByText(`Ada Lovelace invites you to ${room}.`)).toBeVisible();
    await register(grace);
    await grace.page.waitForURL(address);
    await expect(out, 'it is counted on the list that is open').toContainText('used up');
    await ada.page.keyboard.press('Escape');
    await grace.say('Thank you for having me.');
    await ada.expectMessage('Thank you for having me.');
  });

  await test.step('it leads a member to the room, and nobody else anywhere: it is used up', async () => {
    await grace.page.goto(link);
    await grace.page.waitForURL(address);
    complaints.expectRefusals();
    const mary = await someone('Mary Somerville');
    await mary.page.goto(link);
    await expect(
      mary.page.getByRole('heading', { level: 1, name: 'This invitation is no longer valid' }),
    ).toBeVisible();
    await lookEverywhere(mary.page, 'invitation-over');
  });
});

test('a link that was revoked lets nobody in', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  await ada.createRoom(roomName('Closed'), { visibility: 'Private' });
  const link = await makeLink(ada);
  await grace.page.goto(link);
  await expect(grace.page.getByRole('button', { name: 'Join', exact: true })).toBeVisible();
  await lookEverywhere(grace.page, 'invitation-join');

  await ada.page.getByRole('button', { name: 'Invite people' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Invite people' });
  await dialog.getByRole('tab', { name: 'Invitations' }).click();
  await expect(dialog.getByText(/used 0 times · until/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Revoke Link by Ada Lovelace' }).click();
  await expect(dialog.getByText('No invitation is out.')).toBeVisible();

  complaints.expectRefusals();
  await grace.page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(grace.page.getByRole('alert')).toContainText('This invitation is no longer valid');
});

test('where approval is needed, one asks, waits, and is let in', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  await ada.createRoom(roomName('Salon'), { visibility: 'Private' });
  const address = ada.page.url();
  const link = await makeLink(ada, { approval: true });

  await grace.page.goto(link);
  await grace.page.getByLabel('A note for those who let you in').fill('We met at the fair.');
  await lookEverywhere(grace.page, 'invitation-ask');
  await grace.page.getByRole('button', { name: 'Ask to join' }).click();
  await expect(grace.page.getByText('Waiting for approval')).toBeVisible();
  await lookEverywhere(grace.page, 'invitation-waiting');

  await test.step('she takes it back, and asks again', async () => {
    await grace.page.getByRole('button', { name: 'Take the request back' }).click();
    await grace.page.getByLabel('A note for those who let you in').fill('We met at the fair.');
    await grace.page.getByRole('button', { name: 'Ask to join' }).click();
    await expect(grace.page.getByText('Waiting for approval')).toBeVisible();
  });

  await test.step('those in the room see it at once, wherever they are', async () => {
    const link = ada.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: /Salon/ });
    await expect(link).toHaveAccessibleName(/1 waiting to join/);
    await lookEverywhere(ada.page, 'invitations-waiting');
    await ada.page.getByRole('button', { name: '1 member, 1 waiting to join' }).click();
    const waiting = ada.page.getByRole('region', { name: 'Waiting to join' });
    await expect(waiting.getByText('We met at the fair.')).toBeVisible();
    await waiting.getByRole('button', { name: 'Let Grace Hopper in' }).click();
    await expect(waiting).toHaveCount(0);
  });

  await grace.page.waitForURL(address);
  await grace.say('Good evening.');
  await ada.expectMessage('Good evening.');
  await expect(ada.page.getByText('Grace Hopper was added by Ada Lovelace')).toBeVisible();
});

test('who is added by name finds the room marked, and who runs it opens it to everyone', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Workshop');
  await ada.createRoom(room, { visibility: 'Private' });
  await ada.page.getByRole('button', { name: 'Invite people' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Invite people' });
  await dialog.getByRole('searchbox').fill(grace.account.username);
  const add = dialog.getByRole('button', { name: 'Add Grace Hopper' });
  await expect(add).toHaveCount(1);
  await add.click();
  await expect(dialog.getByText('Added')).toBeVisible();
  await ada.page.keyboard.press('Escape');

  await test.step('it is new to her until she has looked at it', async () => {
    const link = grace.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room });
    await expect(link).toHaveAccessibleName(/New/);
    await lookEverywhere(grace.page, 'invitations-new-room');
    await link.click();
    await expect(grace.page.getByText('Grace Hopper was added by Ada Lovelace')).toBeVisible();
    await expect(grace.page.getByText('Ada Lovelace made this room')).toBeVisible();
    await expect(link).not.toHaveAccessibleName(/New/);
    await grace.page.reload();
    await expect(grace.composer).toBeVisible();
    await expect(link).not.toHaveAccessibleName(/New/);
  });

  await test.step('it becomes public, and says so', async () => {
    await ada.page.getByRole('button', { name: 'Room actions' }).click();
    await ada.page.getByRole('menuitem', { name: 'Room settings' }).click();
    const settings = ada.page.getByRole('dialog', { name: 'Room settings' });
    await settings.getByRole('radio', { name: /^Public/ }).click();
    await expect(settings.getByText('who joins reads all that was said in it before')).toBeVisible();
    await lookEverywhere(ada.page, 'room-settings-public');
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(grace.page.getByText('Ada Lovelace made the room public')).toBeVisible();
    const mary = await someone('Mary Somerville');
    await mary.signUp();
    await mary.discoverAndJoin(room);
  });
});
