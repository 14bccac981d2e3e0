// Takes a picture of every screen, light, dark and at phone width, from the built client over the fake server, and fails
// when the browser reports an error or a violation of the content security policy, a page scrolls sideways, or axe finds
// that it breaks a rule of WCAG 2.2 AA.
// Usage: npm run build && npm run preview:fake (in another shell) && npm run screenshots [-- <folder> [<name part>]]
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const base = process.env.BASE ?? 'http://localhost:4173';
const [folder = 'target/screenshots', only = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const complaints = [];
const LOOKS = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: {
    colorScheme: 'light',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
  'phone-dark': {
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
};

const fake = (path, body) =>
  fetch(`${base}/fake/${path}`, { method: 'POST', body: body === undefined ? undefined : JSON.stringify(body) });

async function signIn(page, login = 'ada') {
  await page.goto(`${base}/login`);
  await page.getByLabel('User name or e-mail').fill(login);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL('**/rooms');
  await page.getByRole('link', { name: 'general' }).waitFor({ state: 'attached' });
}

async function room(page, name) {
  if (!page.url().endsWith('/rooms')) await page.goto(`${base}/rooms`);
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('log').waitFor();
  await page.waitForTimeout(300);
}

const SCREENS = {
  landing: async (page) => void (await page.goto(base)),
  login: async (page) => void (await page.goto(`${base}/login`)),
  'login-wrong': async (page) => {
    await page.goto(`${base}/login`);
    await page.getByLabel('User name or e-mail').fill('ada');
    await page.getByLabel('Password', { exact: true }).fill('no');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').waitFor();
  },
  signup: async (page) => void (await page.goto(`${base}/signup`)),
  'signup-errors': async (page) => {
    await page.goto(`${base}/signup`);
    await page.getByLabel('User name').fill('a');
    await page.getByRole('button', { name: 'Create account' }).click();
  },
  'signup-closed': async (page) => {
    await fake('registration?open=false');
    await page.goto(`${base}/signup`);
    await page.getByText('Registration is closed').waitFor();
    await fake('registration?open=true');
  },
  'rooms-empty': async (page) => {
    const name = `p${Math.random().toString(36).slice(2, 8)}`;
    await page.goto(`${base}/signup`);
    await page.getByLabel('E-mail').fill(`${name}@example.com`);
    await page.getByLabel('User name').fill(name);
    await page.getByLabel('Display name').fill('Newcomer Fresh');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL('**/rooms');
    await page.getByText('No rooms yet').waitFor({ state: 'attached' });
  },
  rooms: async (page) => {
    await signIn(page);
    await fake('say', { username: 'grace', room: 'board', text: 'One more thing.' });
    await page.getByText('unread').waitFor({ state: 'attached' });
  },
  room: async (page) => {
    await signIn(page);
    await room(page, 'general');
  },
  'room-busy': async (page) => {
    await signIn(page);
    await room(page, 'engine-room');
  },
  'room-scrolled-up': async (page) => {
    await signIn(page);
    await room(page, 'engine-room');
    await page.getByRole('log').hover();
    if (page.viewportSize().width > 400) await page.mouse.wheel(0, -4000);
    else await page.getByRole('log').evaluate((log) => log.scrollBy(0, -4000));
    await page.waitForTimeout(400);
    await fake('say', { username: 'grace', room: 'engine-room', text: 'Green again.' });
    await fake('say', { username: 'grace', room: 'engine-room', text: 'All of it.' });
    await page.getByText('2 new messages').waitFor();
  },
  'room-members': async (page) => {
    await signIn(page);
    await room(page, 'general');
    await page.getByRole('button', { name: /members$/ }).click();
    await page.getByText('Owner').waitFor();
  },
  'room-states': async (page) => {
    await signIn(page);
    await room(page, 'design');
    const field = page.getByRole('textbox', { name: 'Message design' });
    const say = async (text) => {
      await field.fill(text);
      await page.getByRole('button', { name: 'Send' }).click();
    };
    await say('This one arrives.');
    await say('/fail');
    await page.getByText('Not sent.').first().waitFor();
    await fake('silent?on=true');
    await say('This one is on its way.');
    await page.waitForTimeout(1600);
    await fake('silent?on=false');
  },
  'room-too-long': async (page) => {
    await signIn(page);
    await room(page, 'design');
    await page.getByRole('textbox', { name: 'Message design' }).fill('A long thought. '.repeat(510));
  },
  'room-reconnecting': async (page) => {
    await signIn(page);
    await room(page, 'general');
    await fake('down?on=true');
    await page.getByText('Connection lost').last().waitFor();
    await page.waitForTimeout(5000);
  },
  'room-offline': async (page, context) => {
    await signIn(page);
    await room(page, 'general');
    await context.setOffline(true);
    await fake('close?code=1001');
    await page.getByText('You are offline').waitFor();
    await page.waitForTimeout(1600);
  },
  'room-outside': async (page) => {
    await signIn(page);
    await page.goto(`${base}/discover`);
    await page.getByRole('link', { name: 'coffee' }).click();
    await page.getByRole('button', { name: 'Join room' }).waitFor();
  },
  'room-missing': async (page) => {
    await signIn(page);
    await page.goto(`${base}/rooms/00000000-0000-0000-0000-000000000000`);
    await page.getByText('There is no such room').waitFor();
  },
  discover: async (page) => {
    await signIn(page);
    await page.goto(`${base}/discover`);
    await page.getByRole('list', { name: 'Public rooms' }).waitFor();
  },
  'create-room': async (page) => {
    await signIn(page);
    await page.getByRole('button', { name: 'Create a room' }).first().click();
    await page.getByRole('dialog').getByLabel('Name').fill('General');
    await page.getByRole('button', { name: 'Create room' }).click();
    await page.getByText('Another public channel').waitFor();
  },
  'add-people': async (page) => {
    await signIn(page);
    await room(page, 'design');
    await page.getByRole('button', { name: 'Room actions' }).click();
    await page.getByRole('menuitem', { name: 'Add people' }).click();
    await page.getByRole('list', { name: 'People' }).waitFor();
  },
  'leave-room': async (page) => {
    await signIn(page);
    await room(page, 'board');
    await page.getByRole('button', { name: 'Room actions' }).click();
    await page.getByRole('menuitem', { name: 'Leave room' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'user-menu': async (page) => {
    await signIn(page);
    await page.getByRole('button', { name: /Your account/ }).click();
    await page.getByRole('menu').waitFor();
  },
  'quick-switcher': async (page) => {
    await signIn(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('e');
  },
  settings: async (page) => {
    await signIn(page);
    await page.goto(`${base}/settings`);
    await page.getByRole('heading', { name: 'Appearance' }).waitFor();
  },
  'not-found': async (page) => void (await page.goto(`${base}/nowhere`)),
  'server-error': async (page) => void (await page.goto(`${base}/500`)),
  unreachable: async (page) => {
    await fake('down?on=true');
    await page.goto(`${base}/rooms`);
    await page.getByText('cannot be reached').waitFor();
  },
};

for (const [look, options] of Object.entries(LOOKS)) {
  for (const [name, draw] of Object.entries(SCREENS)) {
    if (only !== '' && !`${name}-${look}`.includes(only)) continue;
    const context = await browser.newContext({ ...options, locale: 'en-GB' });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`${name} ${look}: ${error.message}`));
    page.on('console', (message) => {
      // Refused requests are part of these screens; the browser logs each as an error.
      if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) {
        complaints.push(`${name} ${look}: ${message.text()}`);
      }
    });
    try {
      await draw(page, context);
      await page.waitForTimeout(350);
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      if (sideways) complaints.push(`${name} ${look}: scrolls sideways`);
      await page.screenshot({ path: `${folder}/${name}-${look}.png` });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        globalThis.axe.run({
          // Menus and tooltips live outside the landmarks, beside the page.
          rules: { region: { enabled: false } },
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }),
      );
      for (const { id, help, nodes } of violations) {
        complaints.push(
          `${name} ${look}: ${id}: ${help}: ${nodes
            .map((node) => node.html.slice(0, 160))
            .slice(0, 3)
            .join(' | ')}`,
        );
      }
    } catch (error) {
      complaints.push(`${name} ${look}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
      await page.screenshot({ path: `${folder}/${name}-${look}-broken.png` });
    }
    await fake('down?on=false');
    await context.close();
  }
}
await browser.close();
for (const complaint of complaints) console.error(complaint);
console.log(`${complaints.length} complaints; pictures in ${folder}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
