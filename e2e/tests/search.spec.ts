import { expect, test } from '../support/fixtures.ts';
import { Api } from '../support/api.ts';
import { lookEverywhere } from '../support/looks.ts';
import { edit } from '../support/messages.ts';
import { roomName } from '../support/person.ts';

test('what was said is found, opened where it was said, and found by what it says now', async ({
  someone,
  complaints,
}) => {
  // What makes no sense is refused.
  complaints.expectRefusals();
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Engine room');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await ada.say('Shall we redeploy the **analytical** engine?');
  await grace.expectMessage('redeploy');
  await grace.say('Not before the moth is out.');
  await ada.expectMessage('moth');
  const { page } = ada;

  await test.step('somebody looks where to begin', async () => {
    await page.keyboard.press('Control+Shift+F');
    await expect(page.getByRole('heading', { name: 'Find what was said in your rooms' })).toBeVisible();
    await lookEverywhere(page, 'search-help');
  });

  await test.step('a part of a word finds it, with what was said around it', async () => {
    const field = page.getByLabel('Search messages');
    await field.fill('ploy');
    const hit = page.getByRole('list', { name: 'Messages that were found' }).getByRole('listitem');
    await expect(async () => {
      await field.fill('deploy');
      await field.fill('ploy');
      await expect(hit).toHaveCount(1, { timeout: 2_000 });
    }).toPass();
    await expect(hit.locator('mark')).toHaveText('redeploy');
    await expect(hit.getByText('Not before the moth is out.')).toBeVisible();
    await expect(page.getByText('1 message', { exact: true })).toBeVisible();
    await lookEverywhere(page, 'search');
  });

  await test.step('it opens where it was said', async () => {
    await page.getByRole('link', { name: room, exact: true }).last().click();
    await expect(page).toHaveURL(/\/rooms\/[^/]+\/\d+$/);
    await ada.expectMessage('redeploy');
  });

  await test.step('a room is searched alone, and what makes no sense is said', async () => {
    await page.getByRole('button', { name: 'Search in this room' }).click();
    const field = page.getByLabel('Search messages');
    await expect(field).toHaveValue(new RegExp(`^in:"${room}" ?$`));
    await expect(page.getByText('2 messages', { exact: true })).toBeVisible();
    await field.fill('has:wings');
    await expect(page.getByText('Expected one of has:link, has:code, has:mention.')).toBeVisible();
    await field.fill('moth -moth');
    await expect(page.getByRole('heading', { name: 'Nothing was found' })).toBeVisible();
  });

  await test.step('the quick switcher finds people and messages as one types', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('moth is out');
    await expect(page.getByRole('option', { name: /Not before the moth is out/ })).toBeVisible();
    await lookEverywhere(page, 'switcher-finds');
    await page.getByRole('combobox').fill('Grace');
    await page
      .getByRole('option', { name: /Grace Hopper.*@grace/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeVisible();
  });

  await test.step('what was edited is found no longer by what it said', async () => {
    await grace.page.bringToFront();
    await edit(grace, 'moth', 'Not before the relay is clean.');
    await page.goto('/search?q=moth');
    await expect(page.getByRole('heading', { name: 'Nothing was found' })).toBeVisible();
  });

  await test.step('the keys are told', async () => {
    await page.getByRole('heading', { name: 'Nothing was found' }).click();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await lookEverywhere(page, 'shortcuts');
  });
});

test('much that was found comes page by page', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Numbers'));
  const roomId = new URL(ada.page.url()).pathname.split('/')[2] ?? '';
  const api = await Api.logIn(server.url, ada.account);
  for (let i = 1; i <= 45; i++) await api.say(roomId, `Bernoulli number ${i}`);
  await ada.page.goto('/search?q=bernoulli');
  const hits = ada.page.getByRole('list', { name: 'Messages that were found' }).getByRole('listitem');
  await expect(async () => {
    await ada.page.reload();
    await expect(ada.page.getByText('45 messages', { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(hits).toHaveCount(20);
  await expect(hits.first()).toContainText('Bernoulli number 45');
  await ada.page.getByRole('button', { name: 'Show more' }).click();
  await expect(hits).toHaveCount(40);
  await ada.page.getByRole('button', { name: 'Show more' }).click();
  await expect(hits).toHaveCount(45);
  await expect(ada.page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});
