// Checks in a real browser what jsdom cannot: that the message list holds its place. Over the fake server, like
// screenshots.mjs. Usage: npm run preview:fake (in another shell) && npm run check:browser
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const base = process.env.BASE ?? 'http://localhost:4173';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
const fake = (path, body) =>
  fetch(`${base}/fake/${path}`, { method: 'POST', body: body === undefined ? undefined : JSON.stringify(body) });
/** Makes this run's messages its own, for the fake server remembers those of earlier runs. */
const run = Date.now().toString(36);
const say = (text) => fake('say', { username: 'grace', room: 'engine-room', text });
const log = page.getByRole('log');
const fromEnd = () => log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);

async function check(name, verify) {
  await verify();
  console.log(`ok ${name}`);
}

await page.goto(`${base}/login`);
await page.getByLabel('User name or e-mail').fill('ada');
await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
await page.getByRole('button', { name: 'Log in' }).click();
await page.getByRole('link', { name: /^engine-room/ }).click();
await log.getByRole('article').last().waitFor();

await check('a room opens at its newest message', async () =>
  assert.ok((await fromEnd()) <= 1, `${await fromEnd()} px from the end`),
);

await check('the list stays at its end as messages come', async () => {
  for (const text of ['one', 'two', `${run} three\n`.repeat(20)]) await say(text);
  await log.getByText(`${run} three`).waitFor();
  await page.waitForFunction(() => {
    const element = document.querySelector('[role=log]');
    return element.scrollHeight - element.scrollTop - element.clientHeight <= 1;
  });
});

await check('only what is near the view is in the page', async () =>
  assert.ok((await log.getByRole('article').count()) < 60),
);

await check('history loads upward without a jump', async () => {
  let loads = 0;
  page.on('response', (response) => (loads += /before=/.test(response.url()) ? 1 : 0));
  await log.hover();
  let worst = 0;
  for (let step = 0; step < 120; step++) {
    // What is in the middle of the view moves by as much as the wheel turned, whatever is added above.
    const before = await log.evaluate((element) => {
      const middle = element.getBoundingClientRect().top + element.clientHeight / 2;
      const rows = [...element.querySelectorAll('article')];
      const row = rows.find((each) => each.getBoundingClientRect().bottom > middle);
      row.dataset.probe = 'yes';
      return row.getBoundingClientRect().top;
    });
    await page.mouse.wheel(0, -150);
    await page.waitForTimeout(60);
    const after = await log.evaluate((element) => {
      const row = element.querySelector('[data-probe]');
      const top = row?.getBoundingClientRect().top;
      delete row?.dataset.probe;
      return top;
    });
    if (after !== undefined) worst = Math.max(worst, Math.abs(after - before - 150));
  }
  console.log(`   ${loads} pages loaded, at most ${Math.round(worst)} px off`);
  assert.ok(loads >= 3, 'history was loaded');
  assert.ok(worst <= 24, `${worst} px`);
});

await check('what comes while scrolled up moves nothing and is counted', async () => {
  const before = await log.evaluate((element) => element.scrollTop);
  await say(`${run} below`);
  await page.getByRole('button', { name: '1 new message' }).waitFor();
  assert.equal(await log.evaluate((element) => element.scrollTop), before);
  await page.getByRole('button', { name: '1 new message' }).click();
  await log.getByText(`${run} below`).waitFor();
  await page.getByRole('button', { name: '1 new message' }).waitFor({ state: 'detached' });
});

await check('a message sent while the server is away goes out once when it is back', async () => {
  await fake('down?on=true');
  await page.getByText('Connection lost').last().waitFor();
  const field = page.getByRole('textbox', { name: 'Message engine-room' });
  await field.fill(`${run} kept through the outage`);
  await field.press('Enter');
  await say(`${run} said meanwhile`);
  await page.reload();
  await fake('down?on=false');
  await log.getByText(`${run} kept through the outage`).waitFor({ timeout: 20_000 });
  await page.locator('article[data-state=sending]').waitFor({ state: 'detached' });
  assert.equal(await log.getByText(`${run} kept through the outage`).count(), 1);
  assert.equal(await log.getByText(`${run} said meanwhile`).count(), 1);
});

await check('a dialog takes the focus, closes on Escape, and gives it back', async () => {
  const opener = page.getByRole('button', { name: 'Create a room' });
  await opener.click();
  assert.ok(await page.getByLabel('Name', { exact: true }).evaluate((element) => element === document.activeElement));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.ok(await opener.evaluate((element) => element === document.activeElement));
});

await check('other tabs follow a log-out', async () => {
  const other = await context.newPage();
  await other.goto(`${base}/rooms`);
  await other.getByRole('heading', { name: 'Choose a room' }).waitFor();
  await page.getByRole('button', { name: /Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await page.waitForURL('**/login');
  await other.waitForURL('**/login');
});

await browser.close();
console.log('all checks passed');
