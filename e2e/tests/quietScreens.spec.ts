import { expect, test } from '../support/fixtures.ts';
import { DEVICES, look } from '../support/looks.ts';
import { roomName } from '../support/person.ts';

for (const [device, options] of Object.entries(DEVICES)) {
  test(`screens with nothing in them, or not yet, are in order: ${device}`, async ({ someone, complaints }) => {
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
      let answer: () => void = () => undefined;
      const asked = new Promise<void>((resolve) => (answer = resolve));
      await page.route('**/v1/rooms:discover*', (route) => asked.then(() => route.continue()));
      await page.goto('/discover');
      const waiting = page.getByRole('status', { name: 'Loading rooms' });
      await expect(waiting).toBeVisible();
      await expect(waiting).toHaveCSS('opacity', '1');
      await take('rooms-not-yet');
      answer();
      await expect(page.getByRole('list', { name: 'Public rooms' })).toBeVisible();
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
