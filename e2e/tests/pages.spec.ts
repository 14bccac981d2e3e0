import { expect, test } from '../support/fixtures.ts';
import { overflow } from '../support/layout.ts';
import { roomName } from '../support/person.ts';

test('the landing page says what this is and leads to an account', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/Parley/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Create your account' }).click();
  await page.waitForURL('**/signup');
});

test('an address that leads nowhere says so, with a way back', async ({ page, complaints }) => {
  complaints.expectRefusals();
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: 'Nobody is talking here' })).toBeVisible();
  await page.getByRole('link', { name: 'Start page' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('an unknown address of the API is a problem in JSON, never the web page', async ({ request }) => {
  const answer = await request.get('/v1/no/such/thing');
  expect(answer.status()).toBe(404);
  expect(answer.headers()['content-type']).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({ status: 404, retryable: false });
});

test('every page forbids scripts of others, frames and guessed types', async ({ request }) => {
  for (const path of ['/', '/rooms', '/docs']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy'], path).toMatch(/^default-src '(self|none)';/);
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy'], path).not.toContain('unsafe-inline');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
  }
});

test('assets are kept for ever, and the page that names them is asked for each time', async ({ page, request }) => {
  await page.goto('/');
  const script = await page.locator('script[type=module]').first().getAttribute('src');
  expect((await request.get(script ?? '')).headers()['cache-control']).toContain('immutable');
  expect((await request.get('/')).headers()['cache-control']).toContain('no-cache');
});

test('the API page shows the routes', async ({ page }) => {
  await page.goto('/docs');
  await expect(page.getByText('/v1/rooms/{roomId}/messages').first()).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('one finds a room, talks, and goes back to the list', async ({ someone }) => {
    const ada = await someone('Ada Lovelace');
    const grace = await someone('Grace Hopper');
    await ada.signUp();
    await grace.signUp();
    const room = roomName('Pocket');
    await ada.createRoom(room);
    await grace.discoverAndJoin(room);
    await grace.composer.fill('From the train');
    await grace.page.getByRole('button', { name: 'Send', exact: true }).tap();
    await ada.expectMessage('From the train');

    for (const { page } of [ada, grace]) {
      expect(await overflow(page), 'pixels wider than the screen').toBeLessThanOrEqual(0);
    }
    await grace.page.getByRole('link', { name: 'Back to your rooms' }).tap();
    await expect(grace.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room })).toBeVisible();
  });
});
