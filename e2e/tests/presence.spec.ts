import { Api } from '../support/api.ts';
import { expect, test } from '../support/fixtures.ts';
import { roomName, type Person } from '../support/person.ts';

/** Two people in a room of their own, of whom the first sees who is in it. */
async function meet(ada: Person, grace: Person): Promise<void> {
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Lounge');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await ada.page.getByRole('button', { name: '2 members' }).click();
}

function memberLine({ page }: Person, { account }: Person) {
  return page.getByRole('complementary').getByRole('listitem').filter({ hasText: account.displayName });
}

test('one sees the other typing, until the message comes or nothing more does', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await meet(ada, grace);
  const typing = ada.page.getByText('Grace Hopper is typing…').first();
  const composer = ada.composer;
  const before = await composer.boundingBox();

  await grace.composer.pressSequentially('Hold on');
  await expect(typing).toBeVisible();
  expect(await composer.boundingBox(), 'nothing moves').toEqual(before);
  await expect(grace.page.getByText('is typing…')).toHaveCount(0);
  await grace.composer.press('Enter');
  await ada.expectMessage('Hold on');
  await expect(typing).toHaveCount(0);

  await grace.composer.pressSequentially('Nev');
  await expect(typing).toBeVisible();
  await expect(typing).toHaveCount(0);
});

test('one sees whether the other is online, away or offline', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await grace.page.clock.install();
  await meet(ada, grace);
  const line = memberLine(ada, grace);
  await expect(line.getByRole('img', { name: 'Online' })).toBeVisible();

  await test.step('away when nobody has used the page for five minutes', async () => {
    await grace.page.clock.fastForward('05:01');
    await expect(line.getByRole('img', { name: 'Away' })).toBeVisible();
    await grace.page.mouse.move(300, 300);
    await expect(line.getByRole('img', { name: 'Online' })).toBeVisible();
  });

  await test.step('a second device that is used counts, whatever the first does', async () => {
    const phone = grace.on(await grace.context.newPage());
    await phone.page.goto('/rooms');
    await grace.page.clock.fastForward('05:01');
    await phone.page.mouse.move(200, 200);
    await expect(line.getByRole('img', { name: 'Online' })).toBeVisible();
    await phone.page.close();
    await expect(line.getByRole('img', { name: 'Away' })).toBeVisible();
  });

  await test.step('loading the page anew is no going offline', async () => {
    await grace.page.reload();
    await expect(line.getByRole('img', { name: 'Online' })).toBeVisible();
    await expect(line.getByText('last seen')).toHaveCount(0);
  });

  await test.step('offline, and when last seen', async () => {
    await grace.page.close();
    await expect(line.getByRole('img', { name: 'Offline' })).toBeVisible();
    await expect(line.getByText('last seen just now')).toBeVisible();
  });
});

test('what one chooses is seen by the other, and on all of one’s own pages', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await meet(ada, grace);
  const line = memberLine(ada, grace);
  const second = grace.on(await grace.context.newPage());
  await second.page.goto('/rooms');
  const account = /Your account/;

  await grace.page.getByRole('button', { name: account }).click();
  await grace.page.getByRole('menuitem', { name: 'Do not disturb' }).click();
  await expect(line.getByRole('img', { name: 'Do not disturb' })).toBeVisible();
  await expect(
    second.page.getByRole('button', { name: account }).getByRole('img', { name: 'Do not disturb' }),
  ).toBeVisible();

  await grace.page.getByRole('button', { name: account }).click();
  await grace.page.getByRole('menuitem', { name: 'Set your status' }).click();
  const dialog = grace.page.getByRole('dialog', { name: 'Status and availability' });
  await dialog.getByRole('radio', { name: /Appear offline/ }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(line.getByRole('img', { name: 'Offline' })).toBeVisible();

  await test.step('who appears offline is not seen typing', async () => {
    await grace.composer.pressSequentially('psst');
    await grace.page.getByRole('button', { name: account }).click();
    await grace.page.getByRole('menuitem', { name: 'Be seen as online' }).click();
    await expect(line.getByRole('img', { name: 'Online' })).toBeVisible();
    await expect(ada.page.getByText('is typing…')).toHaveCount(0);
  });
});

test('a status is shown beside the name until it ends', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await meet(ada, grace);
  await grace.say('I am off.');
  await ada.expectMessage('I am off.');
  const line = memberLine(ada, grace);

  await grace.page.getByRole('button', { name: /Your account/ }).click();
  await grace.page.getByRole('menuitem', { name: 'Set your status' }).click();
  const dialog = grace.page.getByRole('dialog', { name: 'Status and availability' });
  await dialog.getByRole('button', { name: 'On holiday' }).click();
  await expect(dialog.getByLabel('Clear after')).toHaveValue('week');
  await dialog.getByRole('button', { name: 'Save' }).click();

  await expect(line.getByRole('button', { name: /Status: 🌴 On holiday · until/ })).toBeVisible();
  await expect(ada.messages('I am off.').getByRole('button', { name: /On holiday/ })).toBeVisible();
  await expect(grace.page.getByRole('button', { name: /Your account.*On holiday/ })).toBeVisible();

  await test.step('by itself', async () => {
    const api = await Api.logIn(server.url, grace.account);
    await api.setStatus('🚪', 'Back at once', new Date(Date.now() + 3_000));
    await expect(line.getByRole('button', { name: /Back at once/ })).toBeVisible();
    await expect(line.getByRole('button', { name: /Status:/ })).toHaveCount(0);
    await expect(grace.page.getByRole('button', { name: /Your account.*@grace/ })).toBeVisible();
  });
});
