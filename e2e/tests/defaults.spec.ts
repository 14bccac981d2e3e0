import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';

test.use({ settings: ['chat.rooms.defaults=general, Lounge'] });

test('whoever registers is in the rooms that everybody joins', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  const rooms = ada.page.getByRole('navigation', { name: 'Rooms' });
  await expect(rooms.getByRole('link', { name: 'Lounge' })).toBeVisible();
  await rooms.getByRole('link', { name: 'general' }).click();
  await ada.say('Welcome, whoever you are.');
  await ada.expectMessage('Welcome, whoever you are.');

  const grace = await someone('Grace Hopper');
  await grace.signUp();
  await grace.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'general' }).click();
  await grace.expectMessage('Welcome, whoever you are.');
  await grace.say('It is me.');
  await ada.expectMessage('It is me.');

  await grace.page.getByRole('link', { name: 'Browse rooms' }).first().click();
  const found = grace.page.getByRole('list', { name: 'Public rooms' });
  await expect(found.getByText(/everybody who registers joins it · 2 members/)).toHaveCount(2);
  await lookEverywhere(grace.page, 'defaults-discover');
});
