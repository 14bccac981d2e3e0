import { expect, test } from '../support/fixtures.ts';
import { lookEverywhere } from '../support/looks.ts';
import { choose, reaction } from '../support/messages.ts';
import { roomName } from '../support/person.ts';

test('people add emoji of their own, write them and react with them', async ({ someone }) => {
  const ada = await someone('Ada Lovelace');
  const grace = await someone('Grace Hopper');
  await ada.signUp();
  await grace.signUp();
  const room = roomName('Parrots');
  await ada.createRoom(room);
  await grace.discoverAndJoin(room);
  const name = `parrot_${Date.now() % 100_000}`;
  const code = `:${name}:`;

  await test.step('one is added with a name', async () => {
    const here = ada.page.url();
    const picture = await ada.page.screenshot({ clip: { x: 16, y: 14, width: 28, height: 28 } });
    await ada.page.goto('/settings');
    await ada.page.getByLabel('Name', { exact: true }).fill(`Par rot_${name.slice(7)}`);
    await expect(ada.page.getByLabel('Name', { exact: true })).toHaveValue(name);
    await ada.page
      .getByLabel('Emoji file')
      .setInputFiles({ name: 'parrot.png', mimeType: 'image/png', buffer: picture });
    await ada.page.getByRole('button', { name: 'Add emoji' }).click();
    await expect(ada.page.getByRole('list', { name: 'Emoji of this place' }).getByText(code)).toBeVisible();
    await lookEverywhere(ada.page, 'emoji-settings');
    await ada.page.goto(here);
  });

  await test.step('its name is completed, and shows the picture', async () => {
    const field = ada.page.getByRole('textbox', { name: `Message ${room}` });
    await field.pressSequentially(`Look ${code.slice(0, 10)}`);
    await expect(ada.page.getByRole('option').filter({ hasText: code })).toBeVisible();
    await field.press('Enter');
    await expect(field).toHaveValue(`Look ${code} `);
    await field.press('Enter');
    for (const person of [ada, grace]) await expect(person.messages('Look').getByAltText(code)).toBeVisible();
    await expect
      .poll(() =>
        grace
          .messages('Look')
          .getByAltText(code)
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      )
      .toBeGreaterThan(0);
  });

  await test.step('one reacts with it, found by its name', async () => {
    await choose(grace, 'Look', 'React');
    const picker = grace.page.getByRole('dialog', { name: 'Choose an emoji' });
    await picker.getByLabel('Search emoji').fill(name);
    await lookEverywhere(grace.page, 'emoji-picker');
    await picker.getByRole('button', { name: code }).click();
    await expect(reaction(ada, 'Look', code)).toBeVisible();
    await expect(reaction(ada, 'Look', code).getByAltText(code)).toBeVisible();
    await lookEverywhere(ada.page, 'emoji');
  });

  await test.step('once it is taken away its name is left', async () => {
    const here = ada.page.url();
    await ada.page.goto('/settings');
    await ada.page.getByRole('button', { name: `Remove ${code}` }).click();
    await expect(ada.page.getByRole('button', { name: `Remove ${code}` })).toHaveCount(0);
    await ada.page.goto(here);
    await expect(ada.messages('Look').getByText(code).first()).toBeVisible();
    await expect(ada.messages('Look').getByAltText(code)).toHaveCount(0);
  });
});
