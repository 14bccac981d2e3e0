import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { choose } from '../support/messages.ts';
import { roomName } from '../support/person.ts';

test('what is pinned is at hand for everybody, and is found where it was said', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Plans');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  await ada.say('The engine is shown on **Friday** at ten.');
  await grace.expectMessage('Friday');

  await test.step('somebody looks before there is anything', async () => {
    await grace.page.getByRole('button', { name: 'Pinned messages' }).click();
    await expect(grace.page.getByRole('heading', { name: 'Nothing is pinned' })).toBeVisible();
  });

  await test.step('a pin comes to both, live', async () => {
    await choose(ada, 'Friday', 'Pin');
    const panel = grace.page.getByRole('complementary', { name: `Pinned in ${room}` });
    await expect(panel.getByText('The engine is shown on')).toBeVisible();
    await expect(panel.getByText('By Ada Lovelace')).toBeVisible();
    await expect(grace.messages('Friday').getByText('Pinned')).toBeVisible();
    await expect(grace.page.getByRole('link', { name: 'pinned a message' })).toBeVisible();
    await lookEverywhere(grace.page, 'pins');
  });

  await test.step('it leads to where it was said', async () => {
    await grace.page.getByRole('link', { name: 'Show in the conversation' }).click();
    await expect(grace.page).toHaveURL(/\/rooms\/[^/]+\/\d+$/);
    await grace.page.reload();
    await expect(grace.messages('Friday').getByText('Pinned')).toBeVisible();
  });

  await test.step('and is taken away by anybody who may', async () => {
    await grace.page.getByRole('button', { name: 'Pinned messages' }).click();
    await grace.page.getByRole('button', { name: 'Unpin' }).click();
    await expect(grace.page.getByRole('heading', { name: 'Nothing is pinned' })).toBeVisible();
    await expect(ada.messages('Friday').getByText('Pinned')).toHaveCount(0);
  });
});

test('a message is quoted, forwarded, and deleted with a moment to think better of it', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  const other = roomName('Elsewhere');
  await ada.createRoom(other);
  const room = roomName('Here');
  await ada.createRoom(room, { visibility: 'Private' });
  await ada.say('Bernoulli numbers are ready.');
  await ada.expectMessage('Bernoulli');

  await test.step('a quotation stands before what is written', async () => {
    await ada.composer.fill('Well done!');
    await choose(ada, 'Bernoulli', 'Quote');
    await expect(ada.composer).toHaveValue(/^> \[Ada Lovelace\].*\n> Bernoulli numbers are ready\.\n\nWell done!$/);
    await expect(ada.composer).toBeFocused();
    await ada.composer.press('Enter');
    const answer = ada.messages('Well done!');
    await expect(answer.getByRole('blockquote')).toContainText('Bernoulli numbers are ready.');
  });

  await test.step('it goes to another room with a word of one’s own', async () => {
    await ada.messages('Bernoulli').first().hover();
    await ada.messages('Bernoulli').first().getByRole('button', { name: 'More actions' }).click();
    await ada.page.getByRole('menuitem', { name: 'Forward…' }).click();
    const dialog = ada.page.getByRole('dialog', { name: 'Forward this message' });
    await dialog.getByLabel('Where to').fill(other);
    await dialog.getByRole('button', { name: other }).click();
    await dialog.getByLabel('A word of your own').fill('For the record:');
    await expect(dialog.getByText('This was said in a private room.')).toBeVisible();
    await lookEverywhere(ada.page, 'forward');
    await dialog.getByRole('button', { name: 'Forward' }).click();
    await ada.page.getByRole('status').getByRole('link', { name: other }).click();
    await expect(ada.messages('For the record:').getByRole('blockquote')).toContainText('Bernoulli');
  });

  await test.step('a deletion is undone', async () => {
    await choose(ada, 'For the record:', 'Delete');
    await expect(ada.messages('For the record:')).toHaveCount(0);
    await ada.page.getByRole('button', { name: 'Undo' }).click();
    await ada.expectMessage('For the record:');
  });
});
