import { expect, test } from '../support/fixtures.ts';
import { roomName } from '../support/person.ts';

test('what somebody begins to write goes on on their other device, and is gone once it is said', async ({
  someone,
  browser,
  server,
  complaints,
}) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  const room = roomName('Letters');
  await ada.createRoom(room);
  const address = new URL(ada.page.url()).pathname;

  const elsewhere = await browser.newContext({ baseURL: server.url });
  complaints.watch(elsewhere);
  const other = ada.on(await elsewhere.newPage());
  await other.page.goto('/login');
  await other.logIn();
  await other.page.waitForURL('**/rooms');
  await other.page.goto(address);
  await expect(other.composer).toBeVisible();

  await test.step('it comes while one writes', async () => {
    await ada.composer.pressSequentially('Dear Charles,');
    await expect(other.composer).toHaveValue('Dear Charles,');
  });

  await test.step('and is marked in the list', async () => {
    await other.page.goto('/people');
    await expect(other.page.getByRole('link', { name: room }).getByRole('img', { name: 'Draft' })).toBeVisible();
    await other.page.goto(address);
    await expect(other.composer).toHaveValue('Dear Charles,');
  });

  await test.step('the other device goes on with it', async () => {
    await other.composer.press('End');
    await other.composer.pressSequentially(' the engine runs.');
    await expect(ada.composer).toHaveValue('Dear Charles, the engine runs.');
  });

  await test.step('once it is said, it is a draft nowhere', async () => {
    await other.composer.press('Enter');
    await ada.expectMessage('Dear Charles, the engine runs.');
    await expect(ada.composer).toHaveValue('');
    await ada.page.reload();
    await expect(ada.composer).toHaveValue('');
  });
  await elsewhere.close();
});
