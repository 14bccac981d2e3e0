import type { Page } from '@playwright/test';
import { Api } from '../support/api.ts';
import { expect, test } from '../support/fixtures.ts';
import { DEVICES, look } from '../support/looks.ts';
import { roomName } from '../support/person.ts';

for (const [device, options] of Object.entries(DEVICES)) {
  test(`screens with nothing in them, or not yet, are in order: ${device}`, async ({ someone, server, complaints }) => {
    const ada = await someone('Ada Lovelace', options);
    const { page } = ada;
    await ada.signUp();
    const room = roomName('Quiet');
    await ada.createRoom(room);
    await ada.say('The only one.');
    const inRoom = page.url();
    const take = (name: string) => look(page, `${name}-${device}`);

    await test.step('menus', async () => {
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await take('menu-composer');
      await page.keyboard.press('Escape');
      await page.goto('/rooms');
      await page.getByRole('button', { name: /Your account/ }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await take('menu-account');
      await page.keyboard.press('Escape');
      // On a touch screen they are within the room.
      if (device !== 'phone') {
        await page.getByRole('button', { name: `Actions for ${room}` }).click();
        await expect(page.getByRole('menu')).toBeVisible();
        await take('menu-room');
        await page.keyboard.press('Escape');
      }
    });

    await test.step('nothing found', async () => {
      await page.goto('/search?q=nothinglikethis');
      await expect(page.getByText('Nothing was found')).toBeVisible();
      await take('search-nothing');
      await page.goto('/people');
      await page.getByLabel('Search people by name').fill('zzzz');
      await expect(page.getByText('Nobody found')).toBeVisible();
      await take('people-nobody');
      await page.goto('/discover');
      await page.getByLabel('Search public rooms').fill('nothinglikethis');
      await expect(page.getByText('Nothing found')).toBeVisible();
      await take('discover-nothing');
    });

    await test.step('nothing kept for later', async () => {
      for (const tab of ['saved', 'scheduled', 'done']) {
        await page.goto(`/later?tab=${tab}`);
        await expect(page.getByRole('tab', { selected: true })).toBeVisible();
        await take(`later-${tab}-none`);
      }
      await page.getByRole('button', { name: 'New reminder' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await take('new-reminder');
      await page.keyboard.press('Escape');
    });

    await test.step('nothing pinned', async () => {
      await page.goto(inRoom);
      await page.getByRole('button', { name: 'Room actions' }).click();
      await page.getByRole('menuitem', { name: /Pinned/ }).click();
      await expect(page.getByRole('complementary')).toBeVisible();
      await take('pins-none');
    });

    await test.step('what has not come yet', async () => {
      const unopened = await (await Api.logIn(server.url, ada.account)).createRoom(roomName('Unopened'));
      const slow: [name: string, address: string, asked: RegExp][] = [
        ['discover', '/discover', /rooms:discover/],
        ['people', '/people', /users\?/],
        ['threads', '/threads', /v1\/threads(\?|$)/],
        ['search', '/search?q=only', /messages:search/],
        ['later', '/later', /saved-items(?!.*withoutMessages)/],
        ['room', `/rooms/${unopened}`, new RegExp(`${unopened}/messages`)],
      ];
      for (const [name, address, asked] of slow) {
        const answer = await hold(page, asked);
        await page.goto(address);
        const waiting = page.getByRole('main').getByRole('status', { name: /^(Loading|Searching)/ });
        await expect(waiting).toBeVisible();
        await take(`${name}-not-yet`);
        answer();
        await expect(waiting).toHaveCount(0);
      }
    });

    await test.step('a browser that keeps nothing', async () => {
      const mary = await someone('Mary Somerville', options);
      await mary.page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
      await mary.signUp();
      await expect(mary.page.getByText('This browser keeps nothing for Parley right now.')).toBeVisible();
      await look(mary.page, `keeps-nothing-${device}`);
    });

    await test.step('an installation that takes nobody new', async () => {
      const { page: late } = await someone('Mary Somerville', options);
      await late.route('**/v1/auth/options', (route) => route.fulfill({ json: { passwordMinLength: 12 } }));
      await late.goto('/signup');
      await expect(late.getByRole('heading', { name: 'Registration is closed' })).toBeVisible();
      await look(late, `registration-closed-${device}`);
    });

    await test.step('a server that does not answer, for somebody of whom nothing is known here', async () => {
      complaints.expectRefusals();
      const { page: unknown } = await someone('Grace Hopper', options);
      await unknown.route('**/v1/auth/refresh', (route) => route.abort());
      await unknown.goto('/rooms');
      await expect(unknown.getByRole('heading', { name: 'Parley cannot be reached' })).toBeVisible();
      await look(unknown, `unreachable-${device}`);
      await unknown.unroute('**/v1/auth/refresh');
      await unknown.getByRole('button', { name: 'Try again now' }).click();
      await expect(unknown.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
    });
  });
}

/** Requests for an address get no answer until what this answers is called. */
async function hold(page: Page, address: RegExp): Promise<() => void> {
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(address, (route) => held.then(() => route.continue()));
  return answer;
}
