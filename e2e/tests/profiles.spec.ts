import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { roomName, type Person } from '../support/person.ts';

/** The rooms that one shares with somebody show their pictures too. */
const NOT_OF_ROOMS = ':not([src^="/avatars/rooms/"])';

/** A picture of 300 by 200 pixels, drawn by the page: red on the left, blue on the right. */
async function drawnPicture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 300;
    canvas.height = 200;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = 'red';
    context.fillRect(0, 0, 150, 200);
    context.fillStyle = 'blue';
    context.fillRect(150, 0, 150, 200);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(base64, 'base64');
}

async function upload({ page }: Person, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByLabel('Picture file').setInputFiles(file);
}

/** The card of somebody in the list of everybody. */
async function cardOf({ page }: Person, { account }: Person, name = account.displayName) {
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByLabel('Search people by name').fill(account.username);
  await page.getByRole('list', { name: 'People' }).getByRole('button', { name, exact: true }).click();
  const card = page.getByRole('dialog', { name });
  await expect(card).toBeVisible();
  return card;
}

test('what one says and shows of oneself is on one’s card', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace', { timezoneId: 'Europe/London' });
  const grace = await someone('Grace Hopper', { timezoneId: 'America/New_York' });
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Engines');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);

  await ada.say('Written long ago.');
  await grace.expectMessage('Written long ago.');

  await test.step('she writes who she is', async () => {
    const { page } = ada;
    await page.goto('/settings');
    await page.getByLabel('Display name').fill('Countess Ada');
    await page.getByLabel('Pronouns').fill('she/her');
    await page.getByLabel('About you').fill('Counts.\nAnd rides.');
    await page.getByRole('button', { name: 'Use this device’s: Europe/London' }).click();
    await page.getByRole('button', { name: 'Save profile' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
  });

  await test.step('what she said before has her new name at once, on the page that another has open', async () => {
    await expect(grace.messages('Written long ago.').getByText('Countess Ada', { exact: true })).toBeVisible();
  });

  await test.step('she shows the right part of a picture', async () => {
    const { page } = ada;
    await upload(ada, { name: 'me.png', mimeType: 'image/png', buffer: await drawnPicture(page) });
    const dialog = page.getByRole('dialog', { name: 'Your picture' });
    const area = dialog.getByRole('application');
    await area.focus();
    for (const key of ['+', '+', '+', '+', '+', '+', '+', '+']) await page.keyboard.press(key);
    for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowLeft');
    await dialog.getByRole('button', { name: 'Use this picture' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Remove picture' })).toBeVisible();
    await expect(page.getByRole('main').locator('img[src^="/avatars/"]')).toBeVisible();
  });

  await test.step('her room shows one too, on the page that another has open', async () => {
    const { page } = ada;
    await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room }).click();
    await page.getByRole('button', { name: 'Room actions' }).click();
    await page.getByRole('menuitem', { name: 'Room settings' }).click();
    await upload(ada, { name: 'room.png', mimeType: 'image/png', buffer: await drawnPicture(page) });
    const dialog = page.getByRole('dialog', { name: 'Picture of the room' });
    await dialog.getByRole('button', { name: 'Use this picture' }).click();
    await expect(dialog).toHaveCount(0);
    await lookEverywhere(page, 'room-settings-picture');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(grace.page.getByText('Countess Ada changed the picture of the room')).toBeVisible();
    await expect(
      grace.page.getByRole('navigation', { name: 'Rooms' }).locator('img[src^="/avatars/rooms/"]'),
    ).toBeVisible();
    await lookEverywhere(grace.page, 'room-with-picture');
    await page.goto('/settings');
  });

  await test.step('another person sees all of it', async () => {
    const card = await cardOf(grace, ada, 'Countess Ada');
    await expect(card.getByText('she/her')).toBeVisible();
    await expect(card.getByText('Counts.')).toBeVisible();
    await expect(card.getByText(/local time, [45] h ahead/)).toBeVisible();
    await expect(card.getByRole('link', { name: room })).toBeVisible();
    const picture = card.locator(`img[src^="/avatars/"]${NOT_OF_ROOMS}`);
    await expect(picture).toBeVisible();
    const colour = await picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const [red = 0, , blue = 0] = context?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? [];
      return { side: canvas.width, blue: blue > 200 && red < 60 };
    });
    expect(colour).toEqual({ side: 256, blue: true });
    await card.getByRole('link', { name: room }).click();
    await expect(grace.page.getByRole('heading', { level: 1, name: room })).toBeVisible();
  });

  await test.step('she takes the picture away again', async () => {
    // A page that has not heard of it asks for a picture that is gone.
    complaints.expectRefusals();
    await ada.page.getByRole('button', { name: 'Remove picture' }).click();
    await expect(ada.page.getByRole('button', { name: 'Upload a picture' })).toBeVisible();
    const card = await cardOf(grace, ada, 'Countess Ada');
    await expect(card.getByText('CA', { exact: true })).toBeVisible();
    await expect(card.locator(`img${NOT_OF_ROOMS}`)).toHaveCount(0);
  });
});

test('what is no picture is not shown, and a name that hides something is refused', async ({ someone, complaints }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  const { page } = ada;
  await page.goto('/settings');
  await upload(ada, { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') });
  await expect(page.getByRole('alert')).toContainText('This file is no picture');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  complaints.expectRefusals();
  await page.getByLabel('Display name').fill('Ada\u202Enimda');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText(/U\+202E, which is not seen/)).toBeVisible();
});

test('everybody is in the list of people, page by page', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const name = `Hopper${Date.now().toString(36)}`;
  const others = [await someone(`${name} A`), await someone(`${name} B`), await someone(`${name} C`)];
  for (const person of [ada, ...others]) await person.signUp();
  const { page } = ada;
  // Pages of two instead of fifty.
  await page.route('**/v1/users?*', (route) =>
    route.continue({ url: route.request().url().replace('pageSize=50', 'pageSize=2') }),
  );

  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByLabel('Search people by name').fill(name.toLowerCase());
  const people = page.getByRole('list', { name: 'People' }).getByRole('listitem');
  // Before the search takes hold, a page of others is on show.
  await expect(people.filter({ hasText: name })).toHaveCount(2);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(people).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);

  await people.getByRole('button', { name: `Message ${name} B` }).click();
  await expect(page.getByRole('main').getByRole('heading', { level: 1, name: `${name} B` })).toBeVisible();
  await ada.say('Hello.');
  await ada.expectMessage('Hello.');
});
