import { chromium } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { newAccount, Person, roomName } from '../support/person.ts';

test('a restart of the browser stays signed in', async ({ server, complaints, launchOptions, contextOptions }) => {
  const profile = await mkdtemp(join(tmpdir(), 'parley-e2e-profile-'));
  const account = newAccount('Ada Lovelace');
  const open = async () => {
    const context = await chromium.launchPersistentContext(profile, {
      ...contextOptions,
      ...launchOptions,
      baseURL: server.url,
    });
    complaints.watch(context);
    return new Person(account, context, context.pages()[0] ?? (await context.newPage()));
  };

  const before = await open();
  await before.signUpByForm();
  await before.createRoom(roomName('Home'));
  await before.say('I will be back.');
  await before.expectMessage('I will be back.');
  const address = before.page.url();
  await before.context.close();

  const after = await open();
  await after.page.goto(address);
  await after.expectMessage('I will be back.');
  await expect(after.page.getByRole('button', { name: /^Your account.* Ada Lovelace/ })).toBeVisible();
  await after.context.close();
  await rm(profile, { recursive: true, force: true });
});

test('a link to a room leads there by way of the login', async ({
  someone,
  browser,
  complaints,
  contextOptions,
  server,
}) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Lighthouse'));
  await ada.say('Follow the light.');
  await ada.expectMessage('Follow the light.');
  const address = ada.page.url();

  const elsewhere = await browser.newContext({ ...contextOptions, baseURL: server.url });
  complaints.watch(elsewhere);
  const again = new Person(ada.account, elsewhere, await elsewhere.newPage());
  await again.page.goto(address);
  await again.page.waitForURL('**/login');
  await again.logIn();
  await again.page.waitForURL(address);
  await again.expectMessage('Follow the light.');
  await elsewhere.close();
});

test('a wrong password is refused without saying what was wrong', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  complaints.expectRefusals();
  await ada.page.goto('/login');
  await ada.logIn();
  await expect(ada.page.getByRole('alert')).toBeVisible();
  await expect(ada.page.getByLabel('User name or e-mail')).toHaveValue(ada.account.username);
});

test('a user name that is taken is said at its field', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  const impostor = await someone('Ada Impostor');
  complaints.expectRefusals();
  await impostor.page.goto('/signup');
  await impostor.page.getByLabel('E-mail').fill('impostor@example.org');
  await impostor.page.getByLabel('User name').fill(ada.account.username);
  await impostor.page.getByLabel('Password', { exact: true }).fill('another fine password');
  await impostor.page.getByRole('button', { name: 'Create account' }).click();
  await expect(impostor.page.getByLabel('User name')).toHaveAttribute('aria-invalid', 'true');
  await expect(impostor.page.getByLabel('User name')).toBeFocused();
});

test('logging out ends every tab, and the session is gone', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  const other = await ada.context.newPage();
  await other.goto('/rooms');
  await expect(other.getByRole('button', { name: /Your account/ })).toBeVisible();

  complaints.expectRefusals();
  await ada.page.getByRole('button', { name: /Your account/ }).click();
  await ada.page.getByRole('menuitem', { name: 'Log out' }).click();
  await ada.page.waitForURL('**/login');
  await other.waitForURL('**/login');

  await ada.page.goto('/rooms');
  await ada.page.waitForURL('**/login');
});

test('two tabs of one person show the same, each message once', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Mirror'));
  const twin = new Person(ada.account, ada.context, await ada.context.newPage());
  await twin.page.goto(ada.page.url());
  await expect(twin.composer).toBeVisible();

  await ada.say('from the first');
  await twin.expectMessage('from the first');
  await twin.say('from the second');
  await ada.expectMessage('from the second');
  await ada.expectMessage('from the first');
  await twin.expectMessage('from the second');
});
