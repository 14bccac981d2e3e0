import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { roomName } from '../support/person.ts';
import { Scripts } from '../support/scripts.ts';

/** What a room may take at most; a page that nobody has seen yet is as long in coming as its scripts are large. */
const MOST_KB = 250;
const MOST_FILES = 8;

test('a room that is opened for the first time takes few scripts, which are small', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Light'));
  await ada.say('A **light** message');

  const scripts = await Scripts.of(ada.page);
  await ada.page.reload();
  await expect(ada.messages('A light message')).toBeVisible();
  await ada.page.waitForLoadState('networkidle');

  const files = [...scripts.files];
  const kilobytes = scripts.bytes / 1024;
  test.info().annotations.push({ type: 'scripts', description: `${files.length} files, ${Math.round(kilobytes)} KB` });
  expect(kilobytes, files.join('\n')).toBeLessThan(MOST_KB);
  expect(files.length, files.join('\n')).toBeLessThanOrEqual(MOST_FILES);

  // What opens over a page comes when it is opened.
  await ada.page.getByRole('button', { name: 'Insert an emoji' }).click();
  await expect(ada.page.getByRole('dialog', { name: 'Choose an emoji' })).toBeVisible();
  expect(scripts.files.length).toBeGreaterThan(files.length);
});

test('what cannot be loaded is said, and comes when the page is loaded again', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Cut'));
  await ada.say('Heavy');
  complaints.expectRefusals();
  await ada.page.route('**/assets/EmojiPicker-*.js', (route) => route.abort());
  await ada.page.getByRole('button', { name: 'Insert an emoji' }).click();
  const failed = ada.page.getByRole('dialog', { name: 'This did not load' });
  await expect(failed).toBeVisible();
  await lookEverywhere(ada.page, 'dialog-not-loaded');
  await ada.page.unroute('**/assets/EmojiPicker-*.js');
  await failed.getByRole('button', { name: 'Load the page again' }).click();
  await expect(ada.messages('Heavy')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Insert an emoji' }).click();
  await expect(ada.page.getByRole('dialog', { name: 'Choose an emoji' })).toBeVisible();
  await ada.page.keyboard.press('Escape');

  await ada.page.route('**/assets/PeoplePage-*.js', (route) => route.abort());
  await ada.page.getByRole('link', { name: 'People' }).click();
  await expect(ada.page.getByRole('heading', { name: 'This page did not load' })).toBeVisible();
  await lookEverywhere(ada.page, 'page-not-loaded');
  await ada.page.unroute('**/assets/PeoplePage-*.js');
  await ada.page.getByRole('button', { name: 'Load it again' }).click();
  await expect(ada.page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible();
});
