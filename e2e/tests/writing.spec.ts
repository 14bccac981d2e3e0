import type { BrowserContextOptions } from '@playwright/test';
import { Api } from '../support/api.ts';
import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { newAccount, roomName } from '../support/person.ts';

const PLAN = `# The crossing
We leave **at dawn**, _if_ the wind holds ~~and the crew is sober~~. See [the chart](https://charts.example/north).

> Has anybody seen the sextant?
> It was on the table.

1. Check the rigging
2. Load the water
   - twelve barrels

- [x] flags
- [ ] biscuits

| Watch | Who | Hours |
|:--|:-:|--:|
| first | Ada | 4 |
| second | Grace | 4 |

\`\`\`java
/** Knots from what the log line says. */
static double knots(int marks, double seconds) {
  return marks * 28.0 / seconds; // as ever
}
\`\`\`
The surprise is ||a barrel of rum||, says \`cook()\` :tada:`;

for (const [name, options] of Object.entries<BrowserContextOptions>({
  desk: {},
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
})) {
  test(`what is written looks as it was meant: ${name}`, async ({ someone }) => {
    const ada = await someone('Ada Lovelace', options);
    await ada.signUp();
    await ada.createRoom(roomName('Harbour'));
    await ada.say(PLAN);
    const message = ada.messages('We leave');
    await expect(message.getByText('at dawn')).toHaveCSS('font-weight', '600');
    await expect(message.getByRole('link', { name: 'the chart' })).toHaveAttribute('href', /charts\.example/);
    await expect(message.locator('.hljs-keyword').first()).toHaveText('static');
    await expect(message.getByText('🎉')).toBeVisible();
    await lookEverywhere(ada.page, `writing-${name}`);
    await message.getByRole('button', { name: 'Spoiler: show it' }).click();
    await expect(message.getByText('a barrel of rum')).toBeVisible();
  });
}

test('names, rooms and emoji are completed, and what is selected is formatted', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const harbour = roomName('Harbour');
  const lounge = roomName('Lounge');
  await ada.createRoom(lounge);
  await ada.createRoom(harbour);
  await grace.discoverAndJoin(harbour);
  const { page, composer } = ada;
  const options = page.getByRole('listbox').getByRole('option');

  await test.step('a person, found by the beginning of a name', async () => {
    await composer.pressSequentially('Morning @grac');
    await expect(options).toHaveCount(1);
    await expect(options).toContainText('Grace Hopper');
    await lookEverywhere(page, 'writing-people');
    await composer.press('Tab');
    await expect(composer).toHaveValue(`Morning @${grace.account.username} `);
  });

  await test.step('those of the room, by either name', async () => {
    await composer.fill('');
    await composer.pressSequentially('Morning @al');
    await expect(options).toHaveText(['@allEverybody in this room']);
    await composer.fill('');
    await composer.pressSequentially('Morning @roo');
    await expect(options).toHaveText(['@roomEverybody in this room']);
    await composer.press('Enter');
    await expect(composer).toHaveValue('Morning @room ');
    await composer.fill(`Morning @${grace.account.username} `);
    await composer.press('End');
  });

  await test.step('a room and an emoji', async () => {
    await composer.pressSequentially('in #loun');
    await expect(options.first()).toContainText(lounge);
    await composer.press('Enter');
    await composer.pressSequentially(':rocke');
    await expect(options.first()).toContainText(':rocket:');
    await composer.press('ArrowDown');
    await composer.press('ArrowUp');
    await composer.press('Enter');
    await expect(composer).toHaveValue(`Morning @${grace.account.username} in #${lounge} 🚀 `);
    await composer.press('Enter');
  });

  await test.step('who is called sees it, and the names lead to what they name', async () => {
    const message = grace.messages('Morning');
    await expect(message.getByRole('button', { name: `@${grace.account.username}` })).toBeVisible();
    await ada
      .messages('Morning')
      .getByRole('button', { name: `@${grace.account.username}` })
      .click();
    await expect(page.getByRole('dialog', { name: 'Grace Hopper' })).toBeVisible();
    await page.keyboard.press('Escape');
    await ada.messages('Morning').getByRole('link', { name: lounge }).click();
    await expect(page.getByRole('main').getByRole('heading', { level: 1, name: lounge })).toBeVisible();
  });

  await test.step('formatting by key and by bar, and undone by the browser', async () => {
    await composer.fill('a quiet word');
    await composer.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(2, 7));
    await page.keyboard.press('Control+b');
    await expect(composer).toHaveValue('a **quiet** word');
    await page.keyboard.press('Control+z');
    await expect(composer).toHaveValue('a quiet word');
    await page.getByRole('button', { name: 'Show formatting' }).click();
    await composer.selectText();
    await page.getByRole('button', { name: 'Quote', exact: true }).click();
    await expect(composer).toHaveValue('> a quiet word');
    await lookEverywhere(page, 'writing-bar');
    await composer.press('Enter');
    await expect(ada.messages('a quiet word').locator('blockquote')).toBeVisible();
  });

  await test.step('an emoji in the colour of skin that one has chosen', async () => {
    await page.getByRole('button', { name: 'Insert an emoji' }).click();
    const picker = page.getByRole('dialog', { name: 'Choose an emoji' });
    await picker.getByRole('radio', { name: 'Medium skin tone' }).click();
    await picker.getByLabel('Search emoji').fill('waving hand');
    await lookEverywhere(page, 'writing-picker');
    await picker.getByRole('button', { name: '👋🏽' }).click();
    await composer.press('Enter');
    await ada.expectMessage('👋🏽');
  });
});

test('a time is read by one’s own clock, and what is pasted and long becomes a snippet', async ({ someone }) => {
  const options = { locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] };
  const ada = await someone('Ada Lovelace', { ...options, timezoneId: 'Europe/Paris' });
  const grace = await someone('Grace Hopper', { ...options, timezoneId: 'Asia/Tokyo' });
  await ada.signUp();
  await grace.signUp();
  const harbour = roomName('Harbour');
  await ada.createRoom(harbour);
  await grace.discoverAndJoin(harbour);
  const { page, composer } = ada;

  await test.step('a time', async () => {
    await composer.fill('We meet at ');
    await page.getByRole('button', { name: 'Show formatting' }).click();
    await page.getByRole('button', { name: 'Time', exact: true }).click();
    await page.getByLabel('Date and time').fill('2030-12-02T16:30');
    await lookEverywhere(page, 'writing-time');
    await page.getByRole('button', { name: 'Insert', exact: true }).click();
    await expect(composer).toHaveValue('We meet at <time:2030-12-02T15:30Z>');
    await composer.press('Enter');
    await expect(ada.messages('We meet').getByText('2 Dec 2030, 16:30')).toBeVisible();
    await expect(grace.messages('We meet').getByText('3 Dec 2030, 00:30')).toBeVisible();
  });

  await test.step('a snippet', async () => {
    const lines = Array.from({ length: 40 }, (_, line) => `knots[${line}] = log.read(${line});`);
    await page.evaluate((text) => navigator.clipboard.writeText(text), lines.join('\n'));
    await composer.press('Control+v');
    await expect(page.getByText('40 lines pasted.')).toBeVisible();
    await lookEverywhere(page, 'writing-pasted');
    await page.getByRole('button', { name: 'Make it a snippet' }).click();
    await composer.press('Enter');
    const snippet = grace.messages('knots[0]');
    await expect(snippet.getByRole('button', { name: 'Show all 40 lines' })).toBeVisible();
    await lookEverywhere(grace.page, 'writing-snippet');
    await snippet.getByRole('button', { name: 'Show all 40 lines' }).click();
    await expect(snippet.getByText('knots[39]')).toBeVisible();
  });
});

test('who calls very many at once is asked first', async ({ someone, server }) => {
  const ada = await someone('Ada Lovelace');
  await ada.signUp();
  await ada.createRoom(roomName('Square'));
  const roomId = ada.roomId;
  for (let number = 1; number <= 21; number++) {
    const visitor = await Api.register(server.url, newAccount(`Visitor ${number}`));
    await visitor.join(roomId);
  }
  await expect(ada.page.getByRole('button', { name: '22 members' })).toBeVisible();

  await ada.say('@room lunch is served');
  const dialog = ada.page.getByRole('dialog', { name: 'Call 21 people?' });
  await expect(dialog).toBeVisible();
  await lookEverywhere(ada.page, 'call-everybody');
  await dialog.getByRole('button', { name: 'Go back' }).click();
  await expect(ada.composer).toHaveValue('@room lunch is served');
  await expect(ada.messages('lunch')).toHaveCount(0);

  await ada.composer.press('Enter');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await ada.expectMessage('lunch is served');
});
