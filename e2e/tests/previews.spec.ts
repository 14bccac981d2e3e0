import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { edit } from '../support/messages.ts';
import { roomName } from '../support/person.ts';

const PAGE = `<!doctype html><title>Not this one</title>
<meta property="og:title" content="Harbour walks <script>alert(1)</script>">
<meta property="og:description" content="Twelve walks along the water, from an hour to a day, with where to eat on the way.">
<meta property="og:site_name" content="The Harbour Guide">
<meta property="og:image" content="/picture.png">`;

/** Pages on this machine, and what asked for them. */
let pages: Server;
let address: string;
let picture: Buffer;
const askers: string[] = [];

test.beforeAll(async () => {
  pages = createServer((request, response) => {
    askers.push(`${request.url} ${request.headers['user-agent']}`);
    if (request.url === '/picture.png') response.setHeader('Content-Type', 'image/png').end(picture);
    else if (request.url?.startsWith('/walks') === true) response.setHeader('Content-Type', 'text/html').end(PAGE);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  address = `http://localhost:${(pages.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  pages.closeAllConnections();
  pages.close();
});

test('a message shows what the pages say that it links to, unless one wants to see none', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Walks');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  const card = (person: typeof ada, text: string) =>
    person.messages(text).getByRole('group', { name: 'Previews of links' });

  await test.step('all members see it, as words and a picture', async () => {
    picture = await ada.page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } });
    await ada.say(`Shall we? ${address}/walks and ${address}/nothing`);
    const seen = card(grace, 'Shall we?').getByRole('link');
    await expect(seen).toHaveCount(1);
    await expect(seen).toContainText('The Harbour Guide');
    await expect(seen).toContainText('Harbour walks <script>alert(1)</script>');
    await expect(seen).toHaveAttribute('href', `${address}/walks`);
    await expect
      .poll(() => seen.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    await lookEverywhere(grace.page, 'previews');
    expect(askers.every((asker) => asker.includes('Parley'))).toBe(true);
  });

  await test.step('who links elsewhere shows something else', async () => {
    await edit(ada, 'Shall we?', `Shall we not? ${address}/nothing`);
    await expect(card(grace, 'Shall we not?')).toHaveCount(0);
    await edit(ada, 'Shall we not?', `Shall we after all? ${address}/walks?again`);
    await expect(card(grace, 'Shall we after all?')).toBeVisible();
  });

  await test.step('who does not want to see any sees none', async () => {
    await grace.page.goto('/settings');
    await grace.page.getByLabel('Show previews of links').uncheck();
    await expect(grace.page.getByLabel('Show previews of links')).not.toBeChecked();
    await grace.page.goBack();
    await expect(grace.messages('Shall we after all?')).toBeVisible();
    await expect(card(grace, 'Shall we after all?')).toHaveCount(0);
  });

  await test.step('who said it takes them off for everybody', async () => {
    await expect(card(ada, 'Shall we after all?')).toBeVisible();
    await ada.messages('Shall we after all?').hover();
    await ada.page.getByRole('button', { name: 'Remove previews' }).click();
    await expect(card(ada, 'Shall we after all?')).toHaveCount(0);
  });

  await test.step('nothing is to be shown of pages of Parley itself', async () => {
    await ada.say(`Look: ${ada.page.url()}`);
    await ada.say(`A preview: ${address}/walks?third`);
    await expect(card(ada, 'A preview:')).toBeVisible();
    await expect(card(ada, 'Look:')).toHaveCount(0);
  });

  await test.step('a link between angle brackets shows none', async () => {
    await ada.say(`Quietly: <${address}/walks>`);
    await ada.say(`Loudly: ${address}/walks`);
    await expect(card(ada, 'Loudly:')).toBeVisible();
    await expect(card(ada, 'Quietly:')).toHaveCount(0);
  });
});
