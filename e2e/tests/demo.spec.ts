import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { ParleyServer } from '../support/server.ts';

test('an installation is filled to look around in', async ({ browser, complaints }) => {
  const { server, printed } = await ParleyServer.startDemo();
  try {
    expect(printed).toContain('10 people');
    const [, username = '', password = ''] = /Sign in as (\S+) with the password: (.+)/.exec(printed) ?? [];
    const context = await browser.newContext({ baseURL: server.url });
    complaints.watch(context);
    const page = await context.newPage();
    await page.goto('/login');
    await page.getByLabel('User name or e-mail').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();

    await test.step('there are rooms with something unread, and a month of talk in them', async () => {
      const rooms = page.getByRole('navigation', { name: 'Rooms' });
      await expect(rooms.getByRole('link', { name: /unread/ }).first()).toBeVisible();
      await rooms.getByRole('link', { name: /^engineering/ }).click();
      const log = page.getByRole('log');
      await expect(log.getByRole('article').last()).toBeVisible();
      await lookEverywhere(page, 'demo-room');
    });

    await test.step('threads that one follows', async () => {
      await page.getByRole('link', { name: 'Threads' }).click();
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
      await lookEverywhere(page, 'demo-threads');
    });

    await test.step('and what was said is found', async () => {
      await page.goto('/search?q=chart');
      await expect(
        page.getByRole('list', { name: 'Messages that were found' }).getByRole('listitem').first(),
      ).toBeVisible();
      await lookEverywhere(page, 'demo-search');
    });
    await context.close();
  } finally {
    await server.discard();
  }
});
